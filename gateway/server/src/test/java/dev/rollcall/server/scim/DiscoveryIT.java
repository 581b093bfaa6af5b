package dev.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.config.Settings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7644 section 4. */
final class DiscoveryIT {

    @RegisterExtension
    static final RunningGateway GATEWAY =
            new RunningGateway().with(Settings.SERVER_PUBLIC_URL, "https://scim.example.com");

    private static String token;

    @BeforeAll
    static void issue() {
        token = GATEWAY.credential("entra");
    }

    private static Answer get(String path) {
        return Http.get(GATEWAY.scimUrl("entra") + path).bearer(token).send();
    }

    @Test
    void listsHoldAllThereIs() {
        JsonNode types = get("/ResourceTypes").json();
        assertThat(types.path("totalResults").asInt()).isEqualTo(2);
        assertThat(types.path("Resources").findValuesAsText("name")).containsExactly("User", "Group");

        JsonNode schemas = get("/Schemas").json();
        assertThat(schemas.path("Resources")).hasSize(3);
        for (JsonNode schema : schemas.path("Resources")) {
            Answer one = get("/Schemas/" + schema.path("id").asText());
            assertThat(one.status()).isEqualTo(200);
            assertThat(one.json()).isEqualTo(schema);
        }
        assertThat(get("/ResourceTypes/Group").json()).isEqualTo(types.at("/Resources/1"));
    }

    @Test
    void locationsHaveTheOriginThatClientsSee() {
        String base =
                "https://scim.example.com/scim/v2/" + GATEWAY.directory("entra").id();
        JsonNode config = get("/ServiceProviderConfig").json();
        assertThat(config.at("/meta/location").asText()).isEqualTo(base + "/ServiceProviderConfig");
        assertThat(config.at("/patch/supported").asBoolean()).isTrue();
        assertThat(get("/ResourceTypes/User").json().at("/meta/location").asText())
                .isEqualTo(base + "/ResourceTypes/User");
    }

    @Test
    void aFilterIsRefused() {
        assertThat(get("/Schemas?filter=x").status()).isEqualTo(403);
        assertThat(get("/Schemas?startIndex=2").status()).isEqualTo(200);
        assertThat(get("/Schemas/urn:nothing").status()).isEqualTo(404);
        assertThat(get("/ResourceTypes/Robot").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//ServiceProviderConfig", "/ServiceProviderConfig/", "//ServiceProviderConfig//"})
    void slashesTooManyAreForgiven(String path) {
        assertThat(get(path).status()).isEqualTo(200);
    }
}
