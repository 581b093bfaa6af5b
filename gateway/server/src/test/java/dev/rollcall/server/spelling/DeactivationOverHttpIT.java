package dev.rollcall.server.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.command.Actor;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.spi.Adapter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * R28 from outside: every spelling of false, by every verb and in a Bulk, for every provider, locks a user out. A part of the
 * spellings for each provider, another part for each; {@code -Drollcall.deactivations=1000} sends all.
 */
final class DeactivationOverHttpIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final int SOME = Integer.getInteger("rollcall.deactivations", 10);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /**
     * One way to say it.
     *
     * @param verb POST for the creation of an inactive user
     */
    private record Say(String verb, String name, JsonNode body) {}

    static Stream<String> providers() {
        return Adapters.all().stream()
                .filter(adapter -> adapter.notYet().isEmpty())
                .map(Adapter::provider);
    }

    @ParameterizedTest
    @MethodSource("providers")
    @DisplayName("R28: a deactivation gets through whatever verb, shape and spelling it comes in")
    void everySpellingLocksOut(String provider) {
        var parts = GATEWAY.gateway().parts();
        Actor actor = Actor.gateway(GATEWAY.demo().organisation().id());
        UUID directory = new Directories(parts.database().writes(), parts.time())
                .create(actor, "Leavers of " + provider, provider)
                .await()
                .id();
        String token = parts.credentials().issue(actor, directory, null).await().token();
        String scim = GATEWAY.url() + "/scim/v2/" + directory;
        List<Say> all = all();
        List<String> stay = new ArrayList<>();
        int step = Math.max(1, all.size() / SOME);
        for (int i = Math.floorMod(provider.hashCode(), step); i < all.size(); i += step) {
            Say say = all.get(i);
            for (boolean isInBulk : new boolean[] {false, true}) {
                Answer answer = say(scim, token, say, "p" + i + isInBulk, isInBulk);
                if (!answer.json().path("active").equals(BooleanNode.FALSE)) {
                    stay.add(say.verb() + " " + say.name() + (isInBulk ? " in a Bulk" : "") + " " + say.body() + " -> "
                            + answer.status() + " " + answer.body());
                }
            }
        }
        assertThat(stay).isEmpty();
    }

    /** Says it of a user of that name and reads the user. */
    private static Answer say(String scim, String token, Say say, String name, boolean isInBulk) {
        String id = "";
        ObjectNode user = JSON.objectNode().put("userName", name + "@demo.example");
        if (!say.verb().equals("POST")) {
            id = send("POST", scim + "/Users", token, user).json().path("id").asText();
        }
        JsonNode body = say.body();
        if (!say.verb().equals("PATCH")) {
            body = user.setAll((ObjectNode) say.body());
        }
        String path = say.verb().equals("POST") ? "/Users" : "/Users/" + id;
        Answer answer =
                isInBulk ? bulk(scim, token, say.verb(), path, body) : send(say.verb(), scim + path, token, body);
        String made = isInBulk
                ? answer.json().at("/Operations/0/location").asText()
                : answer.json().path("id").asText();
        String known = id.isEmpty() ? made.substring(made.lastIndexOf('/') + 1) : id;
        Answer read = send("GET", scim + "/Users/" + known, token, null);
        return read.status() == 200 && answer.status() < 300 ? read : answer;
    }

    private static Answer bulk(String scim, String token, String verb, String path, JsonNode data) {
        ObjectNode body = JSON.objectNode();
        body.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:BulkRequest");
        ArrayNode operations = body.putArray("Operations");
        operations
                .addObject()
                .put("method", verb)
                .put("path", path)
                .put("bulkId", "one")
                .set("data", data);
        return send("POST", scim + "/Bulk", token, body);
    }

    private static Answer send(String method, String url, String token, @Nullable JsonNode body) {
        Http request = Http.request(method, url).bearer(token).header("Content-Type", "application/scim+json");
        return (body == null ? request : request.exactly(body.toString())).send();
    }

    private static List<Say> all() {
        Target active = DeactivationLawTest.active();
        List<Say> all = new ArrayList<>();
        for (JsonNode off : DeactivationLawTest.FALSE) {
            for (Spelling spelling : Spelling.ofPatch(active, off)) {
                for (String op : List.of("replace", "add")) {
                    spelling.bodies(op)
                            .forEach((form, body) -> all.add(new Say("PATCH", spelling.name() + form, body)));
                }
            }
            Spelling.shapes(active.written(), off)
                    .forEach((shape, value) -> Spelling.objects(active, value).forEach((form, object) -> {
                        all.add(new Say("PUT", form + ", " + shape, object));
                        all.add(new Say("POST", form + ", " + shape, object));
                    }));
        }
        return all;
    }
}
