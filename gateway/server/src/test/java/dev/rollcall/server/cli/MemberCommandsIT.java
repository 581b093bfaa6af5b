package dev.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.RunningGateway;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Members by hand, and what the audit then tells. */
final class MemberCommandsIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final Path home;

    MemberCommandsIT(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void aMemberIsInvitedListedShownAndRemoved() {
        GatewayCommands typed = new GatewayCommands(GATEWAY, home);
        assertThat(typed.run("member invite ada@demo.example --name Ada --role admin"))
                .contains("ada@demo.example", "Seats 0 -> 1, admins 0 -> 1");
        typed.run("member invite bob@demo.example");

        assertThat(typed.run("member list"))
                .contains("MEMBER", "ada@demo.example", "bob@demo.example", "by hand", "2 of 2 members shown")
                .isEqualTo(typed.run("members"));
        assertThat(typed.run("member list --role admin"))
                .contains("ada@", "1 of 2")
                .doesNotContain("bob@");
        assertThat(typed.run("member list --text bob --json").lines())
                .singleElement()
                .asString()
                .startsWith("{")
                .contains("\"email\":\"bob@demo.example\"");
        assertThat(typed.run("member list --limit 1")).contains("1 of 2 members shown");

        assertThat(typed.run("member show ada@demo.example"))
                .containsSubsequence("ada@demo.example, Ada (", "role", "admin", "seat", "yes", "invited by hand");
        assertThat(typed.run("member show ada@demo.example --json"))
                .startsWith("{")
                .contains("\"role\":\"admin\"");
        assertThat(typed.refused("member show eve@demo.example"))
                .contains("eve@demo.example is no member", "./rollcall member why eve@demo.example");
        assertThat(typed.refused("member list --status absent")).contains("status");

        assertThat(typed.run("member remove bob@demo.example")).contains("Seats 2 -> 1");
        assertThat(typed.run("audit --action invite")).contains("WHO", "ACTION", "invite", "test");
        assertThat(typed.run("audit --limit 1 --json").lines())
                .singleElement()
                .asString()
                .startsWith("{")
                .contains("\"action\":\"remove_member\"");
        assertThat(typed.refused("audit --since yesterday")).contains("since");
    }
}
