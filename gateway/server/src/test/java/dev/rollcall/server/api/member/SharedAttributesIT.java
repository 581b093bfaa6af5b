package dev.rollcall.server.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.ChangeState;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.command.SetDirectoryRule;
import dev.rollcall.core.model.EventType;
import dev.rollcall.delivery.feed.EventSchemas;
import dev.rollcall.server.ApiContract;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 13: members show the attributes that the operator shares, in the API and in events, and no others. */
final class SharedAttributesIT {

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String HR = "urn:example:scim:schemas:hr:2.0:User";

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .with(
                    Settings.SHARED_ATTRIBUTES,
                    "title, name.familyName, name, emails[type eq \"work\"].value, emails[primary eq true].type,"
                            + " phoneNumbers, entitlements.value, department, " + ENTERPRISE + ":manager, " + HR
                            + ":level, " + HR + ":desks");

    private final People people = new People(GATEWAY, 50);

    private void define() {
        people.done("PUT", "/directories/" + people.directory + "/schemas/" + HR, """
            {'name':'HR','resourceType':'User','attributes':[
              {'name':'badge'},{'name':'level','type':'integer'},
              {'name':'desks','type':'complex','multiValued':true,'subAttributes':[
                {'name':'value','required':true},{'name':'floor','type':'integer'}]}]}
            """);
    }

    private static String replace(String path, String value) {
        return "{'op':'replace','path':'" + path + "','value':" + value + "}";
    }

