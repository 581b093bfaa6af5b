package dev.rollcall.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Issue 14: conditions about a stored user. */
class UserExpressionTest {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String USER = """
        {"title": "Lead", "active": true, "department": "Engineering", "name": {"familyName": "Berg"}, "grade": 7,
         "emails": [{"value": "a@x.example", "type": "work"}, {"value": "b@x.example"}], "job title": "Dr"}
        """;

    private static JsonNode user() {
        try {
            return JSON.readTree(USER);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @DisplayName("What a user has is read; what a user has not, or not of that kind, does not hold and does not throw")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        user.department.startsWith("Eng") && user.title != ""                 ; true
        user.department == "engineering"                                      ; false
        user.department.lowerAscii() == "engineering"                         ; true
        user.active == true                                                   ; true
        user.name.familyName in ["Berg", "Tal"]                               ; true
        user.name.givenName == "Ada"                                          ; false
        user.emails.exists(e, e.type == "work" && e.value.endsWith(".example")) ; true
        user.emails.exists(value, value.type == "home")                       ; false
        user.grade > 5                                                        ; true
        user["job title"] == "Dr"                                             ; true
        user.nickName == "x"                                                  ; false
        user.nickName != "x"                                                  ; false
        !(user.nickName == "x")                                               ; false
        !has(user.nickName)                                                   ; true
        has(user.nickName) ? user.nickName == "x" : user.title == "Lead"      ; true
        user.nickName == "x" || user.title == "Lead"                          ; true
        user.title.startsWith("L") && user.nickName == "x"                    ; false
        user.title > 3                                                        ; false
        user.active.startsWith("t")                                           ; false
        user.emails[9].value == "a"                                           ; false
        1 / (user.grade - 7) == 1                                             ; false
        true                                                                  ; true
        """)
    void whatHolds(String text, boolean holds) {
        JsonNode user = user();
        assertThat(Expression.ofUser(text).holds(user::get)).as(text).isEqualTo(holds);
    }

    @ParameterizedTest
    @DisplayName("What is refused says line, column, and what is accepted")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        user.title                       | line 1, column 1: A condition must be true or false, but this gives any kind of value. Compare it with something, as in user.active == true.
        size(user.emails)                | line 1, column 1: A condition must be true or false, but this gives number
        user                             | line 1, column 1: user must be followed by a name, as in user.title or user["urn:example:2.0:User:badge"]. An expression reads user.NAME.
        user[user.title] == "x"          | must be a text: user["title"]
        value == "x"                     | line 1, column 1: value is not known here. An expression reads user.NAME.
        request.title == "x"             | request is not known here. An expression reads user.NAME.
        constants.x == "x"               | constants is not known here. An expression reads user.NAME.
        department == "x"                | department is not known here. An expression reads user.NAME.
        user.title ==                    | line 1, column
        user.emails.exists(user, true)   | The loop calls its element user, a name that already has a meaning
        user.emails.exists(a, user.emails.exists(b, user.emails.exists(c, a == b && b == c))) | steps, but at most 50000 are accepted
        user.title.matches("(a{50}){50}") | come to at most 50
        """)
    void whatIsRefused(String text, String detail) {
        ExpressionException refusal = catchThrowableOfType(ExpressionException.class, () -> Expression.ofUser(text));
        assertThat(refusal).as(text).isNotNull();
        assertThat(refusal.getMessage()).contains(detail);
    }

    @Test
    @DisplayName("A text is refused the same however often it is read, and never becomes that of another scope")
    void refusalsAreKept() {
        for (int i = 0; i < 3; i++) {
            assertThat(catchThrowableOfType(ExpressionException.class, () -> Expression.ofUser("value == \"a\"")))
                    .hasMessageContaining("value is not known here");
            assertThat(Expression.condition("value == \"a\"", Map.of()).cost()).isPositive();
            assertThat(catchThrowableOfType(
                            ExpressionException.class, () -> Expression.ofUser("x".repeat(Bounds.LENGTH + 1))))
                    .hasMessageContaining("at most 2000 characters");
        }
    }

    @Test
    @DisplayName("In a profile, a loop may call its element user, as before")
    void userIsNoWordOfProfiles() {
        assertThat(Expression.condition("value.exists(user, user == \"a\")", Map.of())
                        .holds(JSON.createArrayNode().add("a"), name -> null))
                .isTrue();
    }

    @Test
    @DisplayName("The places where attributes are read are reported, with what is read below them")
    void places() {
        Expression expression = Expression.ofUser("user.name.familyName == \"x\" &&\n  user[\"a b\"].c == user.title &&"
                + " has(user.d) && user.emails.exists(e, e.type == \"work\")");
        assertThat(expression.places())
                .extracting(Expression.Read::name)
                .containsExactly("name", "a b", "title", "d", "emails", "emails");
        assertThat(expression.places())
                .extracting(Expression.Read::part)
                .containsExactly("familyName", "c", null, null, null, "type");
        assertThat(expression.places()).filteredOn(Expression.Read::inLoop).hasSize(1);
        assertThat(expression.error(expression.places().get(2), "no").line()).isEqualTo(2);
        assertThat(expression.reads()).containsExactlyInAnyOrder("name", "a b", "title", "d", "emails");
    }

    @Test
    @DisplayName("What a user has too much of does not hold")
    void tooLarge() {
        JsonNode user = JSON.createObjectNode().put("title", "x".repeat(Bounds.INPUT + 1));
        assertThat(Expression.ofUser("user.title.startsWith(\"x\")").holds(user::get))
                .isFalse();
    }
}
