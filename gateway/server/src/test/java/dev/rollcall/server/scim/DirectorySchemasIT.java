package dev.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A directory's own schemas, from the API to what its client meets. What was found is trusted for long: changes must be told. */
final class DirectorySchemasIT {

    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String HR = "urn:example:scim:schemas:hr:2.0:User";

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway().with(Settings.AUTH_CACHE, "60");

    private static String okta;
    private static String entra;

    @BeforeAll
    static void issue() {
        okta = GATEWAY.credential("okta");
        entra = GATEWAY.credential("entra");
    }

    private static Answer scim(String method, String path, String body) {
        return Http.request(method, GATEWAY.scimUrl("okta") + path)
                .bearer(okta)
                .body(body)
                .send();
    }

    private static Answer get(String path) {
        return scim("GET", path, "");
    }

    private static Answer found(String filter) {
        return get("/Users?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
    }

    private static Answer api(String method, String path, String body) {
        return Http.request(
                        method,
                        GATEWAY.url() + "/api/v1/organizations/demo/directories/"
                                + GATEWAY.directory("okta").id() + path)
                .bearer(GATEWAY.token(new Scope.Operator()))
                .body(body)
                .send();
    }

    private static void define() {
        assertThat(get("/Schemas").status()).isEqualTo(200);
        Answer put = api("PUT", "/schemas/" + HR, """
            {'name':'HR','resourceType':'User','attributes':[
              {'name':'badge','type':'string','mutability':'immutable','caseExact':true},
              {'name':'level','type':'integer'},
              {'name':'since','type':'dateTime','returned':'request'},
              {'name':'pin','returned':'never'},
              {'name':'car','type':'complex','subAttributes':[{'name':'plate','required':true},{'name':'doors','type':'integer'}]},
              {'name':'desks','type':'complex','multiValued':true,'subAttributes':[
                {'name':'value','required':true},{'name':'floor','type':'integer'}]}]}
            """);
        assertThat(put.status()).as(put.body()).isIn(200, 201);
        Answer core = api("PUT", "/schemas/" + CORE, "{'attributes':[{'name':'costCode'}]}");
        assertThat(core.status()).as(core.body()).isIn(200, 201);
    }

    private static String user(String name, String more) {
        return "{'schemas':['" + CORE + "','" + HR + "'],'userName':'" + name + "'," + more + "}";
    }

    private static JsonNode create(String name, String more) {
        Answer created = scim("POST", "/Users", user(name, more));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json();
    }

    private static Answer patch(String id, String operation) {
        return scim(
                "PATCH",
                "/Users/" + id,
                "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[" + operation + "]}");
    }

    @Test
    void theyAreServedInTheirDirectoryAtOnceAndInNoOther() {
        define();
        assertThat(get("/Schemas").json().findValuesAsText("id")).contains(HR);
        assertThat(get("/Schemas/" + HR).json().path("attributes").findValuesAsText("name"))
                .contains("badge", "desks", "floor");
        assertThat(get("/Schemas/" + CORE).json().path("attributes").findValuesAsText("name"))
                .contains("userName", "costCode");
        assertThat(get("/ResourceTypes/User").json().path("schemaExtensions").findValuesAsText("schema"))
                .contains(HR);
        assertThat(get("/ResourceTypes/Group").body()).doesNotContain(HR);

        Answer other =
                Http.get(GATEWAY.scimUrl("entra") + "/Schemas").bearer(entra).send();
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.body()).doesNotContain(HR, "costCode");
    }

