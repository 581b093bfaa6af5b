package dev.rollcall.server.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.command.Actor;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The law of {@link SpellingLawTest} from outside: what a spelling does by HTTP is what the plain one does, and what it does as an
 * operation of a Bulk is what it does alone. A part of the spellings for each attribute, another part for each of them.
 */
final class SpellingOverHttpIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final int SPELLINGS = Integer.getInteger("rollcall.spellings", 10);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Each must be another one for each resource, so that many of one spelling cannot stand side by side. */
    private static final Set<String> UNIQUE =
            Set.of("User userName", "User externalId", "Group displayName", "Group externalId");

    private final List<String> different = new ArrayList<>();
    private String scim = "";
    private String token = "";
    private int made;
    private int compared;

    /** One directory that has had no user yet. */
    private void connect(String provider) {
        var parts = GATEWAY.gateway().parts();
        Actor actor = Actor.gateway(GATEWAY.demo().organisation().id());
        UUID directory = new Directories(parts.database().writes(), parts.time())
                .create(actor, "Spellings of " + provider, provider)
                .await()
                .id();
        token = parts.credentials().issue(actor, directory, null).await().token();
        scim = GATEWAY.url() + "/scim/v2/" + directory;
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.server.AdapterFolders#providers")
    void aPatchDoesTheSameInEverySpellingAndInABulk(String provider) {
        connect(provider);
        int turn = 0;
        for (Target target : targets()) {
            turn++;
            String op = turn % 2 == 0 ? "add" : "replace";
            int number = 1 + turn / 2 % 2;
            JsonNode value = target.value(number);
            Map<String, JsonNode> bodies = new LinkedHashMap<>();
            for (Spelling spelling : Spelling.ofPatch(target, value)) {
                spelling.bodies(op).forEach((form, body) -> bodies.put(spelling.name() + form, body));
            }
            Map<String, JsonNode> some = part(bodies, turn);
            List<String> alone = create(target, some.size(), target.value(number + 1));
            JsonNode before = read(alone.get(0));
            List<String> inBulk = create(target, some.size(), target.value(number + 1));
            ArrayNode operations = JSON.arrayNode();
            List<Integer> aloneStatus = new ArrayList<>();
            int i = 0;
            for (JsonNode body : some.values()) {
                aloneStatus.add(send("PATCH", "/" + alone.get(i), body).status());
                operations
                        .addObject()
                        .put("method", "PATCH")
                        .put("path", "/" + inBulk.get(i++))
                        .set("data", body);
            }
            compare(op + " " + target, some, alone, aloneStatus, inBulk, bulk(operations));
            assertThat(aloneStatus.get(0)).as("%s %s", op, target).isLessThan(300);
            assertThat(read(alone.get(0))).as("%s %s has an effect", op, target).isNotEqualTo(before);
        }
        end(provider);
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.server.AdapterFolders#providers")
    void aResourceDoesTheSameInEverySpellingAndInABulk(String provider) {
        connect(provider);
        int turn = 0;
        for (Target target : targets()) {
            turn++;
            String method = turn % 2 == 0 ? "PUT" : "POST";
            JsonNode value = target.value(1 + turn / 2 % 2);
            Map<String, JsonNode> bodies = new LinkedHashMap<>();
            Spelling.shapes(target.written(), value)
                    .forEach((shape, shaped) -> Spelling.objects(target, shaped)
                            .forEach((form, object) -> bodies.put(form + ", " + shape, object)));
            Map<String, JsonNode> some = part(bodies, turn);
            List<String> before = method.equals("POST") ? List.of() : create(target, 2 * some.size(), target.value(3));
            List<String> alone = new ArrayList<>();
            List<Integer> aloneStatus = new ArrayList<>();
            ArrayNode operations = JSON.arrayNode();
            int i = 0;
            for (JsonNode object : some.values()) {
                boolean isNew = before.isEmpty();
                String place = isNew ? target.type().endpoint().substring(1) : before.get(i);
                Answer answer = send(method, "/" + place, named(target, object));
                aloneStatus.add(answer.status());
                alone.add(isNew ? place + "/" + answer.json().path("id").asText() : place);
                ObjectNode operation = operations.addObject().put("method", method);
                operation.put("path", "/" + (isNew ? place : before.get(some.size() + i)));
                operation.put("bulkId", "b" + i++).set("data", named(target, object));
            }
            JsonNode done = bulk(operations);
            List<String> inBulk = new ArrayList<>();
            done.forEach(one -> inBulk.add(one.path("location").asText().replace(scim + "/", "")));
            compare(method + " " + target, some, alone, aloneStatus, inBulk, done);
        }
        end(provider);
    }

    private void end(String provider) {
        assertThat(different).as(provider).isEmpty();
        assertThat(compared).isGreaterThan(SPELLINGS * 30);
    }

    /** The plain one first, and some others, spread over all. */
    private static Map<String, JsonNode> part(Map<String, JsonNode> bodies, int turn) {
        Map<String, JsonNode> some = new LinkedHashMap<>();
        List<String> names = List.copyOf(bodies.keySet());
        some.put(names.get(0), bodies.get(names.get(0)));
        int step = Math.max(1, names.size() / SPELLINGS);
        for (int i = 1 + turn % step; i < names.size(); i += step) {
            some.put(names.get(i), bodies.get(names.get(i)));
        }
        return some;
    }

    private void compare(
            String what,
            Map<String, JsonNode> bodies,
            List<String> alone,
            List<Integer> aloneStatus,
            List<String> inBulk,
            JsonNode done) {
        List<String> names = List.copyOf(bodies.keySet());
        assertThat(done).as(what).hasSize(names.size());
        JsonNode plain = read(alone.get(0));
        for (int i = 0; i < names.size(); i++) {
            compared++;
            String spelling = what + " as " + names.get(i) + " (" + bodies.get(names.get(i)) + ")";
            int status = aloneStatus.get(i);
            int bulkStatus = Integer.parseInt(done.path(i).path("status").asText("0"));
            if ((status < 300) != (aloneStatus.get(0) < 300) || (status < 300) != (bulkStatus < 300)) {
                different.add(spelling + ": alone " + status + ", in a bulk " + bulkStatus + " " + done.path(i)
                        + ", plain " + aloneStatus.get(0));
            } else if (status < 300) {
                JsonNode single = read(alone.get(i));
                JsonNode bulk = read(inBulk.get(i));
                if (!single.equals(plain) || !bulk.equals(plain)) {
                    different.add(spelling + ": alone " + single + ", in a bulk " + bulk + ", plain " + plain);
                }
            }
        }
    }

    /** What stays when all is taken away that is another for each resource. */
    private JsonNode read(String place) {
        Answer answer = Http.get(scim + "/" + place).bearer(token).send();
        assertThat(answer.status()).as(place + ": " + answer.body()).isEqualTo(200);
        ObjectNode resource = (ObjectNode) answer.json();
        String name = place.startsWith("Users") ? "userName" : "displayName";
        return resource.without(List.of("id", "meta", name));
    }

    /** Resources that have a value of the target already. */
    private List<String> create(Target target, int count, JsonNode value) {
        ArrayNode operations = JSON.arrayNode();
        for (int i = 0; i < count; i++) {
            operations
                    .addObject()
                    .put("method", "POST")
                    .put("path", target.type().endpoint())
                    .put("bulkId", "c" + i)
                    .set("data", named(target, target.in(JSON.objectNode(), value)));
        }
        List<String> places = new ArrayList<>();
        for (JsonNode one : bulk(operations)) {
            assertThat(one.path("status").asText()).as(one.toString()).isEqualTo("201");
            places.add(one.path("location").asText().replace(scim + "/", ""));
        }
        return places;
    }

    private ObjectNode named(Target target, JsonNode attributes) {
        ObjectNode resource = JSON.objectNode();
        resource.putArray("schemas").add(target.type().schema().id());
        resource.put(target.type().equals(CoreTypes.USER) ? "userName" : "displayName", "resource " + ++made);
        return resource.setAll((ObjectNode) attributes);
    }

    private JsonNode bulk(ArrayNode operations) {
        ObjectNode body = JSON.objectNode();
        body.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:BulkRequest");
        body.set("Operations", operations);
        Answer answer = send("POST", "/Bulk", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("Operations");
    }

    private Answer send(String method, String path, JsonNode body) {
        return Http.request(method, scim + path)
                .bearer(token)
                .exactly(body.toString())
                .send();
    }

    private static List<Target> targets() {
        return Stream.<ResourceType>of(CoreTypes.USER, CoreTypes.GROUP)
                .flatMap(type -> Target.of(type).stream())
                .filter(target -> !UNIQUE.contains(target.toString()))
                .toList();
    }
}
