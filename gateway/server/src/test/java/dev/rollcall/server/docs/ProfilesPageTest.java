package dev.rollcall.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rollcall.adapters.custom.CustomAdapter;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.profile.ProfileReader;
import dev.rollcall.spi.profile.function.Functions;
import dev.rollcall.spi.profile.function.NamedFunction;
import dev.rollcall.spi.setup.Place;
import dev.rollcall.testkit.golden.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/profiles.md shows can be used, and docs/profile-functions.md says what the code does. */
final class ProfilesPageTest {

    private static final Path DOCS = Path.of("..", "..", "docs");

    @Test
    void thePageOfFunctionsSaysWhatTheCodeDoes() {
        GoldenFile.verify(
                DOCS.resolve("profile-functions.md"),
                """
                    # Functions of a profile

                    What `apply` in a [profile](profiles.md) can name. A function with an argument stands as an object of one member. Each works on the value
                    that was sent, and what it has no meaning for it leaves as it is; those on texts work on each text of a list, too. This page is
                    written by `ProfilesPageTest` from the code.

                    | function | what it does | for example | makes of | this |
                    | --- | --- | --- | --- | --- |
                    """ + Functions.all().stream().map(ProfilesPageTest::row).collect(Collectors.joining()));
    }

    private static String row(NamedFunction function) {
        NamedFunction.Example example = function.examples().get(0);
        return "| " + function.name() + " | " + function.about() + " | " + code(function.call()) + " | "
                + code(example.in()) + " | " + code(example.out()) + " |\n";
    }

    private static String code(JsonNode json) {
        return "`` " + json.toString().replace("|", "\\|") + " ``";
    }

    @Test
    void theProfilesThatAreShownCanBeUsed() throws IOException {
        String[] parts = Files.readString(DOCS.resolve("profiles.md")).split("```yaml", -1);
        assertThat(parts).hasSize(3);
        for (int i = 1; i < parts.length; i++) {
            JsonNode document = new YAMLMapper().readTree(parts[i].substring(0, parts[i].indexOf("```")));
            assertThat(new ProfileReader(Adapters.all())
                            .read(document, "custom", List.of(CoreTypes.USER, CoreTypes.GROUP)))
                    .isNotNull();
        }
    }

    @Test
    void thePageOfPresetsSaysWhatTheCodeDoes() {
        GoldenFile.verify(
                DOCS.resolve("presets.md"),
                """
                        # Presets

                        Clients that are known by name. Each is data: a [profile](profiles.md), a set-up guide, and a conversation that `PresetConversationsIT`
                        carries out. This page is written by `ProfilesPageTest` from the code.

                        | provider | client | what we know about it comes from | profile |
                        | --- | --- | --- | --- |
                        """
                        + CustomAdapter.presets().stream()
                                .map(ProfilesPageTest::preset)
                                .collect(Collectors.joining()));
    }

    private static String preset(Adapter adapter) {
        Place anywhere = new Place("https://scim.example.com", "a credential", Place.recommended("Rollcall"));
        List<String> notes = adapter.setupGuide(anywhere).orElseThrow().notes();
        String rests = notes.get(notes.size() - 1)
                .replace("What we know about this client comes from ", "")
                .replace(" It is not certified by its vendor.", "");
        return "| [" + adapter.provider() + "](guides/" + adapter.provider() + ".md) | " + adapter.displayName() + " | "
                + rests + " | " + code(adapter.profile().orElseThrow()) + " |\n";
    }
}
