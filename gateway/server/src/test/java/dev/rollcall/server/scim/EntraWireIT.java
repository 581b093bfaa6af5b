package dev.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Entra sends over real HTTP and what it is answered; each test cites the entries of the wire catalogue that it shows. */
final class EntraWireIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static String credential = "";

    private String name = "";

    @BeforeAll
    static void connect() {
        credential = GATEWAY.credential("entra");
    }

    @BeforeEach
    void anotherName() {
        name = "ada+" + NUMBER.incrementAndGet() + "@demo.example";
    }

    /** ENTRA-01, ENTRA-05, ENTRA-07. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Users?filter=userName+eq+%22NAME%22",
                "/Users/?filter=userName+eq+%22NAME%22",
                "/Users?aadOptscim062020&filter=userName+eq+%22NAME%22",
                "/Users?filter=userName+eq+%22NAME%22&aadOptscim062020",
                "/Users?aadOptscim062020=&filter=UserName+eq+%22NAME%22",
                "/Users?filter=emails%5Btype+eq+%22work%22%5D.value+eq+%22NAME%22",
                "/Users?filter=userName+eq+NAME"
            })
    void aLookUpFindsTheOneUserInEveryEncoding(String target) {
        String id = user("");
        JsonNode list = get(target.replace("NAME", name.replace("+", "%2B").replace("@", "%40")));
        assertThat(list.path("totalResults").intValue()).isOne();
        assertThat(list.path("Resources").path(0).path("id").asText()).isEqualTo(id);
    }

    /** ENTRA-02, ENTRA-06. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Users?filter=userName+eq+%227d420df3-9995-4831-a406-ecf8166f5f6a%22",
                "/Groups?excludedAttributes=members&filter=displayName+eq+%227d420df3-9995-4831-a406-ecf8166f5f6a%22"
            })
    void aProbeIsAnEmptyList(String target) {
        JsonNode list = get(target);
        assertThat(list.path("totalResults").intValue()).isZero();
        assertThat(list.path("Resources")).isEmpty();
    }

    /** ENTRA-23, ENTRA-09: whichever shape it came in, the manager is an object, and can be asked for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'Add','path':'URN:manager','value':'ID'}",
                "{'op':'Add','path':'manager','value':[{'$ref':'http://x.example/Users/9','value':'ID'}]}",
                "{'op':'Replace','path':'URN:manager.value','value':'ID'}",
                "{'op':'replace','value':{'URN:manager':'ID'}}",
                "{'op':'replace','value':{'URN':{'manager':{'value':'ID'}}}}"
            })
    void theManagerIsUnderstoodInAllItsShapes(String operation) {
        String manager = user("");
        anotherName();
        String id = user("");
        assertThat(patch("/Users/" + id, operation.replace("URN", ENTERPRISE).replace("ID", manager)))
                .isEqualTo(200);
        assertThat(manager(id).path("value").asText()).isEqualTo(manager);
        JsonNode check = get("/Users?filter=id+eq+%22" + id + "%22+and+manager+eq+%22" + manager + "%22&attributes=id");
        assertThat(check.path("totalResults").intValue()).isOne();

        assertThat(patch("/Users/" + id, "{'op':'Replace','path':'" + ENTERPRISE + ":manager','value':''}"))
                .isEqualTo(200);
        assertThat(manager(id).isMissingNode()).isTrue();
    }

    /** ENTRA-11, ENTRA-23, ENTRA-27: a create in Microsoft's own spelling. */
    @Test
    void aCreateWithAllItsOdditiesIsAccepted() {
        String id = user(
                ",'emails':null,'meta':{'resourceType':'User'},'roles':[],'" + ENTERPRISE.replace(":User", "User")
                        + "':{'department':'R&D','manager':'x'},'urn:ietf:params:scim:schemas:extension:Acme:2.0:User':{'badge':7}");
        JsonNode user = get("/Users/" + id);
        assertThat(user.path("active").isBoolean()).isTrue();
        assertThat(user.path(ENTERPRISE).path("department").asText()).isEqualTo("R&D");
        assertThat(manager(id).path("value").asText()).isEqualTo("x");
    }

    /** ENTRA-22, ENTRA-16: whatever stands beside it, the deactivation counts. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'Add','path':'shoe size','value':'38'}",
                "{'op':'Add','path':'shoeSize','value':'38'}",
                "{'op':'Add','path':'emails[kind eq `x`].value','value':'a@demo.example'}",
                "{'op':'Replace','path':'groups','value':[{'value':'g'}]}",
                "{'op':'Replace','path':'id','value':'x'}",
                "{'op':'Replace','path':'meta.resourceType','value':'User'}",
                "{'op':'Replace','path':'name[type eq `work`].givenName','value':'x'}",
                "{'op':'Add','path':'phoneNumbers[type eq `mobile`].value','value':'+49 (30) 5'}",
                "{'op':'Add','path':'title','value':7}",
                "{'op':'Add','path':'title'}",
                "{'op':'Replace','path':'name','value':'Ada L'}",
                "{'op':'Replace','path':'emails[type eq `work`].primary','value':'perhaps'}",
                "{'op':'Replace','path':'emails[value sw `q`].display','value':'x'}",
                "{'op':'Replace','path':'userName','value':''}",
                "{'op':'Remove','path':'userName'}",
                "{'op':'replace','value':{'title':{},'name.givenName':7,'URN:manager':{'value':7}}}",
                "{'op':'Move','path':'title','value':'x'}"
            })
    void anUnusablePathOrValueNeverBlocksADeactivation(String operation) {
        String id = user("");
        String path = operation.replace("`", "\\\"").replace("URN", ENTERPRISE);
        assertThat(patch("/Users/" + id, path + ",{'op':'Replace','path':'active','value':'False'}"))
                .isEqualTo(200);
        JsonNode list = get("/Users?filter=id+eq+%22" + id + "%22");
        assertThat(list.path("Resources").path(0).path("active").asBoolean(true))
                .isFalse();
    }

    /** ENTRA-17, ENTRA-22: a deleted user gets another name, and another user has it. */
    @Test
    void aNameThatIsTakenNeverBlocksADeactivation() {
        user("");
        String taken = name;
        anotherName();
        String id = user("");
        String both = "{'op':'Replace','path':'userName','value':'" + taken
                + "'},{'op':'Replace','path':'active','value':'False'}";
        assertThat(patch("/Users/" + id, both)).isEqualTo(200);
        assertThat(patch("/Users/" + id, both)).isEqualTo(200);
        assertThat(get("/Users/" + id).path("active").asBoolean(true)).isFalse();
        assertThat(get("/Users/" + id).path("userName").asText()).isEqualTo(name);
        assertThat(patch("/Users/" + id, both.replace("False", "True"))).isEqualTo(409);
    }

    /** ENTRA-16, ENTRA-22: an {@code active} that says neither yes nor no must not be swallowed. */
    @Test
    void anActiveThatCannotBeReadIsRefusedWithAllThatStandsBesideIt() {
        String id = user("");
        assertThat(patch(
                        "/Users/" + id,
                        "{'op':'Replace','path':'title','value':'x'},{'op':'Replace','path':'active','value':'No'}"))
                .isEqualTo(400);
        assertThat(get("/Users/" + id).has("title")).isFalse();
    }

    /** ENTRA-07, ENTRA-42: texts without quotes and names in any letter case, in a search and in the path of a PATCH. */
    @Test
    void quotesMayBeMissingAndLetterCaseMayDifferInSearchesAndPathsToo() {
        String id = user("");
        Http.Answer found = send("POST", "/Users/.search", "{'filter':'USERNAME Eq " + name + " and Active eq True'}");
        assertThat(found.json().path("Resources").path(0).path("id").asText()).isEqualTo(id);
        patch("/Users/" + id, "{'op':'Replace','path':'PHONENUMBERS[Type EQ mobile].Value','value':'+49 30'}");
        assertThat(get("/Users/" + id).path("phoneNumbers").path(0).path("type").asText())
                .isEqualTo("mobile");
        String group = created("/Groups", "{'displayName':'Team " + name + "'}");
        patch("/Groups/" + group, "{'op':'Add','path':'Members','value':[{'Value':'" + id + "'}]}");
        assertThat(get("/Groups/" + group).path("members")).hasSize(1);
        patch("/Groups/" + group, "{'op':'Remove','path':'Members[Value Eq " + id + "]'}");
        assertThat(get("/Groups/" + group).path("members")).isEmpty();
    }

    /** ENTRA-13, ENTRA-14, ENTRA-24, ENTRA-26. */
    @Test
    void aValuePathCreatesItsElementAndAnEmptyValueClearsIt() {
        String id = user("");
        String street = "addresses[type eq \\\"work\\\"].streetAddress";
        String phone = "phoneNumbers[type eq \\\"mobile\\\"].value";
        patch(
                "/Users/" + id,
                "{'op':'Replace','path':'" + street + "','value':'Main St'},{'op':'Add','path':'" + phone
                        + "','value':'+1 (555) 01'},{'op':'Add','path':'title','value':'Dr.'}");
        JsonNode user = get("/Users/" + id);
        assertThat(user.path("addresses").path(0).path("streetAddress").asText())
                .isEqualTo("Main St");
        assertThat(user.path("phoneNumbers").path(0).path("value").asText()).isEqualTo("+1 (555) 01");
        patch(
                "/Users/" + id,
                "{'op':'Replace','path':'title','value':''},{'op':'Remove','path':'" + phone + "','value':'+1 555'}");
        JsonNode cleared = get("/Users/" + id);
        assertThat(cleared.has("title")).isFalse();
        assertThat(cleared.findValuesAsText("value")).doesNotContain("+1 (555) 01");
    }

    /** ENTRA-21: the other dialect, in the middle of the same tenant. */
    @Test
    void dottedKeysAndUrnKeysMergeIntoWhatIsThere() {
        String id = user(",'name':{'givenName':'Ada','familyName':'L'}");
        patch(
                "/Users/" + id,
                "{'op':'replace','value':{'name.familyName':'Lovelace','" + ENTERPRISE
                        + ":employeeNumber':'7'}},{'op':'replace','value':{'name':{'middleName':'K'}}}");
        JsonNode user = get("/Users/" + id);
        assertThat(user.path("name").path("givenName").asText()).isEqualTo("Ada");
        assertThat(user.path("name").path("familyName").asText()).isEqualTo("Lovelace");
        assertThat(user.path("name").path("middleName").asText()).isEqualTo("K");
        assertThat(user.path(ENTERPRISE).path("employeeNumber").asText()).isEqualTo("7");
    }

    /** ENTRA-25. */
    @Test
    void rolesAreReadFromJsonInAStringAndFromAValuePath() {
        String id = user("");
        patch(
                "/Users/" + id,
                "{'op':'Add','path':'roles','value':[{'value':'{\\\"id\\\":\\\"1\\\",\\\"value\\\":\\\"Admin\\\",\\\"displayName\\\":\\\"Boss\\\"}'}]}");
        JsonNode role = get("/Users/" + id).path("roles").path(0);
        assertThat(role.path("value").asText()).isEqualTo("Admin");
        assertThat(role.path("display").asText()).isEqualTo("Boss");

        anotherName();
        String other = user("");
        patch("/Users/" + other, "{'op':'Replace','path':'roles[primary eq \\\"True\\\"].value','value':'Admin'}");
        JsonNode primary = get("/Users/" + other).path("roles").path(0);
        assertThat(primary.path("primary").isBoolean()).isTrue();
        assertThat(primary.path("value").asText()).isEqualTo("Admin");
    }

    /** ENTRA-15, ENTRA-42. */
    @Test
    void oddEnvelopesAndLetterCaseAreRead() {
        String id = user("");
        assertThat(status("PATCH", "/Users/" + id, "{'id':'" + id + "','operations':[]}"))
                .isEqualTo(200);
        assertThat(patch(
                        "/Users/" + id,
                        "{'op':'ADD','name':'x','path':'Emails[Type eq"
                                + " \\\"other\\\"].Value','value':'x@demo.example'}"))
                .isEqualTo(200);
        assertThat(get("/Users/" + id).path("emails").findValuesAsText("value")).contains("x@demo.example");
    }

    /** ENTRA-17, ENTRA-18, ENTRA-19, ENTRA-20, ENTRA-39. */
    @Test
    void aDisabledUserStaysVisibleAndAPurgedOneIsGone() {
        String id = user("");
        String alone = "/Users/" + id;
        assertThat(patch(alone, "{'op':'Replace','path':'active','value':'False'}"))
                .isEqualTo(200);
        assertThat(get(alone).path("active").asBoolean(true)).isFalse();
        assertThat(patch(alone, "{'op':'replace','value':{'active':'True'}}")).isEqualTo(200);
        assertThat(get(alone).path("active").asBoolean()).isTrue();
        assertThat(status("DELETE", alone, "")).isEqualTo(204);
        assertThat(status("GET", alone, "")).isEqualTo(404);
        assertThat(status("DELETE", alone, "")).isEqualTo(404);
        assertThat(user("")).isNotEqualTo(id);
    }

    /** ENTRA-28 to ENTRA-35. */
    @Test
    void aGroupLosesThoseOnlyWhoAreNamedAndNeverShowsWhatWasExcluded() {
        String one = user("");
        anotherName();
        String two = user("");
        String group = created(
                "/Groups",
                "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group',"
                        + "'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],'externalId':'"
                        + name
                        + "','displayName':'Team " + name + "','meta':{'resourceType':'Group'}}");
        String nested = created("/Groups", "{'displayName':'Nested " + name + "'}");
        String target = "/Groups/" + group;
        String nobody = "0190a6a0-0000-7000-8000-000000000001";
        assertThat(patch(
                        target,
                        "{'op':'Add','path':'members','value':[{'$ref':null,'value':'" + one + "'},'" + two
                                + "',{'value':'" + nested + "'},{'value':'" + nobody + "'}]}"))
                .isEqualTo(204);
        assertThat(patch(target, "{'op':'Add','path':'members','value':[{'$ref':null,'value':'" + one + "'}]}"))
                .isEqualTo(204);
        assertThat(get(target).path("schemas")).hasSize(1);
        assertThat(patch(target, "{'op':'Remove','path':'members','value':[{'$ref':null,'value':'" + one + "'}]}"))
                .isEqualTo(204);
        assertThat(get(target).path("members").findValuesAsText("value"))
                .contains(two)
                .doesNotContain(one);
        assertThat(patch(target, "{'op':'replace','value':{'displayName':'Renamed " + name + "'}}"))
                .isEqualTo(204);
        assertThat(get(target).path("members").findValuesAsText("value")).contains(two);
        JsonNode check = get("/Groups?filter=id+eq+%22" + group + "%22+and+members+eq+%22" + two + "%22&attributes=id");
        assertThat(check.path("totalResults").intValue()).isOne();
        assertThat(patch(target, "{'op':'remove','path':'members[value eq \\\"" + two + "\\\"]'}"))
                .isEqualTo(204);
        assertThat(get(target + "?excludedAttributes=members").has("members")).isFalse();
        assertThat(status("DELETE", target, "")).isEqualTo(204);
    }

    /** ENTRA-12: a mail nickname is neither unique nor for good. */
    @Test
    void externalIdsMayBeSharedAndMayChange() {
        user(",'externalId':'ada'");
        anotherName();
        String id = user(",'externalId':'ada'");
        assertThat(patch("/Users/" + id, "{'op':'Replace','path':'externalId','value':'" + name + "'}"))
                .isEqualTo(200);
        assertThat(get("/Users/" + id).path("externalId").asText()).isEqualTo(name);
    }

    private static JsonNode manager(String id) {
        return get("/Users/" + id).path(ENTERPRISE).path("manager");
    }

    private String user(String more) {
        String emails =
                more.contains("'emails'") ? "" : ",'emails':[{'primary':'True','type':'work','value':'" + name + "'}]";
        return created(
                "/Users",
                "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User','" + ENTERPRISE + "'],'userName':'" + name
                        + "','active':'True'" + emails + more + "}");
    }

    private static String created(String path, String body) {
        Http.Answer answer = send("POST", path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private static JsonNode get(String target) {
        Http.Answer answer = send("GET", target, "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static int patch(String target, String operations) {
        return status(
                "PATCH",
                target,
                "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[" + operations + "]}");
    }

    private static int status(String method, String target, String body) {
        return send(method, target, body).status();
    }

    private static Http.Answer send(String method, String target, String body) {
        Http request = Http.request(method, GATEWAY.scimUrl("entra") + target).bearer(credential);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/scim+json; charset=utf-8")
                    .body(body);
        }
        return request.send();
    }
}
