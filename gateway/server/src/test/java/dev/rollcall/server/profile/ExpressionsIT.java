package dev.rollcall.server.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.config.Settings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Issue 14: expressions of a profile, over HTTP. */
final class ExpressionsIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway().with(Settings.AUTH_CACHE, "60");

    private static final String PROFILE = """
        {'constants': {'domain': 'demo.example'},
         'user': {'attributes': [
            {'to': 'userName', 'from': 'login', 'expression': 'value.lowerAscii() + \\"@\\" + constants.domain'},
            {'to': 'displayName',
             'expression': 'value != null ? value : has(request.first) ? request.first + \\" \\" + request.last : dyn(null)'},
            {'to': 'title', 'from': 'job', 'when': 'has(request.kind) && request.kind == \\"staff\\"'},
            {'to': 'active', 'from': ['state'], 'expression': 'value in [\\"A\\", \\"P\\"]'}]}}
        """;

    private final CustomClient client = new CustomClient(GATEWAY, "custom");

    @Test
    @DisplayName("Values are worked out in POST, PUT, PATCH and filters")
    void valuesAreWorkedOut() {
        client.profile(PROFILE);
        JsonNode ada = client.done(
                "POST",
                "/Users",
                "{'login':'ADA','first':'Ada','last':'Lovelace','job':'Dr','kind':'staff','state':'A'}");
        assertThat(ada.path("userName").asText()).isEqualTo("ada@demo.example");
        assertThat(ada.path("displayName").asText()).isEqualTo("Ada Lovelace");
        assertThat(ada.path("title").asText()).isEqualTo("Dr");
        String one = "/Users/" + ada.path("id").asText();
        client.done("PATCH", one, "{'Operations':[{'op':'replace','path':'state','value':'X'}]}");
        assertThat(client.get(one).path("active").asBoolean(true)).isFalse();
        client.done("PATCH", one, "{'Operations':[{'op':'replace','value':{'state':'P','login':'ADA2'}}]}");
        assertThat(client.get(one).path("active").asBoolean()).isTrue();
        assertThat(client.get(one).path("userName").asText()).isEqualTo("ada2@demo.example");
        assertThat(client.get("/Users?filter=login%20eq%20%22ADA2%22")
                        .path("totalResults")
                        .asInt())
                .isEqualTo(1);
        client.done("PUT", one, "{'login':'ADA','job':'Prof','kind':'guest','state':'A'}");
        assertThat(client.get(one).has("title")).isFalse();
        assertThat(client.get(one).has("displayName")).isFalse();
    }

    @Test
    @DisplayName(
            "What cannot be worked out is refused with its place and reason, and a deactivation beside it counts (R28)")
    void whatCannotBeWorkedOut() {
        client.profile("{'user':{'attributes':[{'to':'title','from':'job','expression':'request.unit + value'},"
                + "{'to':'active','from':'state','values':{'L':false,'A':true}}]}}");
        Answer refused = client.send("POST", "/Users", "{'userName':'eva','job':'Dr'}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("scimType").asText()).isEqualTo("invalidValue");
        assertThat(refused.json().path("detail").asText())
                .contains("cannot work out title", "line 1, column 8", "has(request.unit)");
        String one = "/Users/" + client.user("eva");
        int number = 0;
        for (String body : new String[] {
            "{'Operations':[{'op':'replace','value':{'active':false,'job':'Dr'}}]}",
            "{'Operations':[{'op':'replace','path':'active','value':'False'},{'op':'replace','path':'job','value':'Dr'}]}",
            "{'Operations':[{'op':'replace','path':'job','value':'Dr'},{'op':'replace','path':'state','value':'L'}]}",
        }) {
            String leaver = "/Users/" + client.user("leaver" + number++);
            client.done("PATCH", leaver, body);
            assertThat(client.get(leaver).path("active").asBoolean(true))
                    .as(body)
                    .isFalse();
        }
        client.done("PUT", one, "{'userName':'eva','job':'Dr','active':false}");
        assertThat(client.get(one).path("active").asBoolean(true)).isFalse();
        assertThat(client.send("PATCH", one, "{'Operations':[{'op':'replace','value':{'active':true,'job':'Dr'}}]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("R28: active: false under its own name counts, whatever a mapping makes of another name beside it")
    void ownNameCounts() {
        client.profile("{'user':{'attributes':[{'to':'active','from':'state','expression':'value == \\\"A\\\"'}]}}");
        String one = "/Users/" + client.user("fay");
        client.done("PUT", one, "{'userName':'fay','active':false,'state':'A'}");
        assertThat(client.get(one).path("active").asBoolean(true)).isFalse();
        client.profile("{'user':{'attributes':[{'to':'active','from':'state','values':{'A':true,'L':false}}]}}");
        String two = "/Users/" + client.user("gil");
        client.done(
                "PATCH",
                two,
                "{'Operations':[{'op':'replace','value':{'urn:ietf:params:scim:schemas:core:2.0:User:active':'False','state':'A'}}]}");
        assertThat(client.get(two).path("active").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @DisplayName(
            "A profile whose expression cannot be used is refused with pointer, line and column, and the one in force"
                    + " stays")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'expression':'value +'                                  | user.attributes[0].expression: line 1, column 8
        'expression':'value.shout()'                            | shout is not a function that expressions have; those are has, all
        'when':'value'                                          | user.attributes[0].when: line 1, column 1: A condition must be true or false
        'expression':'size(value)'                              | It gives a number, but title takes a text
        'expression':'value','constant':'x'                     | A constant needs no default, values, apply or expression
        'expression':'request.a.map(x, request.b.map(y, x == y))' | steps, but at most 50000 are accepted
        'expression':'constants.none'                           | has no constant none; there are none.
        'expression':7                                          | must be a text of 1 to 2000 characters
        """)
    void whatCannotBeUsed(String members, String detail) {
        client.profile("{'description':'first'}");
        Answer refused =
                client.ask("PUT", "/profile", "{'user':{'attributes':[{'to':'title','from':'job'," + members + "}]}}");
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.json().path("detail").asText()).contains("the one in force stays", detail);
        assertThat(client.ask("GET", "/profile", "").json().path("number").asInt())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("What decides who has access cannot be made of itself")
    void activeOfItself() {
        for (String mapping : new String[] {
            "{'to':'active','expression':'true'}",
            "{'to':'active','from':['state','active'],'expression':'value == \\\"A\\\"'}",
            "{'to':'active','when':'has(request.a)'}",
        }) {
            Answer refused = client.ask("PUT", "/profile", "{'user':{'attributes':[" + mapping + "]}}");
            assertThat(refused.status()).as(mapping).isEqualTo(400);
            assertThat(refused.json().path("detail").asText()).contains("decides who has access");
        }
        Answer constants = client.ask("PUT", "/profile", "{'constants':{'a b':'x','c':[1]}}");
        assertThat(constants.json().path("detail").asText()).contains("constants.c");
    }

    @Test
    @DisplayName("The workbench shows what each expression reads and costs")
    void costsAreShown() {
        JsonNode set = client.profile(PROFILE);
        assertThat(set.path("expressions").findValuesAsText("place"))
                .containsExactly(
                        "user.attributes[0].expression",
                        "user.attributes[1].expression",
                        "user.attributes[2].when",
                        "user.attributes[3].expression");
        JsonNode tried = client.ask(
                        "POST",
                        "/profile/try",
                        "{'request':{'method':'POST','path':'/Users','body':{'login':'ADA','state':'A'}}}")
                .json();
        assertThat(tried.at("/expressions/1/reads").toString()).isEqualTo("[\"first\",\"last\"]");
        assertThat(tried.at("/expressions/0/cost").asInt()).isPositive();
        assertThat(tried.at("/expressions/0/mostCost").asInt()).isEqualTo(50_000);
        assertThat(tried.at("/command/resource/userName").asText()).isEqualTo("ada@demo.example");
    }
}
