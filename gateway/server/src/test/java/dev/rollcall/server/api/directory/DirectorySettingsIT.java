package dev.rollcall.server.api.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be set of a directory. What was found is trusted for long, so that a change must be told to be seen. */
final class DirectorySettingsIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway().with(Settings.AUTH_CACHE, "60");

    private static Http request(String method, String provider) {
        return Http.request(
                        method,
                        GATEWAY.url() + "/api/v1/organizations/demo/directories/"
                                + GATEWAY.directory(provider).id())
                .bearer(GATEWAY.token(new Scope.Operator()));
    }

    private static Answer patch(String provider, String body) {
        return request("PATCH", provider)
                .header("Content-Type", "application/merge-patch+json")
                .body(body)
                .send();
    }

    @Test
    void aChangeOfModeIsSeenByTheNextRequest() {
        String token = GATEWAY.credential("entra");
        String base = GATEWAY.scimUrl("entra");
        String body = "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'ada','shoeSize':7}";
        assertThat(Http.get(base + "/ServiceProviderConfig")
                        .bearer(token)
                        .send()
                        .json()
                        .has("interopProfileConformant"))
                .isFalse();
        assertThat(Http.request("POST", base + "/Users")
                        .bearer(token)
                        .body(body)
                        .send()
                        .json()
                        .has("shoeSize"))
                .isFalse();

        assertThat(patch("entra", "{'mode':'strict'}").json().path("mode").asText())
                .isEqualTo("strict");
        assertThat(Http.get(base + "/ServiceProviderConfig")
                        .bearer(token)
                        .send()
                        .json()
                        .path("interopProfileConformant")
                        .asBoolean())
                .isTrue();
        Answer refused =
                Http.request("POST", base + "/Users").bearer(token).body(body).send();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("scimType").asText()).isEqualTo("invalidSyntax");
        assertThat(refused.json().path("detail").asText()).contains("shoeSize");

        assertThat(patch("entra", "{'mode':'tolerant'}").status()).isEqualTo(200);
    }

    @Test
    void ofTwoAdministratorsTheSecondIsToldThatSomethingChanged() {
        String before = request("GET", "okta").send().header("ETag");
        assertThat(before).startsWith("\"");
        Answer first = request("PATCH", "okta")
                .header("If-Match", before)
                .body("{'name':'Okta 1'}")
                .send();
        assertThat(first.status()).isEqualTo(200);
        Answer second = request("PATCH", "okta")
                .header("If-Match", before)
                .body("{'name':'Okta 2'}")
                .send();
        assertThat(second.status()).isEqualTo(412);
        assertThat(second.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(request("GET", "okta").send().json().path("name").asText()).isEqualTo("Okta 1");
        assertThat(request("GET", "okta").send().header("ETag")).isEqualTo(first.header("ETag"));
    }

    @Test
    void quirksAreSwitchedOffAndOnByTheirNames() {
        assertThat(patch("entra", "{'disabledQuirks':['string-booleans']}")
                        .json()
                        .path("disabledQuirks"))
                .hasSize(1);
        assertThat(patch("entra", "{'disabledQuirks':null}").json().path("disabledQuirks"))
                .isEmpty();
    }

    @Test
    void aHabitIsSwitchedOffLikeAQuirk() {
        String token = GATEWAY.credential("okta");
        assertThat(create(token, "ada", "00u1").status()).isEqualTo(201);
        assertThat(create(token, "ada.king", "00u1").status()).isEqualTo(409);
        assertThat(patch("okta", "{'disabledQuirks':['sole-external-id']}").status())
                .isEqualTo(200);
        assertThat(create(token, "ada.king", "00u1").status()).isEqualTo(201);
        assertThat(patch("okta", "{'disabledQuirks':[]}").status()).isEqualTo(200);
    }

    private static Answer create(String token, String userName, String externalId) {
        return Http.request("POST", GATEWAY.scimUrl("okta") + "/Users")
                .bearer(token)
                .body("{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'" + userName
                        + "','externalId':'" + externalId + "'}")
                .send();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {'mode':'lenient'}              | tolerant or strict
        {'disabledQuirks':['no-such']}  | string-booleans
        {'state':'active'}              | name, provider, mode and disabledQuirks
        {'name':''}                     | name must be
        []                              | JSON object
        """, quoteCharacter = '"')
    void whatCannotBeSetIsRefusedWithWhatCan(String body, String told) {
        Answer refused = patch("entra", body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("detail").asText()).contains(told);
    }

    @Test
    void anotherDirectoryDoesNotExist() {
        assertThat(Http.get(GATEWAY.url() + "/api/v1/organizations/demo/directories/" + UUID.randomUUID())
                        .bearer(GATEWAY.token(new Scope.Operator()))
                        .send()
                        .status())
                .isEqualTo(404);
        assertThat(Http.get(GATEWAY.url() + "/api/v1/organizations/demo/directories/nobody/schemas")
                        .bearer(GATEWAY.token(new Scope.Operator()))
                        .send()
                        .status())
                .isEqualTo(404);
    }
}
