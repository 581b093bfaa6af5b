package dev.rollcall.core.model.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Issue 14: where an expression finds the attributes of a stored user. */
final class ExpressionHoldsTest {

    private static final ObjectNode USER = json("""
        {'title': 'Lead', 'locale': null, 'name': {'familyName': 'Berg'},
         'urn:example:zoo:1.0:User': {'colour': 'blue', 'title': 'Keeper'},
         'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {'department': 'R&D', 'manager': {'value': '7'}},
         'urn:example:Badge:1.0:User': {'colour': 'red', 'tags': ['a', 'b'], 'division': 'X'}}
        """);

    private static ObjectNode json(String text) {
        return (ObjectNode) ScimJson.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @DisplayName("By name, by name in any letter case, by the URN of its schema, and by the whole path")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        user.title == 'Lead'                                                                         | true
        user.TITLE == 'Lead'                                                                         | true
        user.name.FamilyName == 'Berg'                                                               | true
        user.department == 'R&D'                                                                     | true
        user.manager.value == '7'                                                                    | true
        user['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'].department == 'R&D'       | true
        user['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department'] == 'R&D'       | true
        user['urn:ietf:params:scim:schemas:core:2.0:User:title'] == 'Lead'                           | true
        user['urn:example:zoo:1.0:user:COLOUR'] == 'blue'                                            | true
        user.colour == 'red'                                                                         | true
        user.tags.exists(t, t == 'b')                                                                | true
        user['urn:example:zoo:1.0:User'].title == 'Keeper'                                           | true
        has(user.locale)                                                                             | false
        has(user.nickName)                                                                           | false
        user.division == 'X'                                                                         | false
        """)
    void names(String text, boolean holds) {
        assertThat(new ExpressionHolds(text).holds(USER)).as(text).isEqualTo(holds);
    }

    @Test
    @DisplayName("A name of the core or enterprise schema never means another schema's attribute")
    void namesMeanOneThing() {
        ObjectNode user = json("{'urn:example:zoo:1.0:User': {'title': 'Keeper', 'department': 'Zoo'}}");
        assertThat(new ExpressionHolds("has(user.title) || has(user.department)").holds(user))
                .isFalse();
    }

    @Test
    @DisplayName("It is read as it is written, told in one line, and equal by its text")
    void itIsReadAsItIsWritten() {
        ObjectNode json = json("{}").put("expression", "user.title == \"Lead\" ||\n  has(user.nickName)");
        Condition condition = Condition.of(json);
        assertThat(condition.toJson()).isEqualTo(json);
        assertThat(condition.inWords()).isEqualTo("user.title == \"Lead\" || has(user.nickName) holds");
        assertThat(condition).isEqualTo(Condition.stored(json.toString())).hasSameHashCodeAs(Condition.of(json));
        assertThat(condition.fault()).isNull();
        assertThat(condition.cost()).isPositive();
    }

    @Test
    @DisplayName("A stored text that cannot be used holds for no user, and says why")
    void whatCannotBeUsedNeverHolds() {
        Condition condition = Condition.of(json("{'expression':'user.title.shout()'}"));
        assertThat(condition.holds(USER)).isFalse();
        assertThat(condition.fault()).startsWith("line 1, column 17: shout is not a function");
        assertThat(condition.cost()).isZero();
        assertThat(condition.toJson()).isEqualTo(json("{'expression':'user.title.shout()'}"));
    }
}
