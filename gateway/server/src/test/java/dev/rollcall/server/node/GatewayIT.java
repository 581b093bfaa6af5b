package dev.rollcall.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.ServerKey;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.ConfigLoader;
import dev.rollcall.server.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class GatewayIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .with(Settings.SERVER_PUBLIC_URL, "forwarded")
            .with(Settings.TRUSTED_PROXIES, "127.0.0.1, 10.0.0.0/8");

    private static Gateway second(Map<String, String> environment) {
        return second(environment, GATEWAY.key());
    }

    private static Gateway second(Map<String, String> environment, ServerKey key) {
        Config config = ConfigLoader.load(
                Optional.empty(),
                environment,
                Map.of(
                        Settings.MANAGEMENT_PORT, "0",
                        Settings.SERVER_DRAIN_DELAY, "0",
                        Settings.SERVER_SHUTDOWN_GRACE, "1"));
        return Gateway.start(config, DatabaseUrl.parse(GATEWAY.databaseUrl()), key);
    }

    @Test
    void aTakenPortIsToldWithTheSettingThatChangesIt() {
        String taken = Integer.toString(GATEWAY.gateway().port());
        assertThatThrownBy(() -> second(Map.of("ROLLCALL_SERVER_PORT", taken)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("Port " + taken + " on 127.0.0.1")
                .hasMessageContaining("server.port (ROLLCALL_SERVER_PORT)");
    }

    @Test
    @DisplayName("W15: with another key than that of the database a gateway does not start")
    void anotherKeyIsNoticed(@TempDir Path folder) {
        ServerKey another = ServerKey.readOrMake(folder.resolve("server.key"));
        assertThatThrownBy(() -> second(Map.of("ROLLCALL_SERVER_PORT", "0"), another))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("The key in secret.file is not the one")
                .hasMessageContaining("--replace-key")
                .hasMessageNotContaining("Exception");
    }

    @Test
    void twoNodesServeOneDatabase() {
        try (Gateway second = second(Map.of("ROLLCALL_SERVER_PORT", "0"))) {
            String ready = "http://127.0.0.1:" + second.managementPort() + "/health/ready";
            assertThat(Http.get(ready).send().status()).isEqualTo(200);
            assertThat(second.port()).isNotEqualTo(GATEWAY.gateway().port());
        }
    }

    @Test
    void behindAProxyLocationsFollowWhatItForwards() {
        String location = Http.get(GATEWAY.scimUrl("okta") + "/ServiceProviderConfig")
                .bearer(GATEWAY.credential("okta"))
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "scim.example.com, inner.example.com")
                .send()
                .json()
                .at("/meta/location")
                .asText();
        assertThat(location).startsWith("https://scim.example.com/scim/v2/");
    }
}
