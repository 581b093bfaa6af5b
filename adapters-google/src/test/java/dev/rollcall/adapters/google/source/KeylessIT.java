package dev.rollcall.adapters.google.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.google.simulate.FederationDesk;
import dev.rollcall.adapters.google.simulate.tenant.Tenant;
import dev.rollcall.spi.pull.SetupException;
import dev.rollcall.spi.pull.SourceCheck;
import dev.rollcall.spi.pull.SourceCheck.Finding;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceException.Kind;
import dev.rollcall.spi.pull.SourceSettings;
import dev.rollcall.spi.pull.SourceSettings.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access without a key (workload identity federation), where the gateway's cloud gives it a token about itself. */
final class KeylessIT {

    private final Google google = Google.empty();

    private Path folder;
    private Path token;

    @BeforeEach
    void keyless(@TempDir Path empty) throws IOException {
        folder = empty;
        token = Files.writeString(folder.resolve("token"), FederationDesk.IDENTITY + "\n");
        google.identity = token.toString();
        google.values.remove("key");
        google.values.put("access", "keyless");
        credential(file -> {});
    }

    @AfterEach
    void stop() {
        google.close();
    }

    private void credential(Consumer<ObjectNode> change) {
        ObjectNode source = JsonNodeFactory.instance.objectNode().put("file", String.valueOf(google.identity));
        ObjectNode file = FederationDesk.credentialFile(source);
        change.accept(file);
        google.values.put("credential", file.toString());
    }

    private Finding finding() {
        return google.reader().check().await().failure().orElseThrow();
    }

    private String mistake() {
        return String.valueOf(finding().mistake());
    }

    @Test
    @DisplayName("GOOGLE-57: a token from a file is exchanged, and the service account acts for the administrator")
    void file() {
        SourceCheck check = google.reader().check().await();

        assertThat(check.findings()).extracting(Finding::step).containsExactly("token", "users", "groups", "members");
        assertThat(check.passed()).isTrue();
        assertThat(check.account()).isEqualTo(Tenant.CUSTOMER);
    }

    @Test
    @DisplayName("GOOGLE-57: a token from a URL, as a field of JSON, of the audience that the pool wants")
    void url() {
        google.identity = google.fake.identityUrl() + "?api-version=2018-02-01";
        credential(file -> {
            ObjectNode source = file.putObject("credential_source")
                    .put("url", google.fake.identityUrl() + "?api-version=2018-02-01&resource=api://pool");
            source.putObject("headers").put("Metadata", "True");
            source.putObject("format").put("type", "json").put("subject_token_field_name", "access_token");
        });

        assertThat(google.reader().check().await().passed()).isTrue();
    }