    @Test
    void theirAttributesAreKeptFoundSortedPatchedAndProjected() {
        define();
        JsonNode ada = create(
                "ada",
                "'costCode':'C-7','" + HR
                        + "':{'badge':'B1','level':9,'since':'2020-01-01T00:00:00Z','pin':'s','desks':[{'value':'d1','floor':3}]}");
        JsonNode bob = create("bob", "'costCode':'c-8','" + HR + "':{'badge':'B2','level':10}");
        String id = ada.path("id").asText();

        assertThat(ada.path("costCode").asText()).isEqualTo("C-7");
        assertThat(ada.path("schemas").toString()).contains(HR);
        assertThat(ada.path(HR).has("since")).isFalse();
        assertThat(ada.path(HR).has("pin")).isFalse();
        assertThat(get("/Users/" + id).json()).isEqualTo(ada);

        assertThat(found("costCode eq \"c-7\"").json().path("totalResults").asInt())
                .isEqualTo(1);
        assertThat(found(HR + ":badge eq \"b1\"").json().path("totalResults").asInt())
                .isZero();
        assertThat(found(HR + ":level gt 9").json().at("/Resources/0/id")).isEqualTo(bob.path("id"));
        assertThat(found(HR + ":desks[floor ge 3]").json().path("totalResults").asInt())
                .isEqualTo(1);
        assertThat(found(HR + ":pin eq \"s\"").status()).isEqualTo(400);
        assertThat(get("/Users?sortBy=" + HR + ":level&sortOrder=descending&filter=costCode%20pr")
                        .json()
                        .path("Resources")
                        .findValuesAsText("userName"))
                .containsExactly("bob", "ada");

        Answer patched = patch(
                id,
                "{'op':'replace','path':'" + HR + ":desks[value eq \\'d1\\'].floor','value':4}".replace("\\'", "\\\""));
        assertThat(patched.json().at("/" + HR + "/desks/0/floor").asInt()).isEqualTo(4);
        JsonNode since = get("/Users/" + id + "?attributes=" + HR + ":since").json();
        assertThat(since.at("/" + HR + "/since").asText()).isEqualTo("2020-01-01T00:00:00Z");
        assertThat(since.path(HR)).hasSize(1);
    }

    @Test
    void theirCharacteristicsAreEnforcedWithThePlace() {
        define();
        JsonNode eve = create("eve", "'" + HR + "':{'badge':'B3'}");
        String id = eve.path("id").asText();

        Answer wrongType = scim("POST", "/Users", user("mal", "'" + HR + "':{'level':'high'}"));
        assertThat(wrongType.status()).isEqualTo(400);
        assertThat(wrongType.json().path("detail").asText()).contains(HR + ":level", "integer");
        Answer missing = scim("POST", "/Users", user("mal", "'" + HR + "':{'car':{'doors':5}}"));
        assertThat(missing.json().path("detail").asText()).contains(HR + ":car.plate is required");

        assertThat(patch(id, "{'op':'replace','path':'" + HR + ":badge','value':'B4'}")
                        .json()
                        .path("scimType")
                        .asText())
                .isEqualTo("mutability");
        assertThat(scim("PUT", "/Users/" + id, user("eve", "'" + HR + "':{'badge':'B4'}"))
                        .json()
                        .path("scimType")
                        .asText())
                .isEqualTo("mutability");
        Answer put = scim("PUT", "/Users/" + id, user("eve", "'title':'x'"));
        assertThat(put.json().path(HR).path("badge").asText()).isEqualTo("B3");
    }

    @Test
    void takenAwayTheValuesAreKeptUnseenAndComeBackWithTheSchema() {
        String urn = "urn:example:scim:schemas:short";
        String definition = "{'name':'Short','attributes':[{'name':'note'}]}";
        assertThat(api("PUT", "/schemas/" + urn, definition).status()).isEqualTo(201);
        String id = create("zoe", "'" + urn + "':{'note':'n'}").path("id").asText();

        Answer gone = api("DELETE", "/schemas/" + urn, "");
        assertThat(gone.json().path("resourcesWithValues").asInt()).isEqualTo(1);
        assertThat(get("/Users/" + id).json().has(urn)).isFalse();
        assertThat(api("GET", "/schemas/" + urn, "").status()).isEqualTo(404);

        assertThat(api("PUT", "/schemas/" + urn, definition).status()).isEqualTo(201);
        assertThat(get("/Users/" + id).json().path(urn).path("note").asText()).isEqualTo("n");
        assertThat(api("DELETE", "/schemas/" + urn, "").status()).isEqualTo(200);
    }

    @Test
    void aDefinitionThatCannotBeEnforcedIsRefusedWithThePlace() {
        Answer refused =
                api("PUT", "/schemas/urn:example:x", "{'name':'X','attributes':[{'name':'a','uniqueness':'server'}]}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.json().path("detail").asText()).contains("a.uniqueness", "none");
        assertThat(api("PUT", "/schemas/" + CORE, "{'attributes':[{'name':'USERNAME'}]}")
                        .json()
                        .path("detail")
                        .asText())
                .contains("USERNAME", "standard");
    }
}