    private List<JsonNode> newEvents(Runnable change) {
        long before = people.get("/members").path("eventsCursor").asLong();
        change.run();
        List<JsonNode> events = new ArrayList<>();
        people.get("/events?limit=1000&cursor=" + before).path("items").forEach(events::add);
        return events;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "title | 'Lead' | title | 'Lead'",
                "name.familyName | 'L' | name.familyName | 'L'",
                "name.givenName | 'Ada' | name | {'givenName':'Ada'}",
                "phoneNumbers | [{'value':'1','type':'work'}] | phoneNumbers | [{'type':'work','value':'1'}]",
                "entitlements | [{'value':'VIP'},{'value':'B'}] | entitlements.value | ['VIP','B']",
                ENTERPRISE + ":department | 'IT' | department | 'IT'",
                ENTERPRISE + ":manager | {'value':'7'} | " + ENTERPRISE + ":manager | {'value':'7'}",
                HR + ":level | 3 | " + HR + ":level | 3",
                HR + ":desks | [{'value':'d','floor':2}] | " + HR + ":desks | [{'floor':2,'value':'d'}]"
            })
    @DisplayName(
            "Issue 13: an update of one shared attribute has its own event, with what has changed, as the API shows it")
    void anUpdateOfOneSharedAttributeIsTold(String sent, String value, String path, String shown) {
        define();
        String ada = people.user("ada");
        List<JsonNode> events = newEvents(() -> people.patch("/Users/" + ada, replace(sent, value)));

        assertThat(events).hasSize(1);
        JsonNode event = events.get(0);
        ApiContract.require(EventSchemas.of(EventType.MEMBER_UPDATED), event.toString(), "member.updated");
        assertThat(event.path("type").asText()).isEqualTo("member.updated");
        List<String> changed = new ArrayList<>();
        event.at("/data/changed").forEach(name -> changed.add(name.asText()));
        assertThat(changed).contains("attributes." + path).allMatch(name -> name.startsWith("attributes."));
        JsonNode member = people.member("ada");
        assertThat(member.path("attributes").path(path).toString()).isEqualTo(shown.replace('\'', '"'));
        assertThat(event.at("/data/attributes")).isEqualTo(member.path("attributes"));
        assertThat(people.get("/members/" + member.path("id").asText()).path("attributes"))
                .isEqualTo(member.path("attributes"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "nickName | 'hush'",
                "password | 'hush'",
                "roles | [{'value':'hush'}]",
                ENTERPRISE + ":organization | 'hush'",
                HR + ":badge | 'hush'",
            })
    @DisplayName("Issue 13: what is not shared is in no event and causes none")
    void whatIsNotSharedIsInNoEvent(String path, String value) {
        define();
        String ada = people.user("ada");
        assertThat(newEvents(() -> people.patch("/Users/" + ada, replace(path, value))))
                .isEmpty();
        assertThat(newEvents(() -> people.patch("/Users/" + ada, replace("title", "'Lead'"))))
                .hasSize(1)
                .allMatch(event -> !event.toString().contains("hush"));
        assertThat(people.member("ada").toString()).doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource({"userName", "externalId"})
    @DisplayName("Issue 13: a new name at the identity provider has its event when nothing else has changed")
    void namesAreTold(String attribute) {
        String ada = people.user("ada");
        List<JsonNode> events = newEvents(() -> people.patch("/Users/" + ada, replace(attribute, "'other'")));
        assertThat(events).hasSize(1);
        assertThat(events.get(0).at("/data/changed").toString()).isEqualTo("[\"" + attribute + "\"]");
        assertThat(events.get(0).at("/data/" + attribute).asText()).isEqualTo("other");
    }

    @Test
    @DisplayName("Issue 13: a change of several things is one event that names each of them")
    void severalChangesAreOneEvent() {
        String ada = people.user("ada");
        List<JsonNode> events = newEvents(() -> people.patch(
                "/Users/" + ada,
                replace("displayName", "'Ada'") + "," + replace("title", "'Lead'") + ","
                        + replace("externalId", "'e-1'")));
        assertThat(events).hasSize(1);
        assertThat(events.get(0).at("/data/changed").toString())
                .isEqualTo("[\"displayName\",\"externalId\",\"attributes.title\"]");
    }

    @Test
    @DisplayName("Issue 13: what a rule keeps out shows no attributes")
    void aPersonWhoIsKeptOutShowsNone() {
        String eve = people.user("eve@nobodys.example");
        assertThat(newEvents(() -> people.patch("/Users/" + eve, replace("title", "'Lead'"))))
                .isEmpty();
        JsonNode shown = people.get("/exclusions").at("/items/0");
        assertThat(shown.path("userName").asText()).isEqualTo("eve@nobodys.example");
        assertThat(shown.has("attributes")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    @DisplayName("Issue 13: a table that is built from events alone equals the API, whatever happens")
    void aTableBuiltFromEventsEqualsTheApi(long seed) {
        define();
        people.rule(new SetDirectoryRule.SetMassGuard(people.directory, 100, 1_000, Duration.ofHours(1)));
        new Story(new Random(seed)).play();
        assertThat(fromEvents()).isEqualTo(fromApi());
    }

    /** Everything that can happen to the record of a member, in any order. */
    private final class Story {

        private static final int STEPS = 60;

        private final Random random;
        private final List<String> users = new ArrayList<>();
        private final List<String> groups = new ArrayList<>();

        Story(Random random) {
            this.random = random;
        }

        void play() {
            groups.add(people.group("Admins"));
            groups.add(people.group("Others"));
            people.assign(groups.get(0), "admin");
            for (int step = 0; step < STEPS; step++) {
                if (users.size() < 3) {
                    users.add(people.user("u" + step));
                }
                step(step);
            }
            people.rule(new ChangeState.Pause(people.directory));
            for (int step = 0; step < 10; step++) {
                change(step);
            }
            String last = users.remove(0);
            people.delete("/Users/" + last);
            assertThat(fromEvents()).as("while the directory is paused").isEqualTo(fromApi());
            people.rule(new ChangeState.Resume(people.directory));
            assertThat(fromEvents()).as("after it was resumed").isEqualTo(fromApi());
            people.rule(new ChangeState.Deactivate(people.directory, ChangeState.Deactivate.Members.KEEP));
        }

        private void step(int step) {
            switch (random.nextInt(10)) {
                case 0 -> users.add(people.user("u" + step));
                case 1 -> people.delete("/Users/" + users.remove(random.nextInt(users.size())));
                case 2 -> people.active(someone(), random.nextBoolean());
                case 3 -> people.add(groups.get(random.nextInt(2)), someone());
                case 4 -> people.drop(groups.get(random.nextInt(2)), someone());
                case 5 ->
                    people.rule(new OfMember.GrantRecovery(
                            "r" + step + "@" + people.domain,
                            null,
                            "lost access",
                            Instant.now().plusSeconds(3_600)));
                default -> change(step);
            }
        }

        private void change(int step) {
            String text = "'" + random.nextInt(3) + "'";
            String operation = switch (random.nextInt(11)) {
                case 0 -> replace("title", text);
                case 1 -> replace("name.familyName", text);
                case 2 ->
                    replace(
                            "emails",
                            "[{'value':'m" + step + "@" + people.domain + "','type':'work','primary':true},"
                                    + "{'value':'h@home.example','type':'home'}]");
                case 3 -> replace("phoneNumbers", "[{'value':" + text + ",'type':'work'},{'value':'9','type':'home'}]");
                case 4 -> replace("entitlements", "[{'value':" + text + "},{'value':'x'}]");
                case 5 -> replace(ENTERPRISE + ":department", text);
                case 6 -> replace(ENTERPRISE + ":manager", "{'value':" + text + "}");
                case 7 -> replace(HR + ":level", Integer.toString(random.nextInt(3)));
                case 8 -> replace(HR + ":desks", "[{'value':" + text + ",'floor':2}]");
                case 9 -> replace("externalId", "'e" + step + "'");
                default -> "{'op':'remove','path':'" + (random.nextBoolean() ? "title" : "name") + "'}";
            };
            people.patch("/Users/" + someone(), operation + "," + replace("nickName", "'hush'"));
        }

        private String someone() {
            return users.get(random.nextInt(users.size()));
        }
    }

    /** What a reader knows of members who has nothing but the events. */
    private Map<String, ObjectNode> fromEvents() {
        Map<String, ObjectNode> members = new TreeMap<>();
        Map<String, Set<String>> groups = new TreeMap<>();
        people.get("/events?limit=1000").path("items").forEach(event -> {
            assertThat(event.toString()).doesNotContain("hush");
            String subject = event.path("subject").asText();
            JsonNode data = event.path("data");
            String type = event.path("type").asText();
            if (type.startsWith("member.")) {
                members.put(subject, line(data));
            } else if (type.equals("group.members_changed")) {
                Set<String> inside = groups.computeIfAbsent(subject, key -> new TreeSet<>());
                data.path("added").forEach(id -> inside.add(id.asText()));
                data.path("removed").forEach(id -> inside.remove(id.asText()));
            }
        });
        members.values().removeIf(line -> line.path("status").asText().equals("removed"));
        members.values().forEach(line -> {
            TreeSet<String> of = new TreeSet<>();
            groups.forEach((group, inside) -> {
                if (inside.contains(line.path("userId").asText())) {
                    of.add(group);
                }
            });
            line.put("groups", of.toString());
        });
        return members;
    }

    private Map<String, ObjectNode> fromApi() {
        Map<String, ObjectNode> members = new TreeMap<>();
        for (JsonNode member : people.get("/members?limit=1000").path("items")) {
            ObjectNode line = line(member);
            TreeSet<String> of = new TreeSet<>(member.path("groups").findValuesAsText("id"));
            members.put(member.path("id").asText(), line.put("groups", of.toString()));
        }
        assertThat(members).isNotEmpty();
        return members;
    }

    /** What both tell of a member; absent and null say the same. */
    private static ObjectNode line(JsonNode state) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        for (String field : List.of(
                "email",
                "displayName",
                "role",
                "status",
                "seat",
                "userId",
                "userName",
                "externalId",
                "attributes",
                "attributesOmitted")) {
            if (state.hasNonNull(field)) {
                line.set(field, state.path(field));
            }
        }
        line.put("directory", state.at("/managedBy/directory").asText());
        return line;
    }
}
