package dev.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.config.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In a directory above {@code server.scan-limit}: what an index serves is answered, and the rest refused with what to ask instead. */
final class ScanLimitIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway().with(Settings.SERVER_SCAN_LIMIT, "3");

    private static String token;

    @BeforeAll
    static void fiveUsersAndAGroup() {
        token = GATEWAY.credential("okta");
        for (int i = 0; i < 5; i++) {
            String user = "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'u" + i
                    + "@demo.example','externalId':'x" + i + "','displayName':'Person " + i
                    + "','name':{'familyName':'Müller" + i + "'},'title':'Boss','active':" + (i > 0)
                    + ",'emails':[{'value':'mail" + i + "@demo.example'}],"
                    + "'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'department':'Sales " + i % 2
                    + "'}}";
            assertThat(request("POST", "/Users").body(user).send().status()).isEqualTo(201);
        }
        String group = "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],'displayName':'Crew'}";
        assertThat(request("POST", "/Groups").body(group).send().status()).isEqualTo(201);
    }

    private static Http request(String method, String path) {
        return Http.request(method, GATEWAY.scimUrl("okta") + path).bearer(token);
    }

    private static Answer find(String filter) {
        return request("GET", "/Users?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8))
                .send();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "userName eq \"U1@demo.example\" | 1",
                "userName eq \"u1@demo.example\" or emails.value eq \"mail2@demo.example\" | 2",
                "userName eq \"u1@demo.example\" or userName eq \"u1@demo.example\" or externalId eq \"x1\" | 1",
                "emails[value eq \"mail1@demo.example\" or value eq \"MAIL3@demo.example\"] | 2",
                "displayName eq \"person 3\" | 1",
                "displayName eq \"nobody\" | 0",
                "name.familyName eq \"MÜLLER4\" | 1",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"sales 1\" | 2",
                "department eq \"sales 0\" and title eq \"Boss\" | 3",
                "userName sw \"u\" | 5",
                "userName ge \"u3\" | 2",
                "active eq true | 4",
                "active eq false | 1",
                "active eq false and title co \"oss\" | 1",
                "meta.lastModified gt \"2020-01-01T00:00:00Z\" | 5",
                "meta.lastModified gt \"2999-01-01T00:00:00Z\" | 0",
                "meta.lastModified lt \"2020-01-01T00:00:00Z\" or userName eq \"u2@demo.example\" | 1",
            })
    void whatAnIndexServesIsAnswered(String filter, int total) {
        Answer answer = find(filter);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("totalResults").asInt()).isEqualTo(total);
        assertThat(answer.json().path("Resources")).hasSize(total);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title eq \"Boss\"",
                "userName co \"1\"",
                "not (userName eq \"u1@demo.example\")",
                "userName eq \"u1@demo.example\" or title eq \"Boss\"",
                "title pr",
                "userName sw \"u\" and title pr"
            })
    void whatNoneServesIsRefusedAndToldWhatToAskInstead(String filter) {
        Answer answer = find(filter);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("scimType").asText()).isEqualTo("tooMany");
        assertThat(answer.json().path("detail").asText()).contains("/Users", "3 resources", "emails.value with eq");
    }

    @Test
    void soIsAnOrderThatNoIndexHas() {
        Answer answer = request("GET", "/Users?sortBy=title").send();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("scimType").asText()).isEqualTo("tooMany");
        assertThat(answer.json().path("detail").asText()).contains("sortBy", "userName", "meta.lastModified");
        for (String by : new String[] {"userName", "meta.lastModified", "meta.lastModified&sortOrder=descending"}) {
            assertThat(request("GET", "/Users?sortBy=" + by).send().json().path("Resources"))
                    .hasSize(5);
        }
    }

    @Test
    void aSmallDirectoryIsLookedThroughForAnyFilter() {
        Answer groups = request("GET", "/Groups?filter=displayName+co+%22re%22&sortBy=externalId")
                .send();
        assertThat(groups.json().path("totalResults").asInt()).isEqualTo(1);
    }
}
