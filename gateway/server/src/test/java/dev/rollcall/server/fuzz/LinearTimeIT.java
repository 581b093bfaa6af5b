package dev.rollcall.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.model.DomainName;
import dev.rollcall.core.model.EmailAddress;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.message.BulkReader;
import dev.rollcall.scim.message.ETags;
import dev.rollcall.scim.message.QueryReader;
import dev.rollcall.scim.message.ServiceProviderConfig.BulkLimits;
import dev.rollcall.scim.patch.PatchPath;
import dev.rollcall.scim.patch.PatchReader;
import dev.rollcall.scim.resource.ResourceReader;
import dev.rollcall.scim.schema.CaseFold;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.CustomSchemaReader;
import dev.rollcall.scim.schema.DateTimes;
import dev.rollcall.server.fuzz.CountedText.TooManyLooks;
import dev.rollcall.server.jwt.Jws;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.spi.Quirk;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * H5: what is eight times as long is about eight times the work; sixty-four times would be the square. Every pattern and every parser
 * that meets what clients send reads growing texts of the kind that has it try again and again. The work of a pattern is counted in
 * looks at a character; that of a parser is the processor time of its thread, which other programs do not add to.
 */
final class LinearTimeIT {

    private static final int SHORT = 500;
    private static final int GROWTH = 8;

    /** Half way between linear and quadratic growth, as factors. */
    private static final double MOST = 2.8 * GROWTH;

    /** Looks at each character that are few, however they grow. */
    private static final int FEW = 50;

    private static final int SHORT_FOR_PARSERS = 2_000;
    private static final long NOTHING = Duration.ofMillis(30).toNanos();
    private static final int RUNS = 5;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** What stands in what is read, alone and in pairs. */
    private static final List<String> PIECES = List.of(
            "a", "0", "-", ".", ":", "\"", "\\", "@", "=", "&", " ", "%", ",", "/", "_", "(", "[", "]", "{", "<", "*",
            "'", "\u00e4", "\n");

    private static final List<String> SENTENCES = List.of(
            "not (",
            "(a eq 1) and ",
            "a eq 1 or ",
            "a[b eq \"",
            "urn:a:",
            "filter=",
            "count=0&",
            "{\"a\":",
            "{\"a\":1},",
            "W/\"a\",",
            "bulkId:",
            "\"bulkId:",
            "value.",
            "e30.",
            "2026-01-01T",
            "rc_",
            "xn--",
            "\\u0000",
            "-----A",
            " aaaaaaaa-aaaa-",
            "; charset=",
            "https://a/");

    /** What a pattern may want to see before it begins to try. */
    private static final List<String> HEADS =
            List.of("", "a[", "a eq ", "a eq x", "\"", "/", "/scim/v2/", "urn:ab:", "x@", "W/\"");

    @Test
    @DisplayName("H5: every pattern takes work by the length of its text")
    void everyPatternTakesWorkByTheLengthOfItsText() {
        List<OwnPattern> patterns = OwnPattern.all();
        assertThat(patterns).hasSizeGreaterThan(60);
        List<String> slow = new ArrayList<>();
        for (OwnPattern pattern : patterns) {
            HEADS.stream()
                    .flatMap(head -> pieces().map(piece -> slow(pattern, head, piece)))
                    .filter(fault -> !fault.isEmpty())
                    .findFirst()
                    .ifPresent(slow::add);
        }
        assertThat(slow).isEmpty();
    }

    /** Empty when it is linear. */
    private static String slow(OwnPattern pattern, String head, String piece) {
        long large = looks(pattern, head + repeated(piece, GROWTH * SHORT) + "\u0000x");
        if (large <= (long) FEW * GROWTH * SHORT) {
            return "";
        }
        long small = looks(pattern, head + repeated(piece, SHORT) + "\u0000x");
        return large <= MOST * small
                ? ""
                : "%s with \"%s\" and \"%s\" again and again: %d looks at %d characters, %d at %d"
                        .formatted(pattern, head, piece, small, SHORT, large, GROWTH * SHORT);
    }

    private static long looks(OwnPattern pattern, String text) {
        CountedText counted = new CountedText(text, 10_000L * text.length());
        try {
            pattern.read(counted);
        } catch (TooManyLooks e) {
            return counted.looks();
        }
        return counted.looks();
    }

    @Test
    void aPatternThatIsNotLinearIsFound() {
        OwnPattern square = new OwnPattern("x", Pattern.compile("a*a*b"), false);
        OwnPattern sought = new OwnPattern("y", Pattern.compile("<[^>]*>"), true);
        assertThat(slow(square, "", "a")).isNotEmpty();
        assertThat(slow(sought, "", "<")).isNotEmpty();
    }

    static Stream<Arguments> parsers() {
        return Stream.of(
                parser("filter", Filter::parse),
                parser("tolerant filter", text -> Filter.parseTolerantly(text, () -> {})),
                parser("path of a PATCH", PatchPath::parse),
                parser("tolerant path of a PATCH", text -> PatchPath.parseTolerantly(text, () -> {})),
                parser("attribute path", AttributePath::parse),
                parser("filter of a query", text -> QueryReader.query(CoreTypes.USER, Map.of("filter", text))),
                parser("attributes of a query", text -> QueryReader.query(CoreTypes.USER, Map.of("attributes", text))),
                parser("count of a query", text -> QueryReader.query(CoreTypes.USER, Map.of("count", text))),
                parser("domain", DomainName::of),
                parser("domain of an address", DomainName::ofAddress),
                parser("address", text -> EmailAddress.key(EmailAddress.tidied(text))),
                parser("case folding", CaseFold::fold),
                parser("time", DateTimes::instant),
                parser("entity tags", text -> ETags.matches(text, 1)),
                parser("token", Jws::parse),
                parser("issuer of a token", Jws::namedIssuer),
                parser("urn of a schema", text -> CustomSchemaReader.read(text, json("{}"))),
                parser("JSON", LinearTimeIT::json),
                parser("JSON text", text -> json("\"" + text + "\"")),
                parser("JSON number", text -> json("1" + text)),
                parser("filters of quirks", LinearTimeIT::filterOfQuirks));
    }

