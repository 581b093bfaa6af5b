package dev.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a directory without users shows: no user, except to a connection test that takes that for a failure. */
final class EmptyDirectoryIT {

    private static final String PROBE = "/Users?startIndex=1&count=2";

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final Map<String, String> TOKENS = new HashMap<>();

    @BeforeAll
    static void issue() {
        List.of("okta", "entra").forEach(provider -> TOKENS.put(provider, GATEWAY.credential(provider)));
    }

    private static JsonNode list(String provider, String target) {
        return Http.get(GATEWAY.scimUrl(provider) + target)
                .bearer(TOKENS.get(provider))
                .send()
                .json();
    }

    @Test
    void theConnectionTestOfOktaFindsSomebodyUntilThereIsSomebody() {
        JsonNode guest = list("okta", PROBE);
        assertThat(guest.path("totalResults").asInt()).isEqualTo(1);
        assertThat(guest.at("/Resources/0/name/givenName").asText()).isEqualTo("Connection");
        assertThat(guest.at("/Resources/0/emails/0/value").asText()).isNotEmpty();
        assertThat(guest.at("/Resources/0/active").asBoolean(true)).isFalse();

        assertThat(Http.request("POST", GATEWAY.scimUrl("okta") + "/Users")
                        .bearer(TOKENS.get("okta"))
                        .body("{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'ada'}")
                        .send()
                        .status())
                .isEqualTo(201);
        assertThat(list("okta", PROBE).path("Resources").findValuesAsText("userName"))
                .containsExactly("ada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Users?startIndex=1&count=100",
                "/Users?startIndex=3&count=2",
                "/Users?filter=userName%20eq%20%22connection-test%22&startIndex=1&count=2",
                "/Groups?startIndex=1&count=2"
            })
    void nobodyElseSeesTheGuest(String target) {
        assertThat(list("okta", target).path("Resources").findValuesAsText("userName"))
                .doesNotContain("connection-test");
    }

    @Test
    void otherProvidersAreToldTheTruth() {
        assertThat(list("entra", PROBE).path("totalResults").asInt()).isZero();
    }
}
