package dev.rollcall.server.api.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R5 to R7, R18, R23 over HTTP: attributes of the user give roles, in one list with the groups. */
final class RoleConditionApiIT {

    private static final String URN = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final NewDirectory directory = new NewDirectory(GATEWAY, "custom");
    private final String ada = directory.user("ada");
    private final String bob = directory.user("bob");
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

    private static String when(String attribute, String... values) {
        return "{'all':[{'attribute':'" + attribute + "','values':['" + String.join("','", values) + "']}]}";
    }

    private String add(String when, String role) {
        return directory
                .foreseen("POST", "/role-assignments", "{'when':" + when + ",'role':'" + role + "'}")
                .path("subject")
                .asText();
    }

    private List<String> roles() {
        return directory.members().stream()
                .map(line -> line.substring(0, line.indexOf('@')) + " " + line.split(" ", -1)[1])
                .toList();
    }

    private void department(String user, String department) {
        set(user, URN + ":department", department);
    }

    private void set(String user, String path, String value) {
        Answer answer = directory.scim(
                "PATCH",
                "/Users/" + user,
                "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[{'op':'replace','path':'"
                        + path + "','value':'" + value + "'}]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private JsonNode person(String name) {
        return directory.api("GET", "/members?text=" + name, "").json().at("/items/0");
    }

    @Test
    void aChangedAttributeChangesTheRoleAtOnceAndTheExplanationNamesIt() {
        department(ada, "IT");
        String id = add(when("department", "it", "R&D"), "admin");
        assertThat(roles()).containsExactly("ada admin", "bob member");
        department(bob, "R&d");
        assertThat(roles()).containsExactly("ada admin", "bob admin");

        JsonNode bobs = person("bob");
        assertThat(bobs.at("/reason/assignment").asText()).isEqualTo(id);
        assertThat(bobs.path("why").asText()).isEqualTo("department is \"it\" or \"R&D\"");
        JsonNode why = directory
                .api("GET", "/explanations?email=bob@demo.example", "")
                .json()
                .at("/items/0");
        assertThat(why.at("/roleBecause/when/all/0/attribute").asText()).isEqualTo(URN + ":department");
        assertThat(why.path("sentences").toString())
                .contains("Role admin, because department is \\\"it\\\" or \\\"R&D\\\", role assignment 1.");

        department(bob, "Sales");
        assertThat(roles()).containsExactly("ada admin", "bob member");
        JsonNode events = directory.api("GET", "/events?limit=1000", "").json().path("items");
        assertThat(StreamSupport.stream(events.spliterator(), false)
                        .filter(event -> event.path("type").asText().equals("member.role_changed"))
                        .filter(event -> event.at("/data/email").asText().equals("bob@demo.example"))
                        .map(event -> event.at("/data/previousRole").asText() + " -> "
                                + event.at("/data/role").asText()))
                .endsWith("member -> admin", "admin -> member");
    }

    @Test
    void theListShowsConditionsBesideGroupsAndEachEditIsForeseenAndAudited() {
        directory.api("PUT", "/last-admin-protection", "{'on':false}");
        department(ada, "IT");
        String group = directory.group("Admins", ada);
        directory.foreseen("POST", "/role-assignments", "{'groupId':'" + group + "','role':'guest'}");
        String id = add(when(URN + ":department", "IT"), "admin");
        JsonNode items = directory.get("/role-assignments").path("items");
        assertThat(items.findValuesAsText("condition")).containsExactly("null", "department is \"IT\"");
        assertThat(items.at("/1/awaited").asBoolean()).isFalse();
        assertThat(items.at("/1/groupName").isNull()).isTrue();
        assertThat(roles()).containsExactly("ada guest", "bob member");

        JsonNode turned = directory.foreseen(
                "PUT",
                "/role-assignments/order",
                "{'order':['" + id + "','" + items.at("/0/id").asText() + "']}");
        assertThat(NewDirectory.people(turned)).containsExactly("role_changed ada@demo.example guest admin null");
        directory.foreseen("PATCH", "/role-assignments/" + id, "{'role':'member'}");
        directory.foreseen("DELETE", "/role-assignments/" + id, "");
        assertThat(roles()).containsExactly("ada guest", "bob member");
        assertThat(directory.api("GET", "/audit?limit=1000", "").body())
                .contains("\"when\":{\"all\":[{\"attribute\":\"" + URN + ":department\",\"values\":[\"IT\"]}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'when':{'all':[]},'role':'admin'} | when must be an object with the list",
                "{'when':'department','role':'admin'} | when must be an object with the list",
                "{'when':{'all':[{'attribute':'department'}]},'role':'admin'} | when.all[0] must be an object with the"
                        + " text",
                "{'when':{'all':[{'attribute':'department','values':[]}]},'role':'admin'} | must have 1 to 50 values",
                "{'when':{'all':[{'attribute':'department','values':[' ']}]},'role':'admin'} | must be texts of 1 to"
                        + " 256",
                "{'when':{'all':[{'attribute':'shoeSize','values':['9']}]},'role':'admin'} | \"shoeSize\" is not"
                        + " an attribute of a user in this directory. The attributes are userName",
                "{'when':{'all':[{'attribute':'a b[','values':['9']}]},'role':'admin'} | is not an attribute of a user",
                "{'when':{'all':[{'attribute':'groups.value','values':['9']}]},'role':'admin'} | A group gives a role"
                        + " by groupId or groupName",
                "{'when':{'all':[{'attribute':'password','values':['9']}]},'role':'admin'} | password is never kept",
                "{'when':{'all':[{'attribute':'emails','values':['9']}]},'role':'admin'} | name one of them:"
                        + " emails.value",
                "{'when':{'all':[{'attribute':'title','values':['9']}]},'role':'king'} | There is no role \"king\"",
                "{'when':{'all':[{'attribute':'title','values':['9']}]},'groupName':'A','role':'admin'} | Give one of"
                        + " groupId"
            })
    void whatCannotBeACondition(String body, String told) {
        Answer answer = directory.ask("POST", "/role-assignments", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).contains(told);
        assertThat(directory.get("/role-assignments").path("items")).isEmpty();
    }

    @Test
    void anAttributeOfTheDirectorysOwnSchemaMayGiveARoleAndNoOtherDirectoryKnowsIt() {
        String urn = "urn:example:badge:1.0:User";
        directory.done("PUT", "/schemas/" + urn, "{'name':'Badge','attributes':[{'name':'colour','type':'string'}]}");
        set(bob, urn + ":colour", "red");
        add(when(urn + ":colour", "Red"), "guest");
        assertThat(roles()).containsExactly("ada member", "bob guest");
        NewDirectory other = new NewDirectory(GATEWAY, "custom");
        assertThat(other.ask(
                                "POST",
                                "/role-assignments",
                                "{'when':" + when(urn + ":colour", "red") + ",'role':'guest'}")
                        .status())
                .isEqualTo(400);
    }
}
