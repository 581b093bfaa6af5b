package dev.rollcall.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.rollcall.core.model.DomainName;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.message.ETags;
import dev.rollcall.scim.message.QueryReader;
import dev.rollcall.scim.patch.PatchPath;
import dev.rollcall.scim.patch.PatchReader;
import dev.rollcall.scim.resource.ResourceReader;
import dev.rollcall.scim.schema.CaseFold;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.DateTimes;
import dev.rollcall.server.jwt.Jws;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * H5: what is eight times as long takes about eight times as long. Every pattern and every parser that meets what clients send is
 * fed with growing texts of the kind that makes them try again and again; sixty-four times would be the square.
 */
final class LinearTimeTest {

    private static final int SHORT = 2_000;
    private static final int GROWTH = 8;
    private static final double MOST = 4.0 * GROWTH;
    private static final long NOTHING = Duration.ofMillis(20).toNanos();
    private static final int RUNS = 5;

    /** What stands in what is read, alone and in pairs. */
    private static final List<String> PIECES = List.of(
            "a", "A", "0", "-", ".", ":", "\"", "\\", "@", "=", "&", " ", "%", ",", "/", "_", "(", "[", "{", "\u00e4",
            "\u0130", "\n");

    private static final List<String> SENTENCES = List.of(
            "not (",
            "(a eq 1) and ",
            "a eq 1 or ",
            "a[b eq \"",
            "urn:a:",
            "filter=",
            "count=0&",
            "{\"a\":",
            "[",
            "{\"a\":1},",
            "1.",
            "a@",
            "W/\"a\",",
            "bulkId:",
            "value",
            "e30.",
            "2026-01-01T",
            "rc_",
            "xn--",
            "\\u0000",
            "1e9");

    /** Tools for people at a terminal and for tests: no client's text gets there. */
    private static final List<String> AT_HAND = List.of(
            "dev.rollcall.server.cli.",
            "dev.rollcall.server.converse.",
            "dev.rollcall.spi.simulate.",
            "dev.rollcall.testkit.");

    static Stream<Arguments> patterns() {
        List<Arguments> found = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.rollcall")) {
            if (AT_HAND.stream().noneMatch(type.getName()::startsWith)) {
                type.getFields().stream()
                        .filter(field -> field.getRawType().isEquivalentTo(Pattern.class))
                        .map(field -> field.reflect())
                        .filter(field -> Modifier.isStatic(field.getModifiers()))
                        .forEach(field -> found.add(Arguments.of(
                                field.getDeclaringClass().getSimpleName() + "." + field.getName(), pattern(field))));
            }
        }
        return found.stream();
    }

    private static Pattern pattern(Field field) {
        try {
            field.setAccessible(true);
            return (Pattern) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void thePatternsAreFound() {
        assertThat(patterns().count()).isGreaterThan(10);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("patterns")
    void aPatternTakesTimeByTheLengthOfItsText(String name, Pattern pattern) {
        for (String piece : pieces()) {
            assertLinear(name, piece, text -> pattern.matcher(text).matches());
        }
    }

    static Stream<Arguments> parsers() {
        return Stream.of(
                parser("filter", Filter::parse),
                parser("path of a PATCH", PatchPath::parse),
                parser("attribute path", AttributePath::parse),
                parser("filter of a query", text -> QueryReader.query(CoreTypes.USER, Map.of("filter", text))),
                parser("attributes of a query", text -> QueryReader.query(CoreTypes.USER, Map.of("attributes", text))),
                parser("count of a query", text -> QueryReader.query(CoreTypes.USER, Map.of("count", text))),
                parser("domain", DomainName::of),
                parser("domain of an address", DomainName::ofAddress),
                parser("case folding", CaseFold::fold),
                parser("time", DateTimes::instant),
                parser("entity tags", text -> ETags.matches(text, 1)),
                parser("token", Jws::parse),
                parser("JSON", text -> ScimJson.parse(text.getBytes(StandardCharsets.UTF_8))),
                parser("JSON text", text -> ScimJson.parse(("\"" + text + "\"").getBytes(StandardCharsets.UTF_8))),
                parser("JSON number", text -> ScimJson.parse(("1" + text).getBytes(StandardCharsets.UTF_8))),
                parser(
                        "names of a resource",
                        text -> ResourceReader.read(CoreTypes.USER, ScimJson.parse(names(text)), Mode.TOLERANT)),
                parser(
                        "operations of a PATCH",
                        text -> PatchReader.read(ScimJson.parse(operations(text)), Mode.TOLERANT)));
    }

    private static Arguments parser(String name, Consumer<String> parser) {
        return Arguments.of(name, parser);
    }

    private static byte[] names(String text) {
        StringBuilder json = new StringBuilder("{\"userName\":\"a\"");
        for (int i = 0; i < text.length(); i++) {
            json.append(",\"u").append(i).append("\":1");
        }
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] operations(String text) {
        StringBuilder json = new StringBuilder("{\"Operations\":[");
        for (int i = 0; i < text.length(); i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"op\":\"add\",\"path\":\"u")
                    .append(i)
                    .append("\",\"value\":1}");
        }
        return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parsers")
    void aParserTakesTimeByTheLengthOfItsText(String name, Consumer<String> parser) {
        List<String> pieces = name.endsWith("a resource") || name.endsWith("a PATCH") ? List.of("a") : pieces();
        pieces.forEach(piece -> assertLinear(name, piece, parser));
    }

    private static List<String> pieces() {
        List<String> pieces = new ArrayList<>(SENTENCES);
        for (String first : PIECES) {
            pieces.add(first);
            for (String second : PIECES) {
                pieces.add(first + second);
            }
        }
        return pieces;
    }

    private static void assertLinear(String name, String piece, Consumer<String> reader) {
        String small = piece.repeat(Math.max(1, SHORT / piece.length())) + "\u0000x";
        String large = piece.repeat(Math.max(1, GROWTH * SHORT / piece.length())) + "\u0000x";
        long ofLarge = time(large, reader, 1);
        if (ofLarge > NOTHING) {
            // Only what is slow is measured with care: the best of some runs, whatever else the machine does.
            ofLarge = time(large, reader, RUNS);
            long ofSmall = time(small, reader, RUNS);
            assertThat(ofLarge <= NOTHING || ofLarge <= MOST * ofSmall)
                    .as(
                            "%s with \"%s\": %d ns for %d characters, %d ns for %d",
                            name, piece, ofSmall, small.length(), ofLarge, large.length())
                    .isTrue();
        }
    }

    /** Of the quickest run. What is refused is read too; a stack that overflows is no refusal. */
    private static long time(String text, Consumer<String> reader, int runs) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            try {
                reader.accept(text);
            } catch (RuntimeException e) {
                assertThat(e).isNotInstanceOf(IndexOutOfBoundsException.class);
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }
}
