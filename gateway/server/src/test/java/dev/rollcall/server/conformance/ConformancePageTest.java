package dev.rollcall.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import dev.rollcall.testkit.golden.GoldenFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** docs/conformance.md says which test shows which rule; none is without one. */
@Execution(ExecutionMode.CONCURRENT)
final class ConformancePageTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "conformance.md");

    /**
     * A line of {@code rules.json}.
     *
     * @param strict what a strict directory does, where the modes differ
     * @param tolerant what a tolerant directory does, where the modes differ
     */
    record Rule(
            int row,
            String source,
            String rule,
            @Nullable String strict,
            @Nullable String tolerant) {}

    @Test
    void everyRuleHasATestAndThePageNamesIt() throws IOException {
        List<Rule> rules = rules();
        SortedMap<Integer, Set<String>> shown = tests();
        assertThat(rules).extracting(Rule::row).containsExactlyElementsOf(shown.keySet());
        GoldenFile.verify(PAGE, page(rules, shown));
    }

    private static List<Rule> rules() throws IOException {
        try (InputStream in = ConformancePageTest.class.getResourceAsStream("/conformance/rules.json")) {
            return new JsonMapper().readValue(Objects.requireNonNull(in), new TypeReference<List<Rule>>() {});
        }
    }

    private static SortedMap<Integer, Set<String>> tests() {
        SortedMap<Integer, Set<String>> tests = new TreeMap<>();
        new ClassFileImporter()
                .withImportOption(new OnlyIncludeTests()).importPackages("dev.rollcall.server").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(FinePrint.class))
                        .forEach(method -> {
                            for (int row :
                                    method.getAnnotationOfType(FinePrint.class).value()) {
                                tests.computeIfAbsent(row, unseen -> new TreeSet<>())
                                        .add(name(method));
                            }
                        });
        return tests;
    }

    private static String name(JavaMethod method) {
        return method.getOwner().getSimpleName() + "." + method.getName();
    }

    private static String page(List<Rule> rules, SortedMap<Integer, Set<String>> tests) {
        List<String> lines = new ArrayList<>(List.of(
                "# Conformance",
                "",
                "The rules of RFC 7643, RFC 7644 and RFC 9865 that servers most often get wrong, and the tests that show what Rollcall does.",
                "Each test speaks HTTP to a gateway on a real PostgreSQL, once in a tolerant and once in a strict directory; where the two",
                "differ, the table says how. Run them with `./rollcall test 'dev.rollcall.server.conformance.*IT'`.",
                "",
                "This page is written by `ConformancePageTest` from `rules.json` and the tests' annotations: change those, not this.",
                "",
                "Laws beside them hold in 10,000 generated cases each: a printed filter parses to itself; PostgreSQL finds what a matcher in",
                "memory finds; PATCH does all or nothing, in order; the answer to a write is what a following GET returns.",
                "",
                "| # | Source | Rule | Test |",
                "| --- | --- | --- | --- |"));
        for (Rule rule : rules) {
            String both =
                    rule.strict() == null ? "" : " *Strict:* " + rule.strict() + " *Tolerant:* " + rule.tolerant();
            lines.add("| " + rule.row() + " | " + rule.source() + " | " + rule.rule() + both + " | "
                    + String.join("<br>", tests.get(rule.row())) + " |");
        }
        return String.join("\n", lines) + "\n";
    }
}
