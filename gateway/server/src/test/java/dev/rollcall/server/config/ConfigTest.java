package dev.rollcall.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigTest {

    private final Path folder;

    ConfigTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theEnvironmentWinsOverTheFileAndTheCommandLineOverBoth() throws IOException {
        Path file = file("server.port = 1001", "server.host: a.example", "log.level=warn");
        Map<String, String> environment =
                Map.of("ROLLCALL_SERVER_PORT", "1002", "ROLLCALL_LOG_LEVEL", "error", "PATH", "/bin");

        Config config = ConfigLoader.load(Optional.of(file), environment, Map.of(Settings.SERVER_PORT, "1003"));

        assertThat(config.get(Settings.SERVER_PORT)).isEqualTo(1003);
        assertThat(config.get(Settings.LOG_LEVEL)).isEqualTo("error");
        assertThat(config.get(Settings.SERVER_HOST)).isEqualTo("a.example");
        assertThat(config.get(Settings.AUTH_CACHE)).isEqualTo(5);
        assertThat(config.isSet(Settings.AUTH_CACHE)).isFalse();
    }

    @Test
    void aFileCanBeNamedByTheEnvironment() throws IOException {
        Path file = file("server.port=1001");
        Config config = ConfigLoader.load(Optional.empty(), Map.of("ROLLCALL_CONFIG", file.toString()), Map.of());
        assertThat(config.get(Settings.SERVER_PORT)).isEqualTo(1001);
    }

    @Test
    void whatTellsCommandsWhichGatewayToAskMayStandInTheEnvironmentOfOne() {
        Config config = ConfigLoader.load(
                Optional.empty(),
                Map.of(
                        "ROLLCALL_URL",
                        "https://rollcall.example",
                        "ROLLCALL_TOKEN",
                        "x",
                        "ROLLCALL_SERVER_PORT",
                        "1003"),
                Map.of());
        assertThat(config.get(Settings.SERVER_PORT)).isEqualTo(1003);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/var/run/secrets/token", "http://169.254.169.254/token?audience=x", "https://id.example/t"})
    void aTokenIsFetchedFromAFileOrAUrl(String place) {
        Config config = ConfigLoader.load(Optional.empty(), Map.of("ROLLCALL_PULL_IDENTITY_TOKEN", place), Map.of());
        assertThat(config.get(Settings.PULL_IDENTITY)).contains(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "./token", "~/token", "file:///token", "http://", "169.254.169.254/token"})
    void aPlaceThatIsNeitherIsToldAtTheStart(String place) {
        ConfigException refused = catchThrowableOfType(
                ConfigException.class,
                () -> ConfigLoader.load(Optional.empty(), Map.of("ROLLCALL_PULL_IDENTITY_TOKEN", place), Map.of()));
        assertThat(refused)
                .hasMessageContaining("use the absolute path of a file such as /var/run/secrets/token, or a URL");
    }

    @Test
    void allProblemsAreToldAtOnceWithPlaceAndSuggestion() throws IOException {
        Path file = file(
                "# comment \\",
                "",
                "sever.port = 80",
                "server.port = eighty",
                "log.format = \\",
                "  xml",
                "log.format=json");

        assertThat(problems(file, Map.of("ROLLCALL_SERVR_HOST", "x", "ROLLCALL_QQQ", "x")))
                .containsExactly(
                        "Unknown setting \"sever.port\" in rollcall.properties line 3: did you mean \"server.port\"?",
                        "The value \"eighty\" of \"server.port\" in rollcall.properties line 4 cannot be used: use a"
                                + " whole number from 0 to 65535.",
                        "The value \"xml\" of \"log.format\" in rollcall.properties line 5 cannot be used: use one of"
                                + " json, text.",
                        "Setting \"log.format\" appears twice in rollcall.properties, on lines 5 and 7: remove one.",
                        "Unknown setting \"ROLLCALL_QQQ\" in the environment: see docs/settings.md for all there are.",
                        "Unknown setting \"ROLLCALL_SERVR_HOST\" in the environment: did you mean"
                                + " \"ROLLCALL_SERVER_HOST\"?");
    }

    @Test
    void secretValuesAreNeverShown() throws IOException {
        assertThat(problems(file(), Map.of("ROLLCALL_DATABASE_URL", "mysql://me:hush@host/db")))
                .singleElement()
                .asString()
                .contains("\"database.url\" from ROLLCALL_DATABASE_URL")
                .doesNotContain("hush");
    }

    @Test
    void whatIsWrongOfSharedAttributesIsToldWithTheReason() throws IOException {
        assertThat(problems(file("members.shared-attributes=title,password"), Map.of()))
                .containsExactly(
                        "The value \"title,password\" of \"members.shared-attributes\" in rollcall.properties line 1"
                                + " cannot be used: \"password\" is a secret, judging by its name, and secrets are "
                                + "not shared; use"
                                + " attributes such as title, name.familyName, emails[primary eq true].value or"
                                + " urn:example:2.0:User:costCenter, with commas between them.");
        assertThat(problems(file("members.shared-attributes=titel"), Map.of()))
                .singleElement()
                .asString()
                .contains("\"titel\" is not an attribute of a user; the attributes are userName, name,");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(problems(folder.resolve("nowhere.properties"), Map.of()))
                .singleElement()
                .asString()
                .contains("nowhere.properties does not exist");
    }

    @Test
    void thePublicUrlIsAnOriginOrSaysWhereToFindOne() throws IOException {
        assertThat(publicUrl("https://scim.example.com/")).isEqualTo("https://scim.example.com");
        assertThat(publicUrl("forwarded")).isEqualTo("forwarded");
        assertThat(problems(file("server.public-url = scim.example.com"), Map.of()))
                .hasSize(1);
        assertThat(problems(file("server.public-url = https://scim.example.com/base"), Map.of()))
                .hasSize(1);
    }

    @Test
    void everyDefaultIsAValueOfItsSetting() {
        Config defaults = ConfigLoader.load(Optional.empty(), Map.of(), Map.of());
        assertThat(Settings.all())
                .isNotEmpty()
                .allSatisfy(
                        setting -> assertThat((Object) defaults.get(setting)).isNotNull());
    }

    private String publicUrl(String text) throws IOException {
        return ConfigLoader.load(Optional.of(file("server.public-url = " + text)), Map.of(), Map.of())
                .get(Settings.SERVER_PUBLIC_URL);
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("rollcall.properties"), List.of(lines));
    }

    private static List<String> problems(Path file, Map<String, String> environment) {
        return catchThrowableOfType(
                        ConfigException.class, () -> ConfigLoader.load(Optional.of(file), environment, Map.of()))
                .problems();
    }
}
