package dev.rollcall.server.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A profile over HTTP: set, in force at once, refused, taken back, tried. */
final class ProfileIT {

    /** What was found is trusted for long, so that a change must be told to be seen. */
    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway().with(Settings.AUTH_CACHE, "60");

    private static final String NAMES = """
        {'user': {'attributes': [
            {'to': 'userName', 'from': ['login'], 'apply': 'lower-case', 'inResponses': true},
            {'to': 'emails[type eq \\"work\\"].value', 'from': 'mail'},
            {'to': 'active', 'from': 'status', 'values': {'L': false, 'A': true}}]},
         'group': {'attributes': [
            {'to': 'members', 'from': 'people', 'apply': [{'split': ','}, {'values-as': 'value'}]},
            {'to': 'displayName', 'from': 'label'}]}}
        """;

    private final CustomClient client = new CustomClient(GATEWAY, "custom");

    @Test
    @DisplayName(
            "CUSTOM-10, CUSTOM-15, CUSTOM-23: a client with names, values and member lists of its own lives under its"
                    + " profile")
    void aClientWithItsOwnNamesLivesUnderItsProfile() {
        assertThat(client.send("POST", "/Users", "{'login':'ADA'}").status()).isEqualTo(400);
        client.profile(NAMES);
        JsonNode ada = client.done("POST", "/Users", "{'login':'ADA','mail':'ada@demo.example','status':'A'}");
        String id = ada.path("id").asText();
        assertThat(ada.path("userName").asText()).isEqualTo("ada");
        assertThat(ada.path("login").asText()).isEqualTo("ada");
        assertThat(ada.at("/emails/0/value").asText()).isEqualTo("ada@demo.example");
        assertThat(client.get("/Users?filter=login%20eq%20%22ADA%22")
                        .path("totalResults")
                        .asInt())
                .isEqualTo(1);
        JsonNode group = client.done("POST", "/Groups", "{'label':'Sales','people':'" + id + ", '}");
        assertThat(client.get("/Groups/" + group.path("id").asText())
                        .at("/members/0/value")
                        .asText())
                .isEqualTo(id);
        client.done("PATCH", "/Users/" + id, "{'Operations':[{'op':'replace','path':'status','value':'L'}]}");
        assertThat(client.get("/Users/" + id).path("active").asBoolean()).isFalse();
        client.done("PUT", "/Users/" + id, "{'login':'ada','mail':'ada@demo.example','status':'a'}");
        assertThat(client.get("/Users/" + id).path("active").asBoolean()).isTrue();
    }

