package dev.rollcall.server.api.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 14, R5 to R7, R19, R23 over HTTP: expressions about the user give roles, in one list with groups and values. */
final class RoleExpressionApiIT {

    private static final String URN = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String ROLES = "/role-assignments";

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

    /** A body; the expression may have quotes, and no apostrophes. */
    private static String when(String expression, String more) {
        return "{'when':{'expression':'"
                + expression.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "'}" + more + "}";
    }

    private String add(String expression, String role) {
        return directory
                .foreseen("POST", ROLES, when(expression, ",'role':'" + role + "'"))
                .path("subject")
                .asText();
    }

    private List<String> roles() {
        return directory.members().stream()
                .map(line -> line.substring(0, line.indexOf('@')) + " " + line.split(" ", -1)[1])
                .toList();
    }

    private void set(String user, String path, String value) {
        Answer answer = directory.scim(
                "PATCH",
                "/Users/" + user,
                "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[{'op':'replace','path':'"
                        + path + "','value':" + value + "}]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    @DisplayName(
            "A changed attribute changes the role at once; member, explanation, events and audit name the expression;"
                    + " without the assignment the default role is back")
    void aChangedAttributeChangesTheRole() {
        set(ada, URN + ":department", "'Engineering'");
        set(ada, "title", "'Lead'");
        String expression = "user.department.startsWith(\"Eng\") && user.title != \"\"";
        String id = add(expression, "admin");
        assertThat(roles()).containsExactly("ada admin", "bob member");
        JsonNode item = directory.get(ROLES).at("/items/0");
        assertThat(item.at("/when/expression").asText()).isEqualTo(expression);
        assertThat(item.path("condition").asText()).isEqualTo(expression + " holds");
        assertThat(item.path("fault").isNull()).isTrue();
        assertThat(item.path("awaited").asBoolean()).isFalse();

        set(bob, URN + ":department", "'English'");
        assertThat(roles()).containsExactly("ada admin", "bob member");
        set(bob, "title", "'Head'");
        assertThat(roles()).containsExactly("ada admin", "bob admin");

        JsonNode member = directory.api("GET", "/members?text=bob", "").json().at("/items/0");
        assertThat(member.at("/reason/assignment").asText()).isEqualTo(id);
        assertThat(member.at("/reason/when/expression").asText()).isEqualTo(expression);
        JsonNode why = StreamSupport.stream(
                        directory
                                .api("GET", "/explanations?email=bob@demo.example", "")
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                .filter(one -> one.hasNonNull("member"))
                .findFirst()
                .orElseThrow();
        assertThat(why.at("/roleBecause/when/expression").asText()).isEqualTo(expression);
        assertThat(why.path("sentences"))
                .extracting(JsonNode::asText)
                .contains("Role admin, because " + expression + " holds, role assignment 1.");

        set(bob, URN + ":department", "'Sales'");
        assertThat(roles()).containsExactly("ada admin", "bob member");
        directory.api("PUT", "/last-admin-protection", "{'on':false}");
        directory.foreseen("DELETE", ROLES + "/" + id, "");
        assertThat(roles()).containsExactly("ada member", "bob member");
        String told = "\"when\":{\"expression\":\"" + expression.replace("\"", "\\\"") + "\"}";
        assertThat(directory.api("GET", "/audit?limit=1000", "").body()).contains(told);
        assertThat(directory.api("GET", "/events?limit=1000", "").body()).contains(told);
    }

    @Test
    @DisplayName("Groups, values and expressions stand in one order, and each edit does what its dry run says")
    void oneOrder() {
        directory.api("PUT", "/last-admin-protection", "{'on':false}");
        set(ada, "title", "'Lead'");
        String group = directory.group("Admins", ada);
        String first = directory
                .foreseen("POST", ROLES, "{'groupId':'" + group + "','role':'guest'}")
                .path("subject")
                .asText();
        String second = add("user.title in [\"Lead\", \"Head\"]", "admin");
        assertThat(roles()).containsExactly("ada guest", "bob member");
        directory.foreseen("PUT", ROLES + "/order", "{'order':['" + second + "','" + first + "']}");
        assertThat(roles()).containsExactly("ada admin", "bob member");
        directory.foreseen(
                "POST",
                ROLES,
                "{'when':{'all':[{'attribute':'title','values':['lead']}]},'role':'member','position':1}");
        assertThat(roles()).containsExactly("ada member", "bob member");
    }

    @Test
    @DisplayName("PATCH changes the condition in its place, with or without the role; the ETag of the list tells")
    void theConditionIsChanged() {
        directory.api("PUT", "/last-admin-protection", "{'on':false}");
        set(ada, "title", "'Lead'");
        set(bob, "title", "'Clerk'");
        String id = add("user.title == \"Lead\"", "admin");
        String one = ROLES + "/" + id;
        Http list = Http.request("GET", directory.address() + ROLES).bearer(GATEWAY.token(new Scope.Operator()));
        String seen = list.send().header("ETag");
        JsonNode impact = directory.foreseen("PATCH", one, when("user.title == \"Clerk\"", ""));
        assertThat(NewDirectory.people(impact))
                .containsExactly(
                        "role_changed ada@demo.example admin member null",
                        "role_changed bob@demo.example member admin null");
        Answer late = Http.request("PATCH", directory.address() + one)
                .bearer(GATEWAY.token(new Scope.Operator()))
                .header("If-Match", seen)
                .body("{'role':'guest'}")
                .send();
        assertThat(late.status()).as(late.body()).isEqualTo(412);
        directory.foreseen("PATCH", one, "{'when':{'all':[{'attribute':'title','values':['LEAD']}]},'role':'guest'}");
        assertThat(roles()).containsExactly("ada guest", "bob member");
        String group = directory
                .done("POST", ROLES, "{'groupName':'Later','role':'guest'}")
                .path("subject")
                .asText();
        Answer refused = directory.ask("PATCH", ROLES + "/" + group, when("user.title == \"Lead\"", ""));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asText()).contains("gives its role to a group");
        assertThat(directory
                        .ask("POST", ROLES, when("user.title == \"x\"", ",'role':'member'"))
                        .status())
                .isEqualTo(200);
        Answer twice = directory.ask("POST", ROLES, when("user.title == \"x\"", ",'role':'guest'"));
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.json().path("detail").asText())
                .startsWith("Users for whom user.title == \"x\" holds get the role member already");
    }

