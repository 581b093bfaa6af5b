package dev.rollcall.server.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.server.spelling.Reading.Effect;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.RawRequest.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * R28, A1, A1b, A3: {@code active: false} in every spelling, by PUT and PATCH and for every adapter, takes effect whatever stands
 * beside it, and what stands beside it is told.
 */
@Execution(ExecutionMode.CONCURRENT)
final class DeactivationLawTest {

    private static final ObjectNode STORED = JsonNodeFactory.instance
            .objectNode()
            .put("userName", "somebody")
            .put("title", "Dr")
            .put("active", true);

    /** What clients write for false. */
    static final List<JsonNode> FALSE = List.of(
            BooleanNode.FALSE,
            TextNode.valueOf("False"),
            TextNode.valueOf(" FALSE "),
            IntNode.valueOf(0),
            TextNode.valueOf("0"));

    /** Members of a body or of a value without path that cannot be used. */
    private static final List<String> MEMBERS = List.of(
            "{'title': {'odd': 1}}",
            "{'emails': 7.5, 'phoneNumbers': [[]]}",
            "{'userName': ' '}",
            "{'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': ['a', 'b']}",
            "{'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {'employeeNumber': {}}}",
            "{'nickName': 'a', 'urn:ietf:params:scim:schemas:core:2.0:User:nickName': 'b'}",
            "{'Active': true}",
            "{'shoeSize': 38}");

    /** Operations that cannot be used. */
    private static final List<String> OPERATIONS = List.of(
            "{'op': 'Add', 'path': 'title'}",
            "{'op': 'replace', 'path': 'a b', 'value': 'x'}",
            "{'op': 'replace', 'path': 'emails[type eq', 'value': 'x'}",
            "{'op': 'remove'}",
            "{'op': 'remove', 'path': 'userName'}",
            "{'op': 'remove', 'path': 'groups'}",
            "{'op': 'remove', 'path': 'active'}",
            "{'op': 'move', 'path': 'title', 'value': 'x'}",
            "{'op': 'replace', 'path': 'title', 'value': {'odd': 1}}",
            "{'op': 'replace', 'path': 'urn:ietf:params:scim:schemas:core:2.0:User', 'value': 'x'}",
            "'x'");

    static Stream<Adapter> adapters() {
        return Adapters.all().stream();
    }

    @ParameterizedTest
    @MethodSource("adapters")
    @DisplayName("R28: a deactivation gets through in every shape that can be read, whichever the client is")
    void itTakesEffectInEveryShape(Adapter adapter) {
        Reading reading = new Reading(adapter);
        for (JsonNode off : FALSE) {
            for (Spelling spelling : Spelling.ofPatch(active(), off)) {
                for (String op : List.of("replace", "add")) {
                    spelling.bodies(op)
                            .forEach((form, body) -> assertIsOff(
                                    reading.write(Method.PATCH, CoreTypes.USER, STORED, body),
                                    op + " " + spelling.name() + form + ": " + body));
                }
            }
            Spelling.shapes(active().written(), off)
                    .forEach((shape, value) -> Spelling.objects(active(), value).forEach((form, object) -> {
                        ObjectNode body = object.deepCopy().put("userName", "somebody");
                        for (Method method : List.of(Method.PUT, Method.POST)) {
                            assertIsOff(
                                    reading.write(method, CoreTypes.USER, STORED, body),
                                    method + " " + form + ", " + shape + ": " + body);
                        }
                    }));
        }
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void itTakesEffectBesideWhateverOperation(Adapter adapter) {
        Reading reading = new Reading(adapter);
        for (Spelling spelling : Spelling.ofPatch(active(), BooleanNode.FALSE)) {
            for (Map.Entry<String, JsonNode> sent : spelling.bodies("replace").entrySet()) {
                if (!sent.getValue().path("Operations").isArray()) {
                    continue;
                }
                for (String companion : OPERATIONS) {
                    if (reading.takesGroupsOfUsers() && companion.contains("'groups'")) {
                        continue;
                    }
                    ObjectNode body = sent.getValue().deepCopy();
                    ArrayNode operations = (ArrayNode) body.path("Operations");
                    operations.insert(0, json(companion));
                    Effect effect = reading.write(Method.PATCH, CoreTypes.USER, STORED, body);
                    assertIsOut(effect, spelling.name() + sent.getKey() + " beside " + companion);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void itTakesEffectBesideWhateverAttribute(Adapter adapter) {
        Reading reading = new Reading(adapter);
        Spelling.shapes(active().written(), BooleanNode.FALSE)
                .forEach((shape, value) -> Spelling.objects(active(), value)
                        .forEach((form, object) -> MEMBERS.forEach(companion -> {
                            ObjectNode both = object.deepCopy();
                            both.setAll((ObjectNode) json(companion));
                            String what = form + ", " + shape + " beside " + companion;
                            assertIsOut(
                                    reading.write(
                                            Method.PATCH, CoreTypes.USER, STORED, Spelling.body("add", null, both)),
                                    "PATCH " + what);
                            assertIsOut(reading.write(Method.PUT, CoreTypes.USER, STORED, both), "PUT " + what);
                        })));
    }

    private static void assertIsOut(Effect effect, String what) {
        assertIsOff(effect, what);
        assertThat(effect.told()).as(what).containsAnyOf("beside-deactivation", "unknown-attribute");
    }

    private static void assertIsOff(Effect effect, String what) {
        assertThat(effect.resource()).as("%s: %s", what, effect.told()).isNotNull();
        assertThat(Objects.requireNonNull(effect.resource()).path("active"))
                .as(what)
                .isEqualTo(BooleanNode.FALSE);
    }

    static Target active() {
        return Target.of(CoreTypes.USER).stream()
                .filter(target -> target.path().equals("active"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(String text) {
        return ScimJson.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