    @Test
    void aProfileThatCannotBeUsedIsRefusedWithThePlaceAndTheOneInForceStays() {
        client.profile(NAMES);
        Answer refused = client.ask("PUT", "/profile", "{'user':{'attributes':[{'to':'usrName'}]}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("detail").asText())
                .contains("the one in force stays", "user.attributes[0].to", "userName");
        assertThat(client.ask("GET", "/profile", "").json().path("number").asInt())
                .isEqualTo(1);
        client.done("POST", "/Users", "{'login':'bob'}");
    }

    @Test
    void versionsAreKeptAndOneCanCountAgain() {
        JsonNode none = client.ask("GET", "/profile", "").json();
        assertThat(none.path("number").isNull()).isTrue();
        assertThat(none.path("quirks")).isNotEmpty();
        client.profile(NAMES);
        JsonNode second = client.profile("{'quirks':[]}");
        assertThat(second.path("number").asInt()).isEqualTo(2);
        assertThat(second.path("quirks")).isEmpty();
        assertThat(client.send("POST", "/Users", "{'login':'cal'}").status()).isEqualTo(400);
        JsonNode third = client.ask("POST", "/profile/rollback", "{'number':1}").json();
        assertThat(third.path("number").asInt()).isEqualTo(3);
        client.done("POST", "/Users", "{'login':'cal'}");
        JsonNode page = client.ask("GET", "/profile/versions?limit=2", "").json();
        assertThat(page.path("items").findValuesAsText("number")).containsExactly("3", "2");
        JsonNode rest = client.ask(
                        "GET",
                        "/profile/versions?limit=2&cursor=" + page.path("next").asText(),
                        "")
                .json();
        assertThat(rest.path("items").findValuesAsText("number")).containsExactly("1");
        assertThat(client.ask("GET", "/profile/versions/1", "").json().at("/document/group/attributes"))
                .hasSize(2);
        assertThat(client.ask("GET", "/profile/versions/9", "").status()).isEqualTo(404);
        assertThat(client.ask("POST", "/profile/rollback", "{'number':9}").status())
                .isEqualTo(404);
    }

    @Test
    void aRequestIsTriedAndNothingIsWritten() {
        Answer tried = client.ask(
                "POST",
                "/profile/try",
                "{'profile':" + NAMES + ",'request':{'method':'POST',"
                        + "'path':'/scim/v2/x/Users','body':{'login':'DAN','status':'l'}}}");
        assertThat(tried.status()).as(tried.body()).isEqualTo(200);
        assertThat(tried.json().at("/quirks/0/quirk").asText()).isEqualTo("profile-names");
        assertThat(tried.json().at("/quirks/0/before/login").asText()).isEqualTo("DAN");
        assertThat(tried.json().at("/command/resource/userName").asText()).isEqualTo("dan");
        assertThat(tried.json().at("/command/resource/active").asBoolean(true)).isFalse();
        assertThat(client.get("/Users?filter=userName%20eq%20%22dan%22")
                        .path("totalResults")
                        .asInt())
                .isZero();
        Answer refused = client.ask(
                "POST",
                "/profile/try",
                "{'request':{'method':'PATCH','path':'/Users/1','body':'{\\'Operations\\':7}'}}");
        assertThat(refused.json().at("/refused/status").asInt()).isEqualTo(400);
        assertThat(client.ask("POST", "/profile/try", "{'request':{'method':'FETCH','path':'/Users'}}")
                        .status())
                .isEqualTo(400);
        assertThat(client.ask("POST", "/profile/try", "{'request':{'method':'GET','path':'/'}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theShapeIsServedAsJsonSchema() {
        JsonNode schema = Http.get(GATEWAY.url() + "/api/v1/profile-schema")
                .bearer(GATEWAY.token(new Scope.Operator()))
                .send()
                .json();
        assertThat(schema.path("$schema").asText()).contains("json-schema.org");
        assertThat(schema.at("/properties/user/properties/attributes/items/properties/apply/oneOf/0/oneOf")
                        .size())
                .isGreaterThan(40);
    }

    @Test
    @DisplayName(
            "Two administrators do not overwrite each other's profile: a change is made to the version that was seen")
    void aProfileIsChangedAsItWasSeen() {
        String none = client.ask("GET", "/profile", "").header("ETag");
        Answer first = client.change("PUT", "/profile", none, NAMES);
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(client.ask("GET", "/profile", "").header("ETag"))
                .isEqualTo(first.header("ETag"))
                .isNotEqualTo(none);
        for (String body : List.of("{'quirks':[]}", NAMES)) {
            Answer late = client.change("PUT", "/profile", none, body);
            assertThat(late.status()).isEqualTo(412);
            assertThat(late.json().path("detail").asText()).contains("The profile has changed in the meantime");
        }
        assertThat(client.change("POST", "/profile/rollback", none, "{'number':1}")
                        .status())
                .isEqualTo(412);
        assertThat(client.ask("GET", "/profile", "").json().path("number").asInt())
                .isEqualTo(1);
        Answer again = client.change("POST", "/profile/rollback", first.header("ETag"), "{'number':1}");
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(again.header("ETag")).isNotEqualTo(first.header("ETag"));
        assertThat(client.change("PUT", "/profile", "*", "{'quirks':[]}").status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("A profile of a schema's attribute does nothing more when the schema is gone, and does no harm")
    void aSchemaThatIsGoneHurtsNobody() {
        String urn = "urn:example:custom:2.0:User";
        client.ask("PUT", "/schemas/" + urn, "{'name':'X','attributes':[{'name':'badge'}]}");
        client.profile("{'user':{'attributes':[{'to':'" + urn + ":badge','from':'badgeNo'}]}}");
        JsonNode made = client.done("POST", "/Users", "{'userName':'eve','badgeNo':'7'}");
        assertThat(made.path(urn).path("badge").asText()).isEqualTo("7");
        client.ask("DELETE", "/schemas/" + urn, "");
        client.done("POST", "/Users", "{'userName':'fay','badgeNo':'7'}");
    }

    @ParameterizedTest
    @DisplayName(
            "R28, CUSTOM-12, CONNID-07, ONELOGIN-02: a deactivation gets through in every shape of a PATCH, for every"
                    + " provider")
    @ValueSource(strings = {"custom", "okta", "entra"})
    void aDeactivationGetsThroughWithoutAnEnvelope(String provider) {
        CustomClient one = new CustomClient(GATEWAY, provider);
        int number = 0;
        for (String body : new String[] {
            "{'active':false}",
            "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'id':'x','meta':{'resourceType':'User'},'active':'False'}",
            "[{'op':'replace','path':'active','value':false}]",
            "{'op':'replace','path':'active','value':false}",
            "{'op':'Replace','value':{'active':false}}",
            "{'Operations':{'op':'replace','path':'active','value':false}}",
            "{'urn:ietf:params:scim:schemas:core:2.0:User:active':false}",
            "{'active':false,'userName':'','emails':'x'}",
        }) {
            String id = one.user(provider + "-leaver-" + number++);
            one.done("PATCH", "/Users/" + id, body);
            assertThat(one.get("/Users/" + id).path("active").asBoolean(true))
                    .as(body)
                    .isFalse();
        }
    }

    @Test
    @DisplayName(
            "ONELOGIN-02, CUSTOM-11, CUSTOM-14, WSO2-01, WSO2-03, CUSTOM-06: members and filters in the spellings that"
                    + " clients have")
    void membersAndFiltersInTheSpellingsThatClientsHave() {
        String one = client.user("one");
        String two = client.user("two");
        String group = client.done("POST", "/Groups", "{'displayName':'Sales Team North'}")
                .path("id")
                .asText();
        String path = "/Groups/" + group;
        client.done("PATCH", path, "{'members':[{'value':'" + one + "','operation':'add'},{'value':'" + two + "'}]}");
        assertThat(members(path)).containsExactlyInAnyOrder(one, two);
        client.done("PATCH", path, "{'members':[{'value':'" + two + "','operation':'delete'}]}");
        assertThat(members(path)).containsExactly(one);
        client.done(
                "PATCH",
                path,
                "{'Operations':[{'op':'add','path':'members','value':{'members':[{'value':'" + two + "'}]}}]}");
        assertThat(members(path)).containsExactlyInAnyOrder(one, two);
        client.done(
                "PATCH",
                path,
                "{'Operations':[{'op':'delete','path':'members[display eq two,value eq " + two + "]'}]}");
        assertThat(members(path)).containsExactly(one);
        assertThat(client.get("/Groups?filter=displayName%20Eq%20Sales%20Team%20North")
                        .path("totalResults")
                        .asInt())
                .isEqualTo(1);
        assertThat(client.get("/Users?filter=userName%20eq%20%27one%27")
                        .path("totalResults")
                        .asInt())
                .isEqualTo(1);
    }

    private List<String> members(String path) {
        return client.get(path).path("members").findValuesAsText("value");
    }
}