    @Test
    @DisplayName("GOOGLE-57: which of the usual mistakes was made is named")
    void mistakes() throws IOException {
        google.fake.federation().poolTrusts(false);
        assertThat(mistake()).isEqualTo("pool_refused");
        assertThat(finding().sentence()).contains("attribute condition");
        google.fake.federation().poolTrusts(true);

        google.fake.federation().mayActAs(false);
        assertThat(mistake()).isEqualTo("impersonation_missing");
        assertThat(finding().sentence()).contains("Service Account Token Creator");
        google.fake.federation().mayActAs(true);

        google.fake.federation().apiIsOff(true);
        assertThat(mistake()).isEqualTo("credentials_api_off");
        google.fake.federation().apiIsOff(false);

        google.fake.desk().delegate(List.of());
        assertThat(mistake()).isEqualTo("delegation_missing");
        assertThat(finding().sentence()).contains("Unique ID of rollcall@rollcall-fake.iam.gserviceaccount.com");
        google.fake.desk().delegate(List.of(Google.USERS, Google.GROUPS));

        Files.writeString(token, "\n");
        assertThat(mistake()).isEqualTo("identity_missing");
        Files.delete(token);
        assertThat(mistake()).isEqualTo("identity_missing");
        assertThat(finding().sentence()).doesNotContain(token.toString());
        assertThatThrownBy(() -> google.reader().users(null).await())
                .as("no one loses access while the cloud gives no token")
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INCOMPLETE));
    }

    private void assertRefused(String field, String part) {
        assertThatThrownBy(google::reader).isInstanceOfSatisfying(SetupException.class, e -> {
            assertThat(e.field()).isEqualTo(field);
            assertThat(e.sentence()).contains(part).doesNotContain(folder.toString());
        });
    }

    @Test
    @DisplayName("GOOGLE-57, GOOGLE-58: a file that names another place sends the gateway nowhere")
    void otherPlaces() {
        credential(file -> file.putObject("credential_source").put("file", "/etc/passwd"));
        assertRefused("credential", "credential_source");
        credential(file -> file.putObject("credential_source").put("file", google.identity + "/../other"));
        assertRefused("credential", "credential_source");
        credential(file -> file.putObject("credential_source").put("url", "http://169.254.169.254/latest/"));
        assertRefused("credential", "credential_source");
        credential(file -> file.putObject("credential_source")
                .put("file", google.identity)
                .put("url", "http://169.254.169.254/latest/"));
        assertRefused("credential", "credential_source");
        credential(file ->
                file.putObject("credential_source").putObject("executable").put("command", "id"));
        assertRefused("credential", "credential_source");
        credential(file -> file.putObject("credential_source").put("environment_id", "aws1"));
        assertRefused("credential", "credential_source");
        google.identity = google.fake.identityUrl();
        credential(file -> file.putObject("credential_source").put("url", google.identity + "/../../secrets?x=1"));
        assertRefused("credential", "credential_source");

        google.identity = token.toString();
        for (String url : List.of("https://evil.example/v1/token", "http://127.0.0.1/")) {
            credential(file -> file.put("token_url", url));
            assertThat(google.reader().check().await().passed())
                    .as("where tokens are exchanged is not read from the file")
                    .isTrue();
            credential(file -> file.put("service_account_impersonation_url", url));
            assertRefused("credential", "service account");
        }
    }

    @Test
    @DisplayName("GOOGLE-57: what is pasted instead of a credential file is recognised as something else, and never"
            + " repeated")
    void pasted() {
        for (String text : List.of("nonsense-secret", "{}", google.fake.keyFile(), "[]", "null")) {
            google.values.put("credential", text);
            assertThatThrownBy(google::reader).isInstanceOfSatisfying(SetupException.class, e -> {
                assertThat(e.field()).isEqualTo("credential");
                assertThat(e.sentence()).doesNotContain("nonsense-secret", "PRIVATE KEY");
            });
        }
        credential(file -> file.put("audience", "//iam.googleapis.com/projects/1/../x"));
        assertRefused("credential", "audience");
        credential(file -> file.put("subject_token_type", "urn:ietf:params:aws:token-type:aws4_request"));
        assertRefused("credential", "OpenID Connect");
        google.values.remove("credential");
        assertRefused("credential", "missing");
        credential(file -> {});
        google.identity = null;
        assertRefused("access", "pull.identity-token");
    }

    @Test
    @DisplayName("GOOGLE-58: without a key the administrator's domain has to be the organisation's")
    void domain() {
        SourceSettings settings =
                new SourceSettings(google.values, null, null, new Pace(60, Duration.ofSeconds(1)), "", google.identity);

        assertThat(new GoogleSource().domainToProve(settings)).contains("fake.example");
        google.values.remove("admin");
        assertRefused("admin", "verified");
        google.values.put("admin", "root@fake.example").put("access", "service_account");
        google.values.put("key", google.fake.keyFile());
        assertThat(new GoogleSource()
                        .domainToProve(
                                new SourceSettings(google.values, null, null, new Pace(60, Duration.ofSeconds(1)))))
                .isEmpty();
    }
}
