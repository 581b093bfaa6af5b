package dev.rollcall.testkit.quirk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.Quirk;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * The tests that every quirk of an adapter has to pass: it does exactly what its examples show, it changes nothing in its own
 * output, it leaves its input as it was, and it lets traffic that conforms to the RFC pass unchanged.
 */
public final class QuirkContract {

    private QuirkContract() {}

    /** The tests, for a {@code @TestFactory}: one container a quirk, one test an example. */
    public static Stream<DynamicNode> of(Adapter adapter) {
        Stream<DynamicNode> house = Stream.of(DynamicTest.dynamicTest(
                "each quirk is listed once",
                () -> assertThat(adapter.quirks()).extracting(Quirk::id).doesNotHaveDuplicates()));
        return Stream.concat(house, adapter.quirks().stream().map(QuirkContract::of));
    }

    /**
     * The tests that an adapter's quirks have nothing to do with the traffic of another vendor: one a quirk that the two do not share.
     *
     * @param traffic what the other vendor sends
     */
    public static Stream<DynamicTest> leavesAlone(Adapter adapter, Adapter other, List<Example> traffic) {
        return adapter.quirks().stream()
                .filter(quirk ->
                        other.quirks().stream().noneMatch(shared -> shared.id().equals(quirk.id())))
                .map(quirk -> DynamicTest.dynamicTest(
                        quirk.id() + " leaves the traffic of " + other.displayName() + " alone", () -> {
                            assertThat(traffic).isNotEmpty();
                            traffic.forEach(sample -> passes(quirk, sample.kind(), sample));
                        }));
    }

    private static DynamicContainer of(Quirk quirk) {
        List<Example> examples = Examples.of(quirk.id());
        Stream<DynamicTest> own = examples.stream()
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> shows(quirk, example.kind(), example)));
        Stream<DynamicTest> rfc = Examples.ofRfcTraffic().stream()
                .map(sample -> DynamicTest.dynamicTest("leaves RFC traffic alone: " + sample.name(), () -> {
                    passes(quirk, sample.kind(), sample);
                    sample.kind().asItCame().ifPresent(kind -> passes(quirk, kind, sample));
                }));
        Stream<DynamicTest> complete = Stream.of(
                DynamicTest.dynamicTest("is explained", () -> isExplained(quirk)),
                DynamicTest.dynamicTest("has examples", () -> hasExamples(quirk, examples)));
        return DynamicContainer.dynamicContainer(
                quirk.id(), Stream.of(complete, own, rfc).flatMap(tests -> tests));
    }

    private static void isExplained(Quirk quirk) {
        assertThat(quirk.why()).endsWith(".").doesNotContain("\n");
        assertThat(quirk.evidence()).isNotEmpty().allMatch(entry -> entry.matches("[A-Z][A-Z0-9]+-\\d\\d"));
    }

    private static void hasExamples(Quirk quirk, List<Example> examples) {
        assertThat(examples).anyMatch(Example::fires).anyMatch(example -> !example.fires());
        assertThat(examples)
                .allMatch(example ->
                        example.kind().concerns(quirk) && !example.why().isBlank());
        List<Kind<?>> shown = examples.stream()
                .filter(Example::fires)
                .<Kind<?>>map(Example::kind)
                .toList();
        assertThat(Kind.ALL)
                .filteredOn(kind -> kind.concerns(quirk))
                .as("kinds of traffic with an example that fires")
                .allMatch(shown::contains);
    }

    private static <T> void shows(Quirk quirk, Kind<T> kind, Example example) {
        T in = kind.read().apply(example.in());
        JsonNode before = kind.show().apply(in);
        Optional<T> out = kind.apply(quirk, example.type(), in);
        assertThat(kind.show().apply(in)).as("the input afterwards").isEqualTo(before);
        assertThat(out.map(kind.show())).as("the output").isEqualTo(Optional.ofNullable(example.out()));
        out.ifPresent(once -> assertThat(kind.apply(quirk, example.type(), once).map(kind.show()))
                .as("the quirk applied to its own output")
                .isEmpty());
    }

    /** What to do about an operation that aims at nothing is the one thing a quirk may settle for conforming traffic. */
    private static <T> void passes(Quirk quirk, Kind<T> kind, Example sample) {
        T in = kind.read().apply(sample.in());
        Optional<T> out = kind.apply(quirk, sample.type(), in);
        assertThat(out.map(kind.show()).map(QuirkContract::withoutUnmatched))
                .as(sample.name())
                .satisfiesAnyOf(
                        shown -> assertThat(shown).isEmpty(),
                        shown -> assertThat(shown).contains(kind.show().apply(in)));
    }

    private static JsonNode withoutUnmatched(JsonNode shown) {
        JsonNode copy = shown.deepCopy();
        copy.path("Operations").forEach(operation -> ((ObjectNode) operation).remove("unmatched"));
        return copy;
    }
}
