package dev.rollcall.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Issue 14: expressions in CEL, checked when they are saved, within bounds. */
class ExpressionTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, JsonNode> CONSTANTS =
            Map.of("domain", TextNode.valueOf("example.com"), "limit", json("3"), "strict", json("true"));

    @ParameterizedTest
    @DisplayName("What is accepted gives what CEL says")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        value                                              | "ada"                  | {}                          | "ada"
        value.lowerAscii() + "@" + constants.domain        | "ADA"                  | {}                          | "ada@example.com"
        request.first + " " + request.last                 | null                   | {"first":"Ada","LAST":"L"}  | "Ada L"
        has(request.nick) ? request.nick : request.first   | null                   | {"first":"Ada"}             | "Ada"
        request["job title"].trim()                        | null                   | {"job title":" Dr "}        | "Dr"
        value in ["L", "R"]                                | "R"                    | {}                          | true
        value.matches("^E[0-9]{3}$")                       | "E123"                 | {}                          | true
        value.split(",").filter(t, t != "").join(";")      | "a,,b"                 | {}                          | "a;b"
        value.map(m, {"value": m.id})                      | [{"id":"u1"}]          | {}                          | [{"value":"u1"}]
        value.exists(e, e.type == "work")                  | [{"type":"work"}]      | {}                          | true
        size(value) > constants.limit                      | "abcd"                 | {}                          | true
        int(value) + 1                                     | "41"                   | {}                          | 42
        string(value) + "%"                                | 7                      | {}                          | "7%"
        value.substring(value.indexOf("-") + 1)            | "DE-4711"              | {}                          | "4711"
        value == null                                      | null                   | {}                          | true
        request.name.givenName                             | null                   | {"name":{"GivenName":"A"}}  | "A"
        value.replace("_", ".").upperAscii()               | "a_b"                  | {}                          | "A.B"
        value * 1.5                                        | 2.0                    | {}                          | 3.0
        """)
    void whatIsAccepted(String text, String value, String request, String gives) {
        Expression expression = Expression.value(text, CONSTANTS);
        assertThat(expression.evaluate(json(value).isNull() ? null : json(value), finder(request)))
                .isEqualTo(json(gives));
        assertThat(expression.cost()).isBetween(1L, (long) Bounds.COST);
    }

    private static java.util.function.Function<String, JsonNode> finder(String request) {
        Map<String, JsonNode> attributes = new HashMap<>();
        json(request)
                .properties()
                .forEach(member ->
                        attributes.put(member.getKey().toLowerCase(java.util.Locale.ROOT), member.getValue()));
        return name -> attributes.get(name.toLowerCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @DisplayName("What is refused says line, column, and what is accepted")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        value +                                 | line 1, column 8   | cannot be read as CEL
        value.lowercase()                       | line 1, column 16  | lowercase is not a function that expressions have; those are has, all
        user.title                              | line 1, column 1   | user is not known here. An expression reads value, request.NAME and constants.NAME.
        request                                 | line 1, column 1   | request must be followed by a name
        request[value]                          | line 1, column 8   | must be a text: request["title"]
        constants.realm                         | line 1, column 10  | has no constant realm; there are domain, limit, strict.
        constants.domain + constants.limit      | line 1, column 18  | + does not take (string, int)
        value ? "a" : 1                         | line 1, column     | ?: does not take (dyn, string, int)
        timestamp("2026-01-01T00:00:00Z")       | line 1, column 10  | timestamp is not a function
        type(value)                             | line 1, column 5   | type is not a function
        google.protobuf.Struct{}                | line 1, column     | without a name in front of it
        b"abc"                                  | line 1, column 1   | Bytes and unsigned numbers are not accepted
        value.matches(request.pattern)          | line 1, column 14  | needs its regular expression as a literal text
        value.matches("(a{50}){50}")            | line 1, column 14  | come to at most 50
        value.matches("(")                      | line 1, column 14  | regular expression cannot be read
        value.map(value, 1)                     | line 1, column     | a name that already has a meaning
        getClass()                              | line 1, column 9   | getClass is not a function
        """)
    void whatIsRefused(String text, String place, String detail) {
        ExpressionException refusal =
                catchThrowableOfType(ExpressionException.class, () -> Expression.value(text, CONSTANTS));
        assertThat(refusal).as(text).isNotNull();
        assertThat(refusal.getMessage()).contains(place).contains(detail);
    }

    @Test
    @DisplayName("A mistake in a later line is reported with its line")
    void linesAreCounted() {
        ExpressionException refusal = catchThrowableOfType(
                ExpressionException.class, () -> Expression.value("value == \"a\" ||\n  nothing", Map.of()));
        assertThat(refusal.errors().get(0).line()).isEqualTo(2);
        assertThat(refusal.errors().get(0).column()).isEqualTo(3);
    }

    @ParameterizedTest
    @DisplayName("Every bound holds: length, depth, what grows, loops within loops, input, result")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        LONG                                                                              | at most 2000 characters
        DEEP                                                                              | nested too deeply
        [value].map(a,[a,a]).map(a,[a,a]).map(a,[a,a]).map(a,[a,a]).map(a,[a,a]).map(a,[a,a]).map(a,[a,a]).map(a,[a,a]).size() | steps, but at most
        value.map(a, value.map(b, a == b))                                                | steps, but at most
        value.replace("a", request.b).replace("b", request.c)                             | steps, but at most
        """)
    void boundsHoldWhenItIsSaved(String text, String detail) {
        String meant = text.equals("LONG")
                ? "\"" + "a".repeat(Bounds.LENGTH) + "\""
                : text.equals("DEEP") ? "(".repeat(60) + "1" + ")".repeat(60) : text;
        ExpressionException refusal =
                catchThrowableOfType(ExpressionException.class, () -> Expression.value(meant, Map.of()));
        assertThat(refusal).as(meant).isNotNull();
        assertThat(refusal.getMessage()).contains(detail);
    }

    @ParameterizedTest
    @DisplayName("What cannot be worked out says why, and shows no value of the request")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        request.dept + "x"          | "s3cret"  | has(request.dept) ? request.dept
        value + 1                   | "s3cret"  | does not suit the types of its values
        1 / (value - 7)             | 7         | divides by zero
        value[5]                    | ["a"]     | no element at that index
        int(value)                  | "s3cret"  | cannot be converted to the type that is wanted
        value.all(e, e > 0)         | LARGE     | larger lists
        """)
    void whatCannotBeWorkedOut(String text, String value, String detail) {
        JsonNode sent = value.equals("LARGE") ? json("[" + "1,".repeat(5_000) + "1]") : json(value);
        ExpressionFailure failure = catchThrowableOfType(
                ExpressionFailure.class, () -> Expression.value(text, Map.of()).evaluate(sent, name -> null));
        assertThat(failure).as(text).isNotNull();
        assertThat(failure.getMessage())
                .startsWith("line 1, column ")
                .contains(detail.equals("larger lists") ? "too large" : detail)
                .doesNotContain("s3cret");
    }

    @Test
    @DisplayName("A condition must be true or false")
    void conditions() {
        assertThat(Expression.condition("value == \"a\"", Map.of()).holds(json("\"a\""), name -> null))
                .isTrue();
        assertThat(catchThrowableOfType(ExpressionException.class, () -> Expression.condition("value", Map.of())))
                .hasMessageContaining("must be true or false");
        assertThat(Expression.value("1", Map.of()).gives()).isEqualTo(Gives.NUMBER);
        assertThat(Expression.value("request.a == request[\"b\"]", Map.of()).reads())
                .containsExactlyInAnyOrder("a", "b");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
