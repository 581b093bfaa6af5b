package dev.rollcall.testkit.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.ScimJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Examples on the class path, in folders and in jars. */
final class Examples {

    private static final ClassLoader LOADER = Objects.requireNonNull(Examples.class.getClassLoader());

    private Examples() {}

    /** All examples under {@code quirks/<quirk id>/}. */
    static List<Example> of(String quirkId) {
        List<Example> examples = new ArrayList<>();
        try {
            ClassLoader here = Thread.currentThread().getContextClassLoader();
            for (URL folder : Collections.list((here == null ? LOADER : here).getResources("quirks/" + quirkId))) {
                examples.addAll(in(folder.toURI()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return examples;
    }

    /** Traffic as the RFCs have it, which no quirk may change. */
    static List<Example> ofRfcTraffic() {
        try (InputStream in = LOADER.getResourceAsStream("quirks/rfc-traffic.json")) {
            List<Example> samples = new ArrayList<>();
            for (JsonNode sample : ScimJson.parse(Objects.requireNonNull(in).readAllBytes())) {
                samples.add(Example.of(sample.path("why").asText(), sample));
            }
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Example> in(URI folder) throws IOException {
        if (!folder.getScheme().equals("jar")) {
            return Example.in(Path.of(folder));
        }
        String[] jarAndEntry = folder.toString().split("!", 2);
        try (FileSystem jar = FileSystems.newFileSystem(URI.create(jarAndEntry[0]), Map.of())) {
            return Example.in(jar.getPath(jarAndEntry[1]));
        }
    }
}
