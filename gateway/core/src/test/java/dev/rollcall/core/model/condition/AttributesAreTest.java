package dev.rollcall.core.model.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a condition on attributes finds in a stored user. */
final class AttributesAreTest {

    private static final String URN = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static final ObjectNode USER =
            json("{'title':'Lead','active':true,'emails':[{'value':'a@x.example','type':'work'},"
                    + "{'value':'b@x.example','type':'home'}],'entitlements':[{'value':'VIP'}],'name':{'familyName':'Straße'},'"
                    + URN + "':{'department':'R&D','employeeNumber':'7'}}");

    private static ObjectNode json(String text) {
        return (ObjectNode) ScimJson.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static boolean holds(String attribute, String value) {
        return Condition.of(json("{'all':[{'attribute':'" + attribute + "','values':['no','" + value + "']}]}"))
                .holds(USER);
    }

    @ParameterizedTest
    @CsvSource({
        "title, lead, true",
        "title, leader, false",
        "active, TRUE, true",
        "emails.type, home, true",
        "emails.type, other, false",
        "entitlements.value, vip, true",
        "name.familyName, STRASSE, true",
        "userType, '', false",
        "name, lead, false",
        URN + ":department, r&d, true",
        URN + ":employeeNumber, 7, true",
        "department, r&d, false"
    })
    void oneValueIsEnoughAndLetterCaseDoesNotCount(String attribute, String value, boolean expected) {
        assertThat(holds(attribute, value)).isEqualTo(expected);
    }

    @Test
    void allAttributesMustBeMet() {
        String both = "{'all':[{'attribute':'title','values':['lead']},{'attribute':'emails.type','values':['%s']}]}";
        assertThat(Condition.of(json(both.formatted("work"))).holds(USER)).isTrue();
        assertThat(Condition.of(json(both.formatted("other"))).holds(USER)).isFalse();
    }

    @Test
    void aConditionIsReadAsItIsWritten() {
        ObjectNode json = json("{'all':[{'attribute':'" + URN + ":department','values':['IT','R&D']}]}");
        Condition condition = Condition.of(json);
        assertThat(condition.toJson()).isEqualTo(json);
        assertThat(condition.inWords()).isEqualTo("department is \"IT\" or \"R&D\"");
    }
}
