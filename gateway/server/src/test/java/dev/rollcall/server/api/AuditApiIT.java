package dev.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who changed what, read over HTTP after it was done over HTTP. */
final class AuditApiIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static String credential;

    @BeforeAll
    static void issueCredential() {
        credential = GATEWAY.credential("okta");
    }

    private static Http api(String method, String path) {
        return Http.request(method, GATEWAY.url() + "/api/v1/organizations/demo" + path)
                .bearer(GATEWAY.token(new Scope.Operator()));
    }

    private static JsonNode audit(String query) {
        return api("GET", "/audit" + query).send().json();
    }

    private static String directory() {
        return "/directories/" + GATEWAY.directory("okta").id();
    }

    private static Answer createUser(String name) {
        return Http.request("POST", GATEWAY.scimUrl("okta") + "/Users")
                .bearer(credential)
                .body("{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'" + name + "'}")
                .send();
    }

    @Test
    void aScimWriteIsFoundByItsRequestAndByItsSubject() {
        Answer created = createUser("ada@demo.example");
        String id = created.json().path("id").asText();

        JsonNode entry =
                audit("?request=" + created.header("Rollcall-Request-Id")).at("/items/0");
        assertThat(entry.path("action").asText()).isEqualTo("create_user");
        assertThat(entry.at("/actor/kind").asText()).isEqualTo("directory");
        assertThat(entry.at("/actor/name").asText()).isEqualTo("Okta");
        assertThat(entry.at("/subject/id").asText()).isEqualTo(id);
        assertThat(entry.path("before").isNull()).isTrue();
        assertThat(entry.at("/after/userName").asText()).isEqualTo("ada@demo.example");
        assertThat(audit("?subject=" + id).path("items")).containsExactly(entry);
        assertThat(audit("?action=create_user&directory="
                                + GATEWAY.directory("okta").id())
                        .path("items"))
                .contains(entry);
        assertThat(audit("?action=create_user&directory="
                                + GATEWAY.directory("entra").id())
                        .path("items"))
                .isEmpty();
    }

    @Test
    void whatAdministratorsDoIsToldFromWhatToWhatWithoutSecrets() {
        Answer issued = api("POST", directory() + "/credentials").send();
        String id = issued.json().path("id").asText();
        String token = issued.json().path("token").asText();
        api("DELETE", directory() + "/credentials/" + id).send();
        api("DELETE", directory() + "/credentials/" + id).send();
        api("PATCH", directory()).body("{'name':'Okta, renamed'}").send();
        api("PATCH", directory()).body("{'name':'Okta'}").send();
        api("PUT", "/plan").body("{'plan':'enterprise','purchasedSeats':6000}").send();

        JsonNode ofCredential = audit("?subject=" + id).path("items");
        assertThat(ofCredential).hasSize(2);
        assertThat(ofCredential.at("/0/action").asText()).isEqualTo("revoke_credential");
        assertThat(ofCredential.at("/1/after/prefix").asText()).startsWith("rc_");
        assertThat(audit("?limit=1000").toString()).doesNotContain(token);

        JsonNode renamed = audit("?action=change_directory").path("items");
        assertThat(renamed.at("/1/before")).hasToString("{\"name\":\"Okta\"}");
        assertThat(renamed.at("/1/after")).hasToString("{\"name\":\"Okta, renamed\"}");
        assertThat(renamed.at("/1/actor/name").asText()).isEqualTo("test");
        assertThat(audit("?action=set_plan&actor=test")
                        .at("/items/0/after/purchasedSeats")
                        .asInt())
                .isEqualTo(6000);
        assertThat(audit("?action=set_plan&actor=nobody").path("items")).isEmpty();
    }

    @Test
    void pagesAreNewestFirstAndLoseNothing() {
        for (int i = 0; i < 7; i++) {
            createUser("page" + i + "@demo.example");
        }
        List<String> all = ids(audit("?limit=1000"));
        List<String> paged = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = audit("?limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            paged.addAll(ids(page));
            cursor = page.path("next").textValue();
        }
        assertThat(paged).isEqualTo(all);

        Instant now = Instant.now();
        assertThat(audit("?since=" + now.plusSeconds(60)).path("items")).isEmpty();
        assertThat(ids(audit("?limit=1000&since=2020-01-01T00:00:00Z&until=" + now.plusSeconds(60))))
                .isEqualTo(all);
        assertThat(audit("?until=2020-01-01T00:00:00Z").path("items")).isEmpty();
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("items").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cursor=x", "cursor=2020-01-01_x", "since=yesterday", "directory=okta", "request=1", "limit=0"})
    void aFilterThatCannotBeReadIsRefused(String query) {
        Answer answer = api("GET", "/audit?" + query).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).contains(query.substring(0, query.indexOf('=')));
    }
}
