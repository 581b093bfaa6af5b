package dev.rollcall.server.api.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** C9, over HTTP: groups in groups, as the IdP reads them back, as filters find them, and as far as roles go. */
final class NestedGroupsIT {

    private static final String PATCH =
            "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[%s]}";

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final NewDirectory directory = new NewDirectory(GATEWAY, "custom");
    private final String ada = directory.user("ada");
    private final String bob = directory.user("bob");
    private final String inner = directory.group("Inner", ada);
    private final String middle = directory.group("Middle", inner);
    private final String outer = directory.group("Outer", middle, bob);
    private String activation = "";

    @BeforeEach
    void goLive() {
        activation = directory.done("POST", "/activate", "").path("subject").asText();
    }

    @AfterEach
    void undo() {
        directory.api("PUT", "/last-admin-protection", "{'on':false}");
        directory.done("POST", "/activations/" + activation + "/undo", "");
        assertThat(directory.members()).isEmpty();
        directory.api("PUT", "/last-admin-protection", "{'on':true}");
    }

    private Map<String, String> groupsOf(String user) {
        Map<String, String> groups = new TreeMap<>();
        directory.scim("GET", "/Users/" + user, "").json().path("groups").forEach(group -> {
            assertThat(group.path("$ref").asText())
                    .endsWith("/Groups/" + group.path("value").asText());
            assertThat(groups.put(
                            group.path("value").asText(), group.path("type").asText()))
                    .as("each group once")
                    .isNull();
        });
        return groups;
    }

