package dev.rollcall.server.version;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** W11: which build runs is told by the API, by the description of the API and by the metrics. */
final class VersionIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final Version RUNNING = Version.current();

    @Test
    @DisplayName("W11: the API tells the build to every client that is signed in")
    void theApiTellsTheBuild() {
        Http request = Http.get(GATEWAY.url() + "/api/v1/version");
        assertThat(request.send().status()).isEqualTo(401);
        JsonNode shown = request.bearer(GATEWAY.token(
                        new Scope.Organisation(GATEWAY.demo().organisation().id())))
                .send()
                .json();
        assertThat(shown.path("version").asText()).isEqualTo(RUNNING.number());
        assertThat(shown.path("revision").asText()).isEqualTo(RUNNING.revision());
        assertThat(shown.path("javaVersion").asText())
                .isEqualTo(Runtime.version().toString());
    }

    @Test
    @DisplayName("W11: info.version of the description is the gateway's, and what it points to is served")
    void theDescriptionIsOfThisVersion() {
        JsonNode info =
                Http.get(GATEWAY.url() + "/api/v1/openapi.json").send().json().path("info");
        assertThat(info.path("version").asText()).isEqualTo(RUNNING.number());
        String[] places = info.path("description").asText().split("`", -1);
        int followed = 0;
        for (String place : places) {
            if (place.startsWith("/")) {
                assertThat(Http.get(GATEWAY.url() + place).send().status())
                        .as(place)
                        .isEqualTo(200);
                followed++;
            }
        }
        assertThat(followed).isGreaterThanOrEqualTo(2);
        assertThat(info.path("description").asText()).doesNotContain(".md");
    }

    @Test
    @DisplayName("W11: rollcall_build_info is a metric")
    void theMetricsTellTheBuild() {
        assertThat(Http.get(GATEWAY.managementUrl() + "/metrics").send().body())
                .contains("# HELP rollcall_build_info ")
                .containsPattern("rollcall_build_info\\{java=\"[^\"]+\",revision=\"" + RUNNING.revision()
                        + "\",version=\"" + RUNNING.number() + "\"\\} 1");
    }

    @ParameterizedTest
    @CsvSource({
        "0.1.0, 0a1b2c3, false, Rollcall 0.1.0 (revision 0a1b2c3",
        "0.1.0, 0a1b2c3, true, Rollcall 0.1.0 (revision 0a1b2c3-dirty",
        "0.1.0, ${git.commit.id.abbrev}, ${git.dirty}, Rollcall 0.1.0 (revision unknown",
        "${project.version}, ${git.commit.id.abbrev}, ${git.dirty}, Rollcall development (revision unknown",
    })
    @DisplayName("W11: what the build did not fill in is said to be unknown")
    void aBuildSaysWhatItKnows(String version, String revision, String dirty, String told) {
        Properties build = new Properties();
        build.setProperty("version", version);
        build.setProperty("revision", revision);
        build.setProperty("dirty", dirty);
        assertThat(Version.of(build, "17").toString()).isEqualTo(told + ", Java 17)");
    }
}
