package dev.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the operator sells and sets, and what comes of it: seats, their ledger, and changes that wait for one. */
final class OrganisationCommandsIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final Path home;
    private GatewayCommands typed;

    OrganisationCommandsIT(@TempDir Path home) {
        this.home = home;
    }

    @BeforeEach
    void theOperatorSitsDown() {
        typed = new GatewayCommands(GATEWAY, home);
    }

    @Test
    void anOrganisationIsMadeListedShownAndSet() {
        assertThat(typed.run("org create acme Acme --plan enterprise --seats 40"))
                .contains("Acme (acme, ", "0 of 40 in use", "Not eligible for a directory: ");
        assertThat(typed.refused("org create acme Acme")).contains("acme");
        assertThat(typed.run("org rename Acme-Inc --org acme")).contains("Acme-Inc (acme, ");

        assertThat(typed.run("org set plan --seats 60 --org acme")).contains("Changed: nobody");
        assertThat(typed.run("org set seat-policy overflow --role guest --org acme"))
                .contains("Changed: nobody");
        assertThat(typed.run("org set unverified-domains on --org acme")).contains("Changed: nobody");
        assertThat(typed.run("org set last-admin-protection off --org acme --dry-run --json"))
                .contains("\"dryRun\":true");
        assertThat(typed.run("org show --org acme"))
                .containsPattern("plan +enterprise")
                .containsPattern("seats +0 of 60 in use")
                .containsPattern("when seats run out +overflow to guest")
                .containsPattern("unverified domains +allowed")
                .containsPattern("last admin protection +on")
                .doesNotContain("Not eligible");
        assertThat(typed.run("org show --org acme --json")).startsWith("{").contains("\"purchased\":60");

        assertThat(typed.run("org list"))
                .containsPattern("acme +Acme-Inc +enterprise +60 +0 +0")
                .contains("demo");
        assertThat(typed.run("org list --json").lines())
                .singleElement()
                .asString()
                .startsWith("{\"items\":[{\"id\":")
                .contains("\"slug\":\"acme\"");
        assertThat(typed.refused("org set seat-policy sometimes --org acme")).contains("expand, limit");
        assertThat(typed.misread("org set unverified-domains perhaps")).contains("say on or off");
        assertThat(typed.refused("org show --org nobody")).contains("nobody");
    }

    @Test
    void whoeverFindsNoSeatIsHeldAndLetIn() {
        typed.run("org set plan --seats 1");
        typed.run("org set seat-policy hold");
        String token = GATEWAY.credential("okta");
        pushed(token, "ada@demo.example");
        pushed(token, "bob@demo.example");

        assertThat(typed.run("seat usage"))
                .contains("MANAGED BY", "1 of 1 in use", "When they run out: hold")
                .containsPattern("Okta +1");
        assertThat(typed.run("hold list")).contains("KIND", "WHO").containsPattern("seat +bob@demo\\.example");
        String held = typed.run("hold list --json");
        String id = held.replaceAll("(?s).*?\"id\":\"([0-9a-f-]{36})\".*", "$1");
        assertThat(typed.run("hold show " + id)).contains("-> ");
        assertThat(typed.run("hold approve " + id + " --dry-run")).contains("Would change", "Seats 1 -> 2");
        assertThat(typed.run("hold approve " + id)).contains("bob@demo.example", "Changed: ", "Seats 1 -> 2");
        assertThat(typed.run("hold show " + id)).contains("It has ended: approved.");
        assertThat(typed.refused("hold reject " + id)).contains("The gateway refused: ");

        assertThat(typed.run("seat usage --json")).startsWith("{").contains("\"used\":2");
        assertThat(typed.run("seat ledger").lines().toList())
                .hasSize(3)
                .first()
                .asString()
                .contains("AT", "SEATS", "CAUSE", "BY");
        assertThat(typed.run("seat ledger --json --limit 1").lines())
                .singleElement()
                .asString()
                .contains("\"delta\":1", "\"balance\":2");
        assertThat(typed.refused("seat ledger --member ada@demo.example")).contains("the id of a member");
    }

    private static void pushed(String token, String name) {
        Http.request("POST", GATEWAY.scimUrl("okta") + "/Users")
                .bearer(token)
                .body("""
                    {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'%1$s',
                     'emails':[{'value':'%1$s','primary':true}],'active':true}
                    """.formatted(name))
                .send();
    }
}
