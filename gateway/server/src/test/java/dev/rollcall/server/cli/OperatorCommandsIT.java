package dev.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.RunningGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Roles that the operator defines, authentication, recovery, events and links, from the command line. */
final class OperatorCommandsIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final Path home;
    private final GatewayCommands typed;

    OperatorCommandsIT(@TempDir Path home) {
        this.home = home;
        this.typed = new GatewayCommands(GATEWAY, home);
    }

    @Test
    void aRoleIsDefinedDescribedAndRemoved() {
        assertThat(typed.run("role defined add viewer --no-seat --description Reads"))
                .containsPattern("viewer +not needed +no +Reads");
        assertThat(typed.run("role defined list"))
                .containsPattern("admin +needed +yes")
                .contains("viewer");
        assertThat(typed.run("role defined list --json")).contains("{\"name\":\"viewer\"");
        assertThat(typed.run("role defined describe viewer Looks")).contains("Looks");
        typed.run("role add okta Viewers viewer --position 1");
        assertThat(typed.run("role defined uses viewer")).contains("1 role assignments");
        assertThat(typed.refused("role defined remove viewer")).contains("is used by 1 role assignments");
        typed.run("role remove okta 1");
        assertThat(typed.run("role defined remove viewer")).isEqualTo("Removed viewer.\n");
        assertThat(typed.refused("role defined remove admin")).contains("built in");

        assertThat(typed.run("audit --installation --subject viewer"))
                .contains("define_role", "describe_role", "delete_role");
    }

    @Test
    @DisplayName("Issue 14: an expression gives a role, is foreseen and changed, and refused with line and column")
    void anExpressionGivesARole() {
        String lead = "user.title.startsWith(\"Lead\")";
        assertThat(typed.run("role when okta admin --position 1 --dry-run --expression " + lead))
                .isNotBlank();
        assertThat(typed.run("role list okta")).doesNotContain(lead);
        typed.run("role when okta admin --position 1 --expression " + lead);
        assertThat(typed.run("role list okta")).contains(lead + " holds");
        typed.run("role change okta 1 --expression user.title==\"Head\"");
        assertThat(typed.run("role list okta"))
                .contains("user.title==\"Head\" holds")
                .doesNotContain(lead);
        typed.run("role change okta 1 guest --when title=Head --when title=Lead");
        assertThat(typed.run("role list okta")).containsPattern("title is \"Head\" or \"Lead\" +guest");
        assertThat(typed.refused("role when okta admin --expression user.title"))
                .contains("when.expression: line 1, column 1: A condition must be true or false");
        assertThat(typed.refused("role change okta 1 --expression user.shoe==9"))
                .contains("line 1, column 5: \"shoe\" is not an attribute of a user in this directory");
        assertThat(typed.refused("role when okta admin title=Lead --expression true"))
                .contains("Give either attributes with their values or an expression");
        assertThat(typed.refused("role when okta admin")).contains("Say for which users");
        assertThat(typed.refused("role change okta 1")).contains("Say what to change");
        assertThat(typed.run("role attributes okta")).contains("ATTRIBUTE", "Counted among the newest");
        typed.run("role remove okta 1");
    }

    /** W25: {@code role defined add NAME} alone; W28. */
    @Test
    void aRoleNeedsNoDescriptionAndIsNotCalledNone() {
        assertThat(typed.run("role defined add auditor")).containsPattern("auditor +needed +no");
        typed.run("role defined remove auditor");
        assertThat(typed.refused("role defined add none")).contains("means no access");
        assertThat(typed.run("role default okta NONE")).isNotBlank();
        assertThat(typed.run("role default okta member")).isNotBlank();
    }

    /** W10: words that the gateway knows are typed in any letter case. */
    @Test
    void wordsHaveNoLetterCase() {
        assertThat(typed.run("org set seat-policy LIMIT")).isNotBlank();
        assertThat(typed.run("org set seat-policy Expand")).isNotBlank();
        assertThat(typed.run("org set plan --plan Enterprise --seats 60")).isNotBlank();
        assertThat(typed.run("member list --status ACTIVE")).isNotBlank();
        assertThat(typed.run("audit --action SET_PLAN")).contains("set_plan");
        assertThat(typed.run("seat ledger --cause Provisioned")).isNotBlank();
        assertThat(typed.run("directory create CUSTOM --name Spelling")).contains("Spelling");
        assertThat(typed.run("directory set Spelling --mode STRICT")).contains("strict");
        assertThat(typed.run("directory authentication set Spelling --allow TOKEN"))
                .contains("token");
        assertThat(typed.run("sign-in --purpose Members")).contains("/console/sign-in#");
        assertThat(typed.run("directory deactivate entra --members Suspend --dry-run"))
                .isNotBlank();
        assertThat(typed.run("org set unverified-domains ON --dry-run")).isNotBlank();
    }

    @Test
    void theAuthenticationOfADirectoryIsShownAndSet() throws IOException {
        assertThat(typed.run("directory authentication show entra"))
                .containsPattern("Allowed methods +.*token")
                .contains("/oauth/");
        assertThat(typed.run("directory authentication set entra --allow token,client_secret"))
                .containsPattern("Allowed methods +token, client_secret\\n");
        Path issuers = Files.writeString(home.resolve("issuers.json"), """
            [{"use": "workload_identity", "issuer": "https://cloud.example", "subject": "job", "audiences": ["rollcall"],
              "jwksUrl": "https://cloud.example/keys"}]
            """);
        assertThat(typed.refused("directory authentication set entra --issuers " + issuers))
                .contains("issuers[0].jwksUrl");
        assertThat(typed.refused("directory authentication set entra")).contains("--allow METHODS");
        assertThat(typed.refused("directory authentication set entra --allow carrier_pigeon"))
                .contains("issued_token");
        assertThat(typed.run("directory health entra")).startsWith("waiting: ").contains("last request");
        assertThat(typed.run("directory health entra --json")).startsWith("{\"state\":\"waiting\"");
    }

    @Test
    void whoseAnAddressIsIsDecided() {
        typed.run("org create rival Rival --plan enterprise --seats 50");
        typed.run("member invite ceo@wanted.example --org rival");
        typed.run("domain attest wanted.example");
        String line = typed.run("conflict list --domain wanted.example --json");
        assertThat(line).contains("\"state\":\"open\"", "\"organization\":\"rival\"");
        String id = line.replaceAll("(?s).*?\"id\":\"([0-9a-f-]{36})\".*", "$1");
        assertThat(typed.run("conflict keep " + id + " --until 2090-01-31T00:00:00Z"))
                .contains("Changed: ");
        assertThat(typed.run("conflict list")).containsPattern("ceo@wanted\\.example +rival +demo +no +kept +2090");
        assertThat(typed.run("conflict release " + id + " --dry-run")).contains("Would change: 1 removed");
        assertThat(typed.run("conflict release " + id)).contains("Changed: 1 removed");
        assertThat(typed.refused("conflict release " + id)).contains("There is no conflict");
    }

    @Test
    void anAdminForATimeIsGrantedListedAndEnded() {
        assertThat(typed.run("recovery grant ada@demo.example --reason Lost --hours 2"))
                .contains("ada@demo.example", "Until ", "-> Assign the role admin");
        assertThat(typed.run("recovery list")).containsPattern("ada@demo\\.example +\\S+ +test +Lost");
        assertThat(typed.run("recovery end ada@demo.example")).contains("Changed: ");
        assertThat(typed.refused("recovery end ada@demo.example")).contains("./rollcall recovery list");
        assertThat(typed.misread("recovery grant ada@demo.example")).contains("--reason");

        assertThat(typed.run("events")).contains("SEQ", "recovery.granted", "recovery.ended");
        assertThat(typed.run("events --limit 1 --json").lines())
                .singleElement()
                .asString()
                .startsWith("{\"items\":[{\"seq\":1");
    }

    @Test
    @DisplayName("M10: operator tokens are issued, listed and revoked by command")
    void anOperatorTokenIsIssuedListedAndRevoked() {
        String token = typed.run("operator-token issue export --read-only --valid-for-days 7")
                .strip();
        assertThat(token.split("\\.", -1)).hasSize(3);
        assertThat(typed.run("operator-token list")).contains("export", "read-only:operator", "valid");
        String issued = typed.run("operator-token issue robot --json");
        String id = issued.substring("{\"id\":\"".length(), "{\"id\":\"".length() + 36);
        assertThat(typed.run("operator-token revoke " + id)).contains("Revoked " + id);
        assertThat(typed.run("operator-token list --json"))
                .containsPattern("\"id\":\"" + id + "\"[^{}]*\"state\":\"revoked\"");
    }

    @Test
    void aLinkIsIssuedAsTheApiAnswersItAndRevoked() {
        String issued = typed.run("sign-in --subject eve --json");
        assertThat(issued).startsWith("{\"id\":").contains("\"subject\":\"eve\"", "/console/sign-in#");
        String id = issued.substring("{\"id\":\"".length(), "{\"id\":\"".length() + 36);
        assertThat(typed.run("sign-in revoke " + id + " --json")).isEmpty();
        assertThat(typed.run("sign-in list")).contains("revoked");
    }

    @Test
    void sessionsAreListedAndEnded() {
        GATEWAY.session();
        String line = typed.run("session list --subject ada --json");
        assertThat(line).contains("\"subject\":\"ada\"", "\"role\":\"owner\"");
        String id = line.replaceAll("(?s).*?\"id\":\"([0-9a-f-]{36})\".*", "$1");
        assertThat(typed.run("session list")).contains(id, "owner");
        assertThat(typed.run("session end " + id)).isEqualTo("Ended " + id + ".\n");
        GATEWAY.session();
        assertThat(typed.run("session end --all --subject ada")).isEqualTo("Sessions ended: 1\n");
        assertThat(typed.run("session end --all --operator --json")).isEqualTo("{\"ended\":0}\n");
        assertThat(typed.refused("session end")).contains("Say which session to end");
        assertThat(typed.refused("session end " + id + " --all")).contains("Say which session to end");
    }
}
