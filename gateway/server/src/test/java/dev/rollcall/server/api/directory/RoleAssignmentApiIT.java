package dev.rollcall.server.api.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R5 to R9 over HTTP: groups give roles in order, whatever is edited counts at once, and the IdP is the authority. */
final class RoleAssignmentApiIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final NewDirectory directory = new NewDirectory(GATEWAY, "custom");
    private final String ada = directory.user("ada");
    private final String bob = directory.user("bob");
    private final String admins = directory.group("Admins", ada, bob);
    private final String staff = directory.group("Staff", bob);
    private String activation = "";

    @BeforeEach
    void goLive() {
        activation = directory.done("POST", "/activate", "").path("subject").asText();
    }

    @AfterEach
    void undo() {
        directory.api("PUT", "/last-admin-protection", "{'on':false}");
        directory.done("POST", "/activations/" + activation + "/undo", "");
        assertThat(directory.members()).isEmpty();
        directory.api("PUT", "/last-admin-protection", "{'on':true}");
    }

    private String assign(String group, String role) {
        return directory
                .foreseen("POST", "/role-assignments", "{'groupId':'" + group + "','role':'" + role + "'}")
                .path("subject")
                .asText();
    }

    private List<String> roles() {
        return directory.members().stream()
                .map(line -> line.substring(0, line.indexOf('@')) + " " + line.split(" ", -1)[1])
                .toList();
    }

    private List<String> groups() {
        return StreamSupport.stream(directory.get("/groups").path("items").spliterator(), false)
                .map(group -> group.path("displayName").asText() + " "
                        + group.path("members").asText() + " "
                        + group.at("/assignment/role").asText("nothing"))
                .toList();
    }

    @Test
    void theFirstAssignmentThatMatchesCountsAndEveryEditCountsAtOnce() {
        assertThat(roles()).containsExactly("ada member", "bob member");
        String first = assign(admins, "admin");
        assertThat(roles()).containsExactly("ada admin", "bob admin");
        String second = assign(staff, "guest");
        assertThat(roles()).as("bob is in both; the first counts").containsExactly("ada admin", "bob admin");

        JsonNode turned =
                directory.foreseen("PUT", "/role-assignments/order", "{'order':['" + second + "','" + first + "']}");
        assertThat(NewDirectory.people(turned)).containsExactly("role_changed bob@demo.example admin guest null");
        assertThat(roles()).containsExactly("ada admin", "bob guest");

        directory.foreseen("PATCH", "/role-assignments/" + second, "{'role':'member'}");
        assertThat(roles()).containsExactly("ada admin", "bob member");
        directory.foreseen("DELETE", "/role-assignments/" + second, "");
        assertThat(roles()).containsExactly("ada admin", "bob admin");
        assertThat(directory.get("/role-assignments").path("items").findValuesAsText("id"))
                .containsExactly(first);
    }

    @Test
    void anAssignmentMadeByNameWaitsForItsGroupAndRenamingTheGroupChangesNothing() {
        directory.done("POST", "/role-assignments", "{'groupName':'Bosses','role':'admin'}");
        JsonNode waiting = directory.get("/role-assignments").at("/items/0");
        assertThat(waiting.path("awaited").asBoolean()).isTrue();
        assertThat(waiting.path("groupName").asText()).isEqualTo("Bosses");

        String bosses = directory.group("bosses", ada);
        assertThat(roles()).containsExactly("ada admin", "bob member");
        assertThat(directory.scim("PATCH", "/Groups/" + bosses, """
            {'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
             'Operations':[{'op':'replace','path':'displayName','value':'People who decide'}]}
            """).status()).isBetween(200, 204);
        assertThat(roles()).containsExactly("ada admin", "bob member");
        JsonNode bound = directory.get("/role-assignments").at("/items/0");
        assertThat(bound.path("groupId").asText()).isEqualTo(bosses);
        assertThat(bound.path("groupName").asText()).isEqualTo("People who decide");
    }

    @Test
    void aGroupThatGetsTheAwaitedNameLaterIsTheOneThatWasAwaited() {
        directory.done("POST", "/role-assignments", "{'groupName':'Bosses','role':'admin'}");
        String group = directory.group("Bossses", ada, bob);
        assertThat(roles()).containsExactly("ada member", "bob member");

        assertThat(directory.scim("PATCH", "/Groups/" + group, """
            {'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
             'Operations':[{'op':'replace','path':'displayName','value':'Bosses'}]}
            """).status()).isBetween(200, 204);

        assertThat(roles()).containsExactly("ada admin", "bob admin");
        assertThat(directory.get("/role-assignments").at("/items/0/awaited").asBoolean())
                .isFalse();
    }

    @Test
    void unmappedGroupsAreServedAndShownAndGrantNothing() {
        assign(admins, "admin");
        assertThat(groups()).containsExactly("Admins 2 admin", "Staff 1 nothing");
        assertThat(directory.scim("GET", "/Groups/" + staff, "").json().path("members"))
                .hasSize(1);
        JsonNode page = directory.get("/groups?limit=1");
        assertThat(page.path("items").findValuesAsText("displayName")).containsExactly("Admins");
        assertThat(directory
                        .get("/groups?limit=1&cursor=" + page.path("next").asText())
                        .path("items")
                        .findValuesAsText("displayName"))
                .containsExactly("Staff");
    }

    @Test
    void whoIsInNoMappedGroupGetsTheDefaultRoleOrNoAccess() {
        assign(staff, "member");
        JsonNode shut = directory.foreseen("PUT", "/default-role", "{'role':null}");
        assertThat(NewDirectory.people(shut)).containsExactly("suspended ada@demo.example member null no_mapped_group");
        assertThat(directory.get("/role-assignments").path("defaultRole").isNull())
                .isTrue();
        assertThat(directory.members().get(0)).startsWith("ada@demo.example null excluded no seat");
        directory.foreseen("PUT", "/default-role", "{'role':'guest'}");
        assertThat(roles()).containsExactly("ada guest", "bob member");
    }

    @Test
    void whileADirectoryIsActiveARoleIsNotChangedByHand() {
        String member = "/members/"
                + directory.api("GET", "/members", "").json().at("/items/0/id").asText();
        Answer refused = directory.api("PATCH", member, "{'role':'admin'}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asText()).endsWith("/managed-by-directory");
        assertThat(refused.json().path("detail").asText()).contains("Custom SCIM");
        assertThat(roles()).containsExactly("ada member", "bob member");
        directory.done("POST", "/deactivate", "{'members':'keep'}");
        assertThat(directory.api("PATCH", member, "{'role':'admin'}").status()).isEqualTo(200);
        assertThat(roles()).contains("ada admin");
    }

    @Test
    void whatCannotBeMappedIsRefusedWithWhatCan() {
        String first = assign(admins, "admin");
        assertRefused(409, "gives the role admin already", "POST", "", "{'groupId':'" + admins + "','role':'guest'}");
        assertRefused(400, "accepted: admin, member", "POST", "", "{'groupId':'" + staff + "','role':'boss'}");
        assertRefused(400, "one of groupId", "POST", "", "{'role':'admin'}");
        assertRefused(404, "has no group", "POST", "", "{'groupId':'" + ada + "','role':'admin'}");
        assertRefused(400, "each of the directory's 1", "PUT", "/order", "{'order':[]}");
        assertRefused(404, "has no role assignment", "DELETE", "/" + ada, "");
        assertThat(directory.ask("PUT", "/default-role", "{}").status()).isEqualTo(400);
        assertThat(directory.get("/role-assignments").path("items").findValuesAsText("id"))
                .containsExactly(first);
    }

    private void assertRefused(int status, String told, String method, String below, String body) {
        Answer refused = directory.ask(method, "/role-assignments" + below, body);
        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(refused.json().path("detail").asText()).contains(told);
    }

    @Test
    void ofTwoAdministratorsTheSecondIsToldThatTheListHasChanged() {
        String first = assign(admins, "admin");
        String second = assign(staff, "member");
        String list = directory.address() + "/role-assignments";
        String seen = Http.get(list)
                .bearer(GATEWAY.token(new Scope.Operator()))
                .send()
                .header("ETag");
        assertThat(seen).startsWith("\"");
        String turned = "{'order':['" + second + "','" + first + "']}";
        assertThat(order(list, seen, turned)).isEqualTo(200);
        assertThat(order(list, seen, turned)).isEqualTo(412);
    }

    private static int order(String list, String ifMatch, String body) {
        return Http.request("PUT", list + "/order")
                .bearer(GATEWAY.token(new Scope.Operator()))
                .header("If-Match", ifMatch)
                .body(body)
                .send()
                .status();
    }
}
