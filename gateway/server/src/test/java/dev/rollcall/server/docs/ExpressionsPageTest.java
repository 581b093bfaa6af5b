package dev.rollcall.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rollcall.expression.Expression;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.spi.profile.ProfileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Issue 14: what docs/custom.md shows of expressions is what they give. */
final class ExpressionsPageTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "custom.md");
    private static final Pattern CELL = Pattern.compile("`` (.*?) ``");
    private static final YAMLMapper YAML = new YAMLMapper();

    @TestFactory
    Stream<DynamicTest> everyLineGivesWhatItShows() throws IOException {
        Map<String, JsonNode> constants = profile().path("constants").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        List<List<String>> lines = section()
                .lines()
                .filter(line -> line.startsWith("| ``"))
                .map(line -> CELL.matcher(line)
                        .results()
                        .map(result -> result.group(1))
                        .toList())
                .toList();
        assertThat(lines).hasSizeGreaterThan(8);
        return lines.stream()
                .map(line -> DynamicTest.dynamicTest(line.get(0), () -> {
                    JsonNode value = YAML.readTree(line.get(1));
                    JsonNode request = YAML.readTree(line.get(2));
                    assertThat(Expression.value(line.get(0), constants)
                                    .evaluate(value.isNull() ? null : value, request::get))
                            .isEqualTo(YAML.readTree(line.get(3)));
                }));
    }

    @Test
    void theProfileCanBeUsed() throws IOException {
        assertThat(new ProfileReader(Adapters.all())
                        .read(profile(), "custom", List.of(CoreTypes.USER, CoreTypes.GROUP))
                        .expressions())
                .hasSize(2);
    }

    @Test
    void everyFunctionIsNamed() throws IOException {
        List<String> named = Pattern.compile("`([A-Za-z_]+)`")
                .matcher(section()
                        .substring(section().indexOf("- Functions:"), section().indexOf("- An expression is")))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
        assertThat(named).containsExactlyElementsOf(Expression.functions());
    }

    private static JsonNode profile() throws IOException {
        String yaml = section().split("```yaml", 2)[1];
        return YAML.readTree(yaml.substring(0, yaml.indexOf("```")));
    }

    private static String section() throws IOException {
        String page = Files.readString(PAGE);
        return page.substring(page.indexOf("## Expressions"), page.indexOf("## Clients"));
    }
}