    private List<String> found(String filter) {
        Answer answer = directory.scim("GET", "/Users?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8), "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> names = new ArrayList<>();
        answer.json()
                .path("Resources")
                .forEach(user -> names.add(user.path("userName").asText().replace("@demo.example", "")));
        return names;
    }

    private void move(String op, String group, String member) {
        String operation = op.equals("add")
                ? "{'op':'add','path':'members','value':[{'value':'" + member + "','type':'Group'}]}"
                : "{'op':'remove','path':'members[value eq \\\"" + member + "\\\"]'}";
        assertThat(directory
                        .scim("PATCH", "/Groups/" + group, PATCH.formatted(operation))
                        .status())
                .isEqualTo(204);
    }

    private List<String> roles() {
        return directory.members().stream()
                .map(line -> line.substring(0, line.indexOf('@')) + " " + line.split(" ", -1)[1])
                .toList();
    }

    private String assign(String group, String role) {
        return directory
                .foreseen("POST", "/role-assignments", "{'groupId':'" + group + "','role':'" + role + "'}")
                .path("subject")
                .asText();
    }

    @Test
    void aUserIsInTheGroupsThatTheirGroupsAreIn() {
        assertThat(groupsOf(ada))
                .containsExactlyInAnyOrderEntriesOf(Map.of(inner, "direct", middle, "indirect", outer, "indirect"));
        assertThat(groupsOf(bob)).containsExactlyEntriesOf(Map.of(outer, "direct"));
        assertThat(found("groups.value eq \"" + outer + "\"")).containsExactly("ada", "bob");
        assertThat(found("groups[value eq \"" + outer + "\" and type eq \"indirect\"]"))
                .containsExactly("ada");
        assertThat(found("groups.type eq \"indirect\"")).containsExactly("ada");
        assertThat(found("groups.display eq \"middle\"")).containsExactly("ada");
        assertThat(found("not (groups.value eq \"" + middle + "\")")).containsExactly("bob");
        JsonNode list =
                directory.scim("GET", "/Users?attributes=groups.type", "").json();
        assertThat(list.at("/Resources/0/groups")).hasSize(3);

        move("remove", outer, middle);
        assertThat(groupsOf(ada)).containsOnlyKeys(inner, middle);
        move("add", outer, ada);
        assertThat(groupsOf(ada)).containsEntry(outer, "direct");
        move("add", outer, middle);
        assertThat(groupsOf(ada)).as("what is direct is told as direct").containsEntry(outer, "direct");
        assertThat(directory.scim("DELETE", "/Groups/" + middle, "").status()).isEqualTo(204);
        assertThat(groupsOf(ada)).containsOnlyKeys(inner, outer);
    }

    @Test
    void rolesCountThroughNestingAndEveryChangeDeepInItCountsAtOnce() {
        assertThat(directory.get("").path("nestedGroups").asBoolean())
                .as("as the provider means it")
                .isTrue();
        assign(outer, "guest");
        assertThat(roles()).containsExactly("ada guest", "bob guest");
        JsonNode why =
                directory.api("GET", "/explanations?email=ada@demo.example", "").json();
        assertThat(why.toString()).contains("through group \\\"Inner\\\"");

        String admins = assign(middle, "admin");
        directory.foreseen("PUT", "/role-assignments/order", "{'order':['" + admins + "','" + other(admins) + "']}");
        assertThat(roles()).containsExactly("ada admin", "bob guest");

        move("add", inner, bob);
        assertThat(roles()).containsExactly("ada admin", "bob admin");
        move("remove", middle, inner);
        assertThat(roles())
                .as("one of the two was the last admin, who is kept")
                .filteredOn(line -> line.endsWith(" admin"))
                .hasSize(1);
        move("add", middle, inner);
        assertThat(roles()).containsExactly("ada admin", "bob admin");

        directory.api("PUT", "/last-admin-protection", "{'on':false}");
        JsonNode off = directory.foreseen("PUT", "/nested-groups", "{'on':false}");
        assertThat(NewDirectory.people(off)).hasSize(2);
        assertThat(roles()).containsExactly("ada member", "bob guest");
        directory.foreseen("PUT", "/nested-groups", "{'on':true}");
        assertThat(roles()).containsExactly("ada admin", "bob admin");
        assertThat(directory.scim("DELETE", "/Groups/" + middle, "").status()).isEqualTo(204);
        assertThat(roles()).containsExactly("ada member", "bob guest");
        directory.api("PUT", "/last-admin-protection", "{'on':true}");
    }

    private String other(String assignment) {
        for (JsonNode item : directory.get("/role-assignments").path("items")) {
            if (!item.path("id").asText().equals(assignment)) {
                return item.path("id").asText();
            }
        }
        throw new AssertionError("no other assignment");
    }

    @Test
    void whoeverIsTakenOutByAnUnnestingIsWatchedByTheGuard() {
        directory.done("PUT", "/default-role", "{'role':null}");
        assign(outer, "member");
        directory.done("PUT", "/mass-change-guard", "{'share':0,'minimum':0,'windowSeconds':3600}");
        move("remove", outer, middle);
        assertThat(directory.members())
                .as("held, not taken out")
                .anyMatch(line -> line.startsWith("ada@") && line.contains(" active "));
        assertThat(directory.get("/mass-change-guard").path("held").asInt()).isOne();
    }

    @Test
    void aProviderThatFlattensCountsDirectMembersOnly() {
        assertThat(new NewDirectory(GATEWAY, "okta")
                        .get("")
                        .path("nestedGroups")
                        .asBoolean())
                .isFalse();
        assertThat(new NewDirectory(GATEWAY, "entra")
                        .get("")
                        .path("nestedGroups")
                        .asBoolean())
                .isFalse();
    }

    /** Whatever comes into whatever, circles included, what is read back is what a walk over the direct memberships finds. */
    @Test
    void anySequenceOfChangesKeepsWhatIsReadTrue() {
        Random random = new Random(20261129);
        List<String> groups = new ArrayList<>(List.of(inner, middle, outer));
        for (int i = 0; i < 4; i++) {
            groups.add(directory.group("Further " + i));
        }
        Map<String, Set<String>> parents = new HashMap<>();
        groups.forEach(group -> parents.put(group, new HashSet<>()));
        parent(parents, inner).add(middle);
        parent(parents, middle).add(outer);
        for (int step = 0; step < 60; step++) {
            String group = groups.get(random.nextInt(groups.size()));
            String member = groups.get(random.nextInt(groups.size()));
            boolean add = random.nextInt(5) < 3;
            move(add ? "add" : "remove", group, member);
            if (add) {
                parent(parents, member).add(group);
            } else {
                parent(parents, member).remove(group);
            }
            assertThat(groupsOf(ada).keySet()).as("step " + step).isEqualTo(closure(parents, inner));
            assertThat(groupsOf(bob).keySet()).as("step " + step).isEqualTo(closure(parents, outer));
        }
    }

    private static Set<String> parent(Map<String, Set<String>> parents, String group) {
        return parents.computeIfAbsent(group, unseen -> new HashSet<>());
    }

    private static Set<String> closure(Map<String, Set<String>> parents, String from) {
        Set<String> seen = new HashSet<>(Set.of(from));
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (String up : parent(parents, open.pop())) {
                if (seen.add(up)) {
                    open.push(up);
                }
            }
        }
        return seen;
    }
}