    @ParameterizedTest
    @DisplayName("POST, PATCH and their dry runs refuse what cannot be used with line, column and what is accepted, and"
            + " nothing changes")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        user.title ==                        | when.expression: line 1, column
        user.title                           | when.expression: line 1, column 1: A condition must be true or false, but this gives any kind of value. Compare it with something, as in user.active == true.
        size(user.title)                     | this gives number
        title == "x"                         | line 1, column 1: title is not known here. An expression reads user.NAME.
        request.title == "x"                 | request is not known here. An expression reads user.NAME.
        user.title.shout() == "x"            | line 1, column 17: shout is not a function that expressions have; those are has, all
        user.shoeSize == 9                   | line 1, column 5: "shoeSize" is not an attribute of a user in this directory. The attributes are userName
        user.active == true &&\\n  user.shoeSize == 9 | line 2, column 7: "shoeSize" is not an attribute
        user.groups.exists(g, g.value == "x") | groups is not sent with a user. A group gives a role by groupId or groupName.
        user.password == "x"                 | password is never kept.
        user.emails.value == "x"             | emails may have many values: check whether one of them matches, as in user.emails.exists(e, e.value == "x").
        user.title.text == "x"               | title has no sub-attributes, so only functions can follow it
        user.name.first == "x"               | name has no sub-attribute first; there are formatted, familyName
        user.emails.exists(e, e.kind == "x") | emails has no sub-attribute kind; there are value, display
        user.name.exists(e, e.kind == "x")   | name has a single value, so it cannot be looped over.
        user["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"].colour == "x" | has no attribute colour; there are employeeNumber
        user.emails.exists(a, user.emails.exists(b, user.emails.exists(c, a == b && b == c))) | steps, but at most 50000 are accepted
        LONG                                 | line 1, column 1: An expression has at most 2000 characters.
        DEEP                                 | nested too deeply
        """)
    void whatCannotBeUsed(String text, String told) {
        String expression = text.equals("LONG")
                ? "user.title == \"" + "x".repeat(2_000) + "\""
                : text.equals("DEEP") ? "(".repeat(60) + "true" + ")".repeat(60) : text.replace("\\n", "\n");
        String id = directory
                .done("POST", ROLES, "{'when':{'all':[{'attribute':'title','values':['Lead']}]},'role':'admin'}")
                .path("subject")
                .asText();
        JsonNode before = directory.get(ROLES);
        for (String query : List.of("", "?dryRun=true")) {
            refused(directory.ask("POST", ROLES + query, when(expression, ",'role':'admin'")), told);
            refused(directory.ask("PATCH", ROLES + "/" + id + query, when(expression, "")), told);
        }
        assertThat(directory.get(ROLES)).isEqualTo(before);
    }

    private static void refused(Answer answer, String told) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).contains(told);
    }

    @ParameterizedTest
    @DisplayName(
            "What is not the text of an expression, or stands beside another kind of condition, is refused with both"
                    + " kinds")
    @ValueSource(
            strings = {
                "{'when':{'expression':7},'role':'admin'}",
                "{'when':{'expression':''},'role':'admin'}",
                "{'when':{'expression':null},'role':'admin'}",
                "{'when':{'expression':['true']},'role':'admin'}",
                "{'when':{'expression':'true','all':[]},'role':'admin'}",
                "{'when':{'expression':'true'},'groupName':'A','role':'admin'}",
                "{'when':{},'role':'admin'}",
                "{'when':{'expressions':'true'},'role':'admin'}"
            })
    void whatIsNoCondition(String body) {
        Answer answer = directory.ask("POST", ROLES, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText())
                .containsAnyOf(
                        "when.expression must be a text of 1 to 2000", "with the text \"expression\"", "Give one of");
        assertThat(directory.get(ROLES).path("items")).isEmpty();
    }

    @Test
    @DisplayName("A text with a NUL character does not cause a server error, neither in an expression nor in a value")
    void nulCharacters() {
        for (String when : List.of(
                "{'expression':'user.title == \\\"a\\u0000\\\"'}",
                "{'all':[{'attribute':'title','values':['a\\u0000']}]}")) {
            assertThat(directory
                            .ask("POST", ROLES, "{'when':" + when + ",'role':'guest'}")
                            .status())
                    .as(when)
                    .isEqualTo(400);
        }
    }

    @Test
    @DisplayName(
            "Users without the attribute, with many values, booleans and attributes of own schemas; a name that two"
                    + " schemas have is refused with both paths")
    void everyKindOfAttribute() {
        directory.api("PUT", "/last-admin-protection", "{'on':false}");
        String badge = "urn:example:badge:1.0:User";
        directory.done(
                "PUT",
                "/schemas/" + badge,
                "{'name':'Badge','attributes':[{'name':'colour','type':'string'},{'name':'grade','type':'integer'}]}");
        set(bob, badge + ":colour", "'red'");
        set(bob, badge + ":grade", "7");
        set(
                ada,
                "emails",
                "[{'value':'ada@demo.example','type':'work','primary':true},{'value':'a@x.example','type':'home'}]");
        for (String bobs : List.of(
                "user.colour == \"red\"",
                "user[\"" + badge + "\"].grade > 5",
                "user[\"" + badge + ":grade\"] == 7",
                "has(user.colour)")) {
            String id = add(bobs, "guest");
            assertThat(roles()).as(bobs).containsExactly("ada member", "bob guest");
            directory.foreseen("DELETE", ROLES + "/" + id, "");
        }
        for (String adas : List.of(
                "user.emails.exists(e, e.type == \"home\")",
                "!has(user.colour) && user.active == true",
                "user.userName.startsWith(\"ada@\")")) {
            String id = add(adas, "guest");
            assertThat(roles()).as(adas).containsExactly("ada guest", "bob member");
            directory.foreseen("DELETE", ROLES + "/" + id, "");
        }
        directory.done(
                "PUT",
                "/schemas/urn:example:car:1.0:User",
                "{'name':'Car','attributes':[{'name':'colour','type':'string'}]}");
        refused(
                directory.ask("POST", ROLES, when("user.colour == \"red\"", ",'role':'guest'")),
                "Several schemas of this directory have an attribute colour. Write"
                        + " user[\"urn:example:badge:1.0:User:colour\"] or");
        NewDirectory other = new NewDirectory(GATEWAY, "custom");
        refused(
                other.ask("POST", ROLES, when("user.colour == \"red\"", ",'role':'guest'")),
                "\"colour\" is not an attribute of a user in this directory");
    }

    @Test
    @DisplayName("The last admin keeps the role that an expression takes, until another one exists")
    void theLastAdminIsProtected() {
        set(ada, "title", "'Lead'");
        add("user.title == \"Lead\"", "admin");
        set(ada, "title", "'Clerk'");
        assertThat(roles()).containsExactly("ada admin", "bob member");
        assertThat(directory
                        .api("GET", "/holds?state=open", "")
                        .json()
                        .at("/items/0/kind")
                        .asText())
                .isEqualTo("last_admin");
        set(bob, "title", "'Lead'");
        assertThat(roles()).containsExactly("ada member", "bob admin");
    }

    @Test
    @DisplayName("A stored expression that cannot be read any more gives nothing, and list and directory say why")
    void whatCannotBeReadAnyMore() {
        set(ada, "title", "'Lead'");
        String id = add("user.title == \"Lead\"", "guest");
        GATEWAY.gateway()
                .parts()
                .database()
                .writes()
                .preparedQuery("UPDATE role_assignment SET condition = '{\"expression\": \"user.title.shout()\"}'"
                        + " WHERE assignment_id = $1")
                .execute(Tuple.of(UUID.fromString(id)))
                .await();
        set(bob, "title", "'Lead'");
        assertThat(roles()).contains("bob member");
        set(ada, "title", "'Lead '");
        assertThat(roles()).containsExactly("ada member", "bob member");
        assertThat(directory.get(ROLES).at("/items/0/fault").asText())
                .startsWith("line 1, column 17: shout is not a function that expressions have");
        assertThat(directory.get("").path("warnings").toString())
                .contains("Role assignment 1 gives no role, because its expression can no longer be used.");
        assertThat(directory.api("GET", "/directories", "").body()).contains("Role assignment 1 gives no role");
        directory.foreseen("PATCH", ROLES + "/" + id, when("user.title.startsWith(\"Lead\")", ""));
        assertThat(roles()).containsExactly("ada guest", "bob guest");
        assertThat(directory.get("").path("warnings").toString()).doesNotContain("Role assignment");
    }

    @Test
    @DisplayName("The attributes that users really have are listed, each with an expression that is accepted")
    void receivedAttributes() {
        String badge = "urn:example:badge:1.0:User";
        directory.done(
                "PUT",
                "/schemas/" + badge,
                "{'name':'Badge','attributes':[{'name':'in','type':'boolean'},{'name':'job-title','type':'string'},"
                        + "{'name':'tags','type':'string','multiValued':true}]}");
        set(bob, badge + ":in", "true");
        set(bob, badge + ":job-title", "'Dr'");
        set(bob, badge + ":tags", "['a','b']");
        set(bob, URN + ":manager", "{'value':'" + ada + "'}");
        set(bob, "name", "{'familyName':'Berg'}");
        JsonNode found = directory.get("/user-attributes");
        assertThat(found.path("users").asInt()).isEqualTo(2);
        assertThat(found.path("items").findValuesAsText("path"))
                .isSorted()
                .contains(
                        "active",
                        "emails.value",
                        "name.familyName",
                        "userName",
                        badge + ":in",
                        badge + ":job-title",
                        badge + ":tags",
                        URN + ":manager.value")
                .doesNotContain("emails", "name", "nickName", badge, URN + ":department");
        for (JsonNode one : found.path("items")) {
            assertThat(one.path("users").asInt()).isBetween(1, 2);
            Answer byExpression = directory.ask(
                    "POST", ROLES + "?dryRun=true", when(one.path("example").asText(), ",'role':'guest'"));
            assertThat(byExpression.status())
                    .as(one + " " + byExpression.body())
                    .isEqualTo(200);
            Answer byValue = directory.ask(
                    "POST",
                    ROLES + "?dryRun=true",
                    "{'when':{'all':[{'attribute':'" + one.path("path").asText()
                            + "','values':['x']}]},'role':'guest'}");
            assertThat(byValue.status()).as(one + " " + byValue.body()).isEqualTo(200);
        }
        assertThat(new NewDirectory(GATEWAY, "custom").get("/user-attributes").path("items"))
                .isEmpty();
    }
}
