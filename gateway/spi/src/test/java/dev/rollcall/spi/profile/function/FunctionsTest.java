package dev.rollcall.spi.profile.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.spi.profile.problem.ProfileError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FunctionsTest {

    private static final List<JsonNode> ODD = Stream.of(
                    "null",
                    "true",
                    "0",
                    "-7",
                    "1e300",
                    "\"\"",
                    "\" \"",
                    "\"@\"",
                    "\"a,b\"",
                    "[]",
                    "[null, 1, \"a\", {}]",
                    "{}",
                    "{\"value\": null}",
                    "[[[]]]",
                    "\"cn=\\\\\"",
                    "\"99999999999999999999999999999999999999\"")
            .map(FunctionsTest::json)
            .toList();

    @TestFactory
    Stream<DynamicTest> everyFunctionDoesWhatItsExamplesShow() {
        return Functions.all().stream()
                .map(function -> DynamicTest.dynamicTest(function.name(), () -> {
                    assertThat(function.examples()).isNotEmpty();
                    assertThat(function.about()).endsWith(".");
                    for (NamedFunction.Example example : function.examples()) {
                        JsonNode in = example.in().deepCopy();
                        assertThat(function.apply(in, example.argument())).isEqualTo(example.out());
                        assertThat(in).as("the input afterwards").isEqualTo(example.in());
                        List<ProfileError> wrong = new ArrayList<>();
                        new Shape.Call().check("apply[0]", function.call(), wrong::add);
                        assertThat(wrong).isEmpty();
                    }
                }));
    }

    @Test
    void everyFunctionIsTotalAndBounded() {
        Random random = new Random(7);
        JsonNode large = TextNode.valueOf("a,".repeat(20_000));
        for (NamedFunction function : Functions.all()) {
            JsonNode argument = function.examples().get(0).argument();
            for (JsonNode value : ODD) {
                assertThat(function.apply(value, argument))
                        .as(function.name() + " of " + value)
                        .isNotNull();
            }
            assertThat(function.apply(large, argument).toString().length())
                    .as(function.name())
                    .isLessThan(large.toString().length() * 10);
            JsonNode list =
                    JsonNodeFactory.instance.arrayNode().add(random.nextInt()).add(large);
            assertThat(function.apply(list, argument)).isNotNull();
        }
    }

    @Test
    void thereAreAboutFortyAndNoMore() {
        assertThat(Functions.all().size()).isBetween(40, 60);
    }

    private static JsonNode json(String text) {
        return ScimJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