    private static Arguments parser(String name, Consumer<String> parser) {
        return Arguments.of(name, parser);
    }

    private static JsonNode json(String text) {
        return ScimJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void filterOfQuirks(String text) {
        Adapters.all().stream()
                .flatMap(adapter -> adapter.quirks().stream())
                .filter(Quirk.OfFilterText.class::isInstance)
                .map(Quirk.OfFilterText.class::cast)
                .collect(Collectors.toMap(Object::getClass, quirk -> quirk, (one, same) -> one))
                .values()
                .forEach(quirk -> quirk.apply(CoreTypes.USER, text));
    }

    @ParameterizedTest(name = "H5: {0}")
    @MethodSource("parsers")
    void aParserTakesTimeByTheLengthOfItsText(String name, Consumer<String> parser) {
        pieces().forEach(piece ->
                assertLinear(name + " with \"" + piece + "\"", count -> repeated(piece, count) + "\u0000x", parser));
    }

    static Stream<Arguments> readers() {
        return Stream.of(
                reader(
                        "names of a resource",
                        i -> ",\"u%d\":1".formatted(i),
                        parts -> ResourceReader.read(
                                CoreTypes.USER, json("{\"userName\":\"a\"" + parts + "}"), Mode.TOLERANT)),
                reader(
                        "values of a list",
                        i -> "%s{\"value\":\"a%d\",\"primary\":true}".formatted(i == 0 ? "" : ",", i),
                        parts -> ResourceReader.read(
                                CoreTypes.USER,
                                json("{\"userName\":\"a\",\"emails\":[" + parts + "]}"),
                                Mode.TOLERANT)),
                reader(
                        "operations of a PATCH",
                        i -> "%s{\"op\":\"add\",\"path\":\"u%d\",\"value\":1}".formatted(i == 0 ? "" : ",", i),
                        parts -> PatchReader.read(json("{\"Operations\":[" + parts + "]}"), Mode.TOLERANT)),
                reader(
                        "attributes of a PATCH without a path",
                        i -> "%s\"u%d\":1".formatted(i == 0 ? "" : ",", i),
                        parts -> PatchReader.read(
                                json("{\"Operations\":[{\"op\":\"add\",\"value\":{" + parts + "}}]}"), Mode.TOLERANT)),
                reader(
                        "operations of a bulk request",
                        i -> "%s{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"b%d\",\"data\":{}}"
                                .formatted(i == 0 ? "" : ",", i),
                        parts -> BulkReader.read(
                                json("{\"Operations\":[" + parts + "]}"),
                                new BulkLimits(100_000, 100_000_000),
                                Mode.TOLERANT)),
                reader(
                        "attributes of a schema",
                        i -> "%s{\"name\":\"a%d\",\"type\":\"string\"}".formatted(i == 0 ? "" : ",", i),
                        parts -> CustomSchemaReader.read("urn:example:a", json("{\"attributes\":[" + parts + "]}"))));
    }

    private static Arguments reader(String name, IntFunction<String> part, Consumer<String> reader) {
        return Arguments.of(name, part, reader);
    }

    @ParameterizedTest(name = "H5: {0}")
    @MethodSource("readers")
    void aDocumentTakesTimeByTheNumberOfItsParts(String name, IntFunction<String> part, Consumer<String> reader) {
        assertLinear(name, count -> IntStream.range(0, count).mapToObj(part).collect(Collectors.joining()), reader);
    }

    private static Stream<String> pieces() {
        return Stream.concat(
                Stream.concat(SENTENCES.stream(), PIECES.stream()),
                PIECES.stream().flatMap(first -> PIECES.stream().map(second -> first + second)));
    }

    private static String repeated(String piece, int length) {
        return piece.repeat(Math.max(1, length / piece.length()));
    }

    private static void assertLinear(String name, IntFunction<String> text, Consumer<String> reader) {
        String large = text.apply(GROWTH * SHORT_FOR_PARSERS);
        if (time(large, reader, 1) > NOTHING) {
            // Only what is slow is measured with care: the best of some runs.
            long ofLarge = time(large, reader, RUNS);
            long ofSmall = time(text.apply(SHORT_FOR_PARSERS), reader, RUNS);
            assertThat(ofLarge <= NOTHING || ofLarge <= MOST * ofSmall)
                    .as("%s: %d ns of processor time, %d for %d times as much", name, ofSmall, ofLarge, GROWTH)
                    .isTrue();
        }
    }

    /** Processor time of the quickest run. What is refused is read too. */
    private static long time(String text, Consumer<String> reader, int runs) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < runs; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            try {
                reader.accept(text);
            } catch (RuntimeException e) {
                assertThat(e).isNotInstanceOf(IndexOutOfBoundsException.class);
            }
            best = Math.min(best, THREADS.getCurrentThreadCpuTime() - start);
        }
        return best;
    }
}
