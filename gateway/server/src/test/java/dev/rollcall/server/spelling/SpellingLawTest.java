package dev.rollcall.server.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.server.spelling.Reading.Effect;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.RawRequest.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A2, A3, B3, B10, U3, U8, C8: every spelling of a write of every attribute has the effect of the plain one, by POST, PUT and PATCH
 * and for every adapter; a removal in whatever spelling removes. The same over HTTP: the golden conversations.
 */
@Execution(ExecutionMode.CONCURRENT)
final class SpellingLawTest {

    private static final int SPELLINGS = 50;

    @ParameterizedTest
    @MethodSource("dev.rollcall.server.AdapterFolders#adapters")
    void everySpellingOfAPatchHasTheEffectOfThePlainOne(Adapter adapter) {
        Reading reading = new Reading(adapter);
        List<String> different = new ArrayList<>();
        for (Target target : targets()) {
            for (String op : List.of("add", "replace")) {
                for (int number : new int[] {1, 2}) {
                    ObjectNode stored = target.in(resource(target.type()), target.value(number + 1));
                    JsonNode value = target.value(number);
                    Effect plain =
                            reading.write(Method.PATCH, target.type(), stored, Spelling.body(op, target.path(), value));
                    assertThat(plain.resource())
                            .as("%s %s: %s", op, target, plain.told())
                            .isNotNull()
                            .isNotEqualTo(stored);
                    int spellings = 0;
                    for (Spelling spelling : Spelling.ofPatch(target, value)) {
                        for (Map.Entry<String, JsonNode> body :
                                spelling.bodies(op).entrySet()) {
                            Effect effect = reading.write(Method.PATCH, target.type(), stored, body.getValue());
                            spellings++;
                            compare(
                                    different,
                                    op + " " + target + ": " + spelling.name() + body.getKey(),
                                    plain,
                                    effect);
                        }
                    }
                    assertThat(spellings).isGreaterThan(SPELLINGS);
                }
            }
        }
        assertThat(different).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.server.AdapterFolders#adapters")
    void everySpellingOfAResourceHasTheEffectOfThePlainOne(Adapter adapter) {
        Reading reading = new Reading(adapter);
        List<String> different = new ArrayList<>();
        for (Target target : targets()) {
            for (Method method : List.of(Method.POST, Method.PUT)) {
                for (int number : new int[] {1, 2}) {
                    ObjectNode stored = resource(target.type());
                    JsonNode value = target.value(number);
                    Effect plain =
                            reading.write(method, target.type(), stored, target.in(resource(target.type()), value));
                    assertThat(plain.resource())
                            .as("%s %s: %s", method, target, plain.told())
                            .isNotNull();
                    Spelling.shapes(target.written(), value)
                            .forEach((shape, shaped) -> Spelling.objects(target, shaped)
                                    .forEach((form, object) -> {
                                        ObjectNode body = resource(target.type());
                                        body.remove(target.attribute().name());
                                        body.setAll(object);
                                        Effect effect = reading.write(method, target.type(), stored, body);
                                        compare(
                                                different,
                                                method + " " + target + ": " + form + ", " + shape,
                                                plain,
                                                effect);
                                    }));
                }
            }
        }
        assertThat(different).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.server.AdapterFolders#adapters")
    void everySpellingOfARemovalHasTheEffectOfThePlainOne(Adapter adapter) {
        Reading reading = new Reading(adapter);
        List<String> different = new ArrayList<>();
        for (Target target : targets()) {
            ObjectNode stored = target.in(resource(target.type()), target.value(3));
            Effect plain =
                    reading.write(Method.PATCH, target.type(), stored, Spelling.body("remove", target.path(), null));
            boolean mayGo = !target.written().required() && !target.path().equals("active");
            assertThat(plain.resource() != null)
                    .as("%s: %s", target, plain.told())
                    .isEqualTo(mayGo);
            assertThat(plain.resource()).isNotEqualTo(stored);
            Map<String, ObjectNode> bodies = new LinkedHashMap<>();
            Spelling.paths(target)
                    .forEach((form, path) -> bodies.put("path " + form, Spelling.body("remove", path, null)));
            Spelling.paths(target)
                    .forEach((form, path) -> bodies.put(
                            "null at " + form, Spelling.body("replace", path, JsonNodeFactory.instance.nullNode())));
            for (String urn : List.of(target.schema(), Spelling.upper(target.schema()))) {
                ObjectNode named = JsonNodeFactory.instance.objectNode().putNull(target.name());
                bodies.put("schema " + urn, Spelling.body("remove", urn, named));
                bodies.put("null in schema " + urn, Spelling.body("replace", urn, named));
            }
            bodies.forEach((form, body) -> {
                Effect effect = reading.write(Method.PATCH, target.type(), stored, body);
                compare(different, "remove " + target + ": " + form, plain, effect);
            });
        }
        assertThat(different).isEmpty();
    }

    private static void compare(List<String> different, String what, Effect plain, Effect effect) {
        boolean bothRefused = plain.resource() == null && effect.resource() == null;
        if (!bothRefused && (plain.resource() == null || !plain.resource().equals(effect.resource()))) {
            different.add(what + " -> " + effect + "; plain: " + plain);
        }
    }

    private static List<Target> targets() {
        return Stream.of(CoreTypes.USER, CoreTypes.GROUP)
                .flatMap(type -> Target.of(type).stream())
                .toList();
    }

    /** The least that a resource of this type may be. */
    private static ObjectNode resource(ResourceType type) {
        String name = type.equals(CoreTypes.USER) ? "userName" : "displayName";
        return JsonNodeFactory.instance.objectNode().put(name, "somebody");
    }
}
