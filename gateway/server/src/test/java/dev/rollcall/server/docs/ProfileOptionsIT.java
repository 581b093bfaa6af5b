package dev.rollcall.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.spi.profile.ProfileReader;
import dev.rollcall.testkit.golden.GoldenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Issue 14: the law of options: each one that the schema has is explained, and used by a test or a preset. */
final class ProfileOptionsIT {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path PAGE = ROOT.resolve("docs/custom.md");
    private static final String TITLE = "## Options\n";

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final JsonNode schema = new ProfileReader(Adapters.all()).schema();

    /** Options by place, such as {@code user.attributes[].to}. */
    private Map<String, JsonNode> options() {
        Map<String, JsonNode> options = new LinkedHashMap<>();
        walk("", schema, options);
        return options;
    }

    private static void walk(String place, JsonNode shape, Map<String, JsonNode> options) {
        shape.path("properties").properties().forEach(member -> {
            String inside = place.isEmpty() ? member.getKey() : place + "." + member.getKey();
            if (!inside.startsWith("group.")) {
                options.put(inside, member.getValue());
            }
            walk(inside, member.getValue(), options);
        });
        if (shape.path("items").has("properties")) {
            walk(place + "[]", shape.path("items"), options);
        }
    }

    @Test
    void everyOptionIsExplained() throws IOException {
        String page = Files.readString(PAGE);
        String section = TITLE + """

                Everything that a profile can contain, by its place in the document; whatever is listed under `user` is also allowed under `group`. The same is served as JSON Schema by
                `GET /api/v1/profile-schema`. `ProfileOptionsIT` writes this table from the code.

                | place | what it says | accepted |
                | --- | --- | --- |
                """
                + options().entrySet().stream()
                        .map(option -> "| " + option.getKey() + " | "
                                + option.getValue().path("description").asText().replace("|", "\\|") + " | "
                                + accepted(option.getValue()) + " |\n")
                        .collect(Collectors.joining())
                + "\n";
        int from = page.indexOf(TITLE);
        int to = from < 0 ? -1 : page.indexOf("\n## ", from) + 1;
        String whole = from < 0
                ? page.replace("## Clients\n", section + "## Clients\n")
                : page.substring(0, from) + section + page.substring(to);
        GoldenFile.verify(PAGE, whole);
    }

    private static String accepted(JsonNode shape) {
        if (shape.has("enum") && shape.path("enum").size() < 12) {
            return StreamSupport.stream(shape.path("enum").spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(", "));
        }
        String type = shape.path("type").isArray()
                ? StreamSupport.stream(shape.path("type").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(" or "))
                : shape.path("type").asText("");
        return switch (type) {
            case "object" -> "an object";
            case "array" -> "a list of at most " + shape.path("maxItems").asText();
            case "string" ->
                "a text"
                        + (shape.has("maxLength")
                                ? " of at most " + shape.path("maxLength").asText() + " characters"
                                : "");
            case "integer" ->
                shape.path("minimum").asText() + " to " + shape.path("maximum").asText();
            case "boolean" -> "true or false";
            case "" -> shape.has("oneOf") ? "one, or a list" : "any value";
            default -> "a name, or null";
        };
    }

    @Test
    void everyOptionIsUsedByATestOrAPreset() throws IOException {
        String used = Stream.concat(
                        files("adapters-custom/src/main/resources/presets"),
                        Stream.concat(
                                files("gateway/server/src/test/java/dev/rollcall/server/profile"),
                                files("gateway/spi/src/test/java/dev/rollcall/spi/profile")))
                .filter(file -> !file.endsWith("ProfileGenerator.java"))
                .map(ProfileOptionsIT::text)
                .collect(Collectors.joining());
        assertThat(options().keySet().stream()
                        .map(place -> place.substring(place.lastIndexOf('.') + 1))
                        .filter(name -> !used.contains("'" + name + "'") && !used.contains("\"" + name + "\"")))
                .as("options that no test and no preset uses")
                .isEmpty();
    }

    private static Stream<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theApiServesTheSchemaOfThisBuild() {
        JsonNode served = Http.get(GATEWAY.url() + "/api/v1/profile-schema")
                .bearer(GATEWAY.token(new Scope.Operator()))
                .send()
                .json();
        assertThat(served).isEqualTo(schema);
        assertThat(List.copyOf(options().keySet()))
                .contains("constants", "user.attributes[].expression", "user.attributes[].when", "response.patch.user");
    }
}
