package dev.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.config.Settings;
import dev.rollcall.testkit.dns.TestDnsServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The walk of docs/domains.md, as people type it. */
final class DomainCommandsIT {

    private static final TestDnsServer DNS = TestDnsServer.start();

    @RegisterExtension
    static final RunningGateway GATEWAY =
            new RunningGateway().with(Settings.DNS_RESOLVER, DNS.address()).with(Settings.DNS_TIMEOUT, "1");

    private final Path home;

    DomainCommandsIT(@TempDir Path home) {
        this.home = home;
    }

    @AfterAll
    static void end() {
        DNS.close();
    }

    @Test
    void aDomainIsClaimedCheckedAttestedAndReleased() {
        GatewayCommands typed = new GatewayCommands(GATEWAY, home);
        assertThat(typed.run("domain claim acme.example"))
                .contains("acme.example: claimed", "_rollcall.acme.example  TXT  rollcall-verification=");
        assertThat(typed.run("domain check acme.example")).contains("acme.example: claimed", "found");
        assertThat(typed.run("domain attest acme.example --dry-run")).contains("Would be verified: acme.example");
        assertThat(typed.run("domain attest acme.example --json")).contains("\"dryRun\":false");
        assertThat(typed.run("domain list"))
                .contains("DOMAIN", "STATE", "demo.example")
                .containsPattern("acme\\.example +verified");
        assertThat(typed.run("domain list --json").lines())
                .singleElement()
                .asString()
                .startsWith("{\"items\":[{\"name\":")
                .contains("\"acme.example\"");
        assertThat(typed.run("domain release acme.example")).contains("Released: acme.example");
        assertThat(typed.run("domain list")).doesNotContain("acme.example");
        assertThat(typed.refused("domain check acme.example")).contains("acme.example");
    }
}
