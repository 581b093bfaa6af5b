package dev.rollcall.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.spi.profile.Functions;
import dev.rollcall.spi.profile.NamedFunction;
import dev.rollcall.spi.profile.ProfileReader;
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
    void theProfileThatIsShownCanBeUsed() throws IOException {
        String page = Files.readString(DOCS.resolve("profiles.md"));
        int begin = page.indexOf("```yaml") + "```yaml".length();
        JsonNode document = new YAMLMapper().readTree(page.substring(begin, page.indexOf("```", begin)));
        assertThat(new ProfileReader(Adapters.all())
                        .read(document, "custom", List.of(CoreTypes.USER, CoreTypes.GROUP))
                        .quirks())
                .hasSize(2);
    }
}
