package dev.rollcall.server.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** KEEPER-02, CONNID-07: memberships that a client keeps with the user take effect where the profile says so. */
final class GroupsOfUsersIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final CustomClient client = new CustomClient(GATEWAY, "custom");
    private final String ada = client.user("ada");
    private final String one = group("One");
    private final String two = group("Two");

    private String group(String name) {
        return client.done("POST", "/Groups", "{'displayName':'" + name + "'}")
                .path("id")
                .asText();
    }

    @BeforeEach
    void profile() {
        client.profile("{'reading':{'groups':'of-users','put':{'user':'merge'}}}");
    }

    private List<String> groupsOf(JsonNode user) {
        return user.path("groups").findValuesAsText("value").stream().sorted().toList();
    }

    private void isIn(String... groups) {
        List<String> expected = List.of(groups).stream().sorted().toList();
        assertThat(groupsOf(client.get("/Users/" + ada))).isEqualTo(expected);
        for (String group : List.of(one, two)) {
            assertThat(client.get("/Groups/" + group).path("members").findValuesAsText("value"))
                    .isEqualTo(expected.contains(group) ? List.of(ada) : List.of());
        }
    }

    private JsonNode patch(String operation) {
        return client.done(
                "PATCH",
                "/Users/" + ada,
                "{'Operations':[" + operation.replace("{1}", one).replace("{2}", two) + "]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'op':'add','path':'groups','value':[{'value':'{2}'}]} | both",
                "{'op':'Add','value':{'groups':[{'value':'{2}'}],'title':'T'}} | both",
                "{'op':'remove','path':'groups','value':[{'value':'{1}'}]} | none",
                "{'op':'remove','path':'groups[value eq \\'{1}\\']'} | none",
                "{'op':'remove','path':'groups'} | none",
                "{'op':'remove','path':'groups','value':[]} | first",
                "{'op':'replace','path':'groups','value':['{2}']} | second",
                "{'op':'replace','value':{'groups':[{'value':'{2}'}]}} | second",
                "{'op':'replace','value':{'title':'T'}} | first"
            })
    void eachShapeOfAPatch(String operation, String expected) {
        patch("{'op':'add','path':'groups','value':[{'value':'{1}'}]}");
        isIn(one);
        JsonNode shown = patch(operation.replace("\\'", "\\\""));
        String[] groups = switch (expected) {
            case "both" -> new String[] {one, two};
            case "first" -> new String[] {one};
            case "second" -> new String[] {two};
            default -> new String[0];
        };
        assertThat(groupsOf(shown)).containsExactlyInAnyOrder(groups);
        isIn(groups);
    }

    @Test
    @DisplayName("CONNID-07: groups inside of a user that is put or created are those that the user is in")
    void groupsInAWholeUser() {
        JsonNode put = client.done(
                "PUT", "/Users/" + ada, "{'groups':[{'value':'" + one + "','display':'One','$ref':'/Groups/1'}]}");
        assertThat(groupsOf(put)).containsExactly(one);
        isIn(one);
        client.done("PUT", "/Users/" + ada, "{'displayName':'Ada'}");
        isIn(one);
        client.done("PUT", "/Users/" + ada, "{'groups':[]}");
        isIn();
        JsonNode bob = client.done(
                "POST", "/Users", "{'userName':'bob','emails':[{'value':'b@demo.example'}],'groups':['" + two + "']}");
        assertThat(groupsOf(bob)).containsExactly(two);
    }

    @Test
    @DisplayName("R28, R29: an unknown group is reported, and never gets in the way of a deactivation")
    void anUnknownGroup() {
        String unknown = UUID.randomUUID().toString();
        Answer refused = client.send(
                "PATCH",
                "/Users/" + ada,
                "{'Operations':[{'op':'add','path':'groups','value':[{'value':'" + unknown + "'}]},"
                        + "{'op':'replace','path':'title','value':'T'}]}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("detail").asText()).contains(unknown).contains("Create the group first");
        assertThat(client.get("/Users/" + ada).has("title")).isFalse();
        client.done("PATCH", "/Users/" + ada, "{'Operations':[{'op':'add','path':'groups','value':['" + one + "']}]}");
        JsonNode gone = client.done(
                "PATCH",
                "/Users/" + ada,
                "{'Operations':[{'op':'replace','value':{'active':false,'groups':['" + unknown + "']}}]}");
        assertThat(gone.path("active").asBoolean(true)).isFalse();
        isIn();
    }

    @Test
    void withoutTheProfileGroupsAreReadOnly() {
        client.profile("{}");
        client.done("PUT", "/Users/" + ada, "{'userName':'ada','groups':[{'value':'" + one + "'}]}");
        isIn();
    }
}
