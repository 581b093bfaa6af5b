package dev.rollcall.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.condition.ExpressionHolds;
import dev.rollcall.scim.ScimJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Issue 14: what docs/directories.md shows of expressions of role assignments is so. */
final class RoleExpressionsPageTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "directories.md");
    private static final Pattern CELL = Pattern.compile("`` (.*?) ``");

    @TestFactory
    Stream<DynamicTest> everyLineHoldsAsItShows() throws IOException {
        List<List<String>> lines = Files.readString(PAGE)
                .lines()
                .filter(line -> line.startsWith("| ``"))
                .map(line -> CELL.matcher(line)
                        .results()
                        .map(result -> result.group(1))
                        .toList())
                .toList();
        assertThat(lines).hasSizeGreaterThan(6).allMatch(line -> line.size() == 3);
        assertThat(lines).extracting(line -> line.get(2)).contains("true", "false");
        return lines.stream()
                .map(line -> DynamicTest.dynamicTest(line.get(0), () -> {
                    ExpressionHolds expression = new ExpressionHolds(line.get(0));
                    assertThat(expression.fault()).isNull();
                    ObjectNode user = (ObjectNode) ScimJson.parse(line.get(1).getBytes(StandardCharsets.UTF_8));
                    assertThat(expression.holds(user)).isEqualTo(Boolean.valueOf(line.get(2)));
                }));
    }
}
