package dev.rollcall.testkit.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One example of a quirk: {@code {"kind", "type", "in", "out", "why"}}.
 *
 * @param name the file's name
 * @param in a JSON body, or of a filter its text
 * @param out what becomes of it; null when the quirk leaves it alone
 */
public record Example(
        String name,
        Kind<?> kind,
        ResourceType type,
        JsonNode in,
        @Nullable JsonNode out,
        String why) {

    /** Reads the {@code .json} files of a folder, in order of their names; a folder that is missing has none. */
    public static List<Example> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Example::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean fires() {
        return out != null;
    }

    private static Example read(Path file) {
        try {
            return of(String.valueOf(file.getFileName()), ScimJson.parse(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Example of(String name, JsonNode json) {
        return new Example(
                name,
                Kind.of(json.path("kind").asText()),
                type(json.path("type").asText()),
                json.path("in"),
                json.hasNonNull("out") ? json.get("out") : null,
                json.path("why").asText());
    }

    private static ResourceType type(String name) {
        return Stream.of(CoreTypes.USER, CoreTypes.GROUP)
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("type must be User or Group, not " + name));
    }
}
