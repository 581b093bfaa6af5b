package dev.rollcall.core.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which attributes can be shared, and what is told of a user by each kind of path. */
final class SharedAttributesTest {

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";

    private static final ObjectNode USER =
            json("{'title':'Lead','active':true,'name':{'givenName':'Ada','familyName':'L'},"
                    + "'emails':[{'value':'h@x.example','type':'home'},{'value':'w@x.example','type':'work'},"
                    + "{'value':'p@x.example','type':'work','primary':true}],'phoneNumbers':[],'costCode':7,"
                    + "'entitlements':[{'type':'a'},{'value':'VIP'}],"
                    + "'urn:Example:HR:2.0:User':{'badge':'B1','Keys':['x','y'],'car':{'plate':'P','apiKey':'hush'}},'"
                    + ENTERPRISE + "':{'department':'IT','manager':{'value':'42','displayName':'Bob'}}}");

    private static ObjectNode json(String text) {
        return (ObjectNode) ScimJson.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode member(String paths) {
        ObjectNode member = JsonNodeFactory.instance.objectNode();
        SharedAttributes.read(paths).write(USER, member);
        return member;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "title | 'Lead'",
                "TITLE | 'Lead'",
                "active | true",
                "name.familyName | 'L'",
                "name | {'givenName':'Ada','familyName':'L'}",
                "department | 'IT'",
                ENTERPRISE + ":department | 'IT'",
                "manager.displayName | 'Bob'",
                "emails.type | ['home','work','work']",
                "emails[type eq \"home\"].value | 'h@x.example'",
                "emails[type eq \"work\"].value | 'p@x.example'",
                "emails[primary eq true] | {'value':'p@x.example','type':'work','primary':true}",
                "emails[type eq \"other\"].value | ",
                "entitlements.value | ['VIP']",
                "phoneNumbers | ",
                "nickName | ",
                CORE + ":costCode | 7",
                "urn:example:hr:2.0:User:badge | 'B1'",
                "urn:example:hr:2.0:User:keys | ['x','y']",
                "urn:example:hr:2.0:User:car.plate | 'P'",
                "urn:example:hr:2.0:User:car | {'plate':'P'}",
                "urn:example:hr:2.0:User:floor | ",
                "urn:example:none:2.0:User:floor | ",
            })
    void isToldUnderThePathAsItWasWritten(String path, String value) {
        ObjectNode expected = JsonNodeFactory.instance.objectNode();
        ObjectNode attributes = expected.putObject("attributes");
        if (value != null) {
            attributes.set(path, json("{'v':" + value + "}").path("v"));
        }
        assertThat(member(path)).isEqualTo(expected);
    }

    @Test
    void severalStandBetweenCommasOutsideOfBrackets() {
        assertThat(SharedAttributes.read(" title ,emails[value eq \"a,b\"].type, name.givenName")
                        .paths())
                .extracting(SharedPath::name)
                .containsExactly("title", "emails[value eq \"a,b\"].type", "name.givenName");
        assertThat(SharedAttributes.read("  ").isEmpty()).isTrue();
        assertThat(member("")).isEmpty();
    }

    @Test
    void whatIsTooLongIsNamedAndLeftOut() {
        ObjectNode user = json("{'title':'" + "x".repeat(SharedAttributes.LONGEST) + "','nickName':'Ada'}");
        ObjectNode member = JsonNodeFactory.instance.objectNode();
        SharedAttributes.read("title,nickName").write(user, member);
        assertThat(member).isEqualTo(json("{'attributes':{'nickName':'Ada'},'attributesOmitted':['title']}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "password | \"password\" is a secret, judging by its name",
                "urn:example:hr:2.0:User:apiKey | is a secret, judging by its name",
                "urn:example:hr:2.0:User:car.recovery_token | is a secret, judging by its name",
                "titel | \"titel\" is not an attribute of a user; the attributes are userName, name,",
                "name.colour | is not an attribute of a user",
                "groups | cannot be chosen",
                "id | cannot be chosen",
                "externalId | cannot be chosen",
                ENTERPRISE + " | is a whole schema",
                "title[value eq 1] | has a single value",
                "emails[colour eq \"red\"].value | \"colour\" is not a sub-attribute of emails",
                "emails[type eq | cannot be read",
                "emails[type co 1].value | cannot be read",
                "a b | cannot be read",
                "hr:badge | cannot be read: The path is not valid at character 1: found a colon without a schema URN",
                "urn:example:hr:2.0:User:desks[floor eq 1].value | has brackets",
                "title,,nickName | an attribute is missing before or after a comma",
                "title, | an attribute is missing before or after a comma",
                "title,Title | \"Title\" names the same attribute as \"title\"",
                "department," + ENTERPRISE + ":department | names the same attribute",
            })
    void whatCannotBeSharedIsRefusedWithTheReason(String paths, String reason) {
        assertThatThrownBy(() -> SharedAttributes.read(paths))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {26, 200})
    void thereAreNotTooMany(int number) {
        StringBuilder paths = new StringBuilder("title");
        for (int i = 1; i < number; i++) {
            paths.append(",urn:example:hr:2.0:User:a").append(i);
        }
        assertThatThrownBy(() -> SharedAttributes.read(paths.toString()))
                .hasMessageContaining("name at most 25 attributes");
    }
}
