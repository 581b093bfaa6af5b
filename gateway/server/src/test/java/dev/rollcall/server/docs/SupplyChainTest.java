package dev.rollcall.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.artifact.versioning.InvalidVersionSpecificationException;
import org.apache.maven.artifact.versioning.VersionRange;
import org.junit.jupiter.api.Test;

/**
 * The bill of materials that the Maven build puts into the jar, held against the licences that may be in it and against the
 * advisories of docs/advisories.json. Needs a build by Maven, which writes the bill.
 */
class SupplyChainTest {

    private static final String BILL = "/META-INF/sbom/rollcall.cdx.json";
    private static final Path ADVISORIES = Path.of("..", "..", "docs", "advisories.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** SPDX ids of licences under which a library may be part of the jar; of several that a library offers, one is enough. */
    private static final Set<String> LICENCES =
            Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "CC0-1.0", "EPL-2.0");

    /** Licences that a library names in words of its own. */
    private static final Map<String, String> IN_WORDS =
            Map.of("Go License", "BSD-3-Clause", "BSD 3-clause", "BSD-3-Clause", "BSD-3-Clause", "BSD-3-Clause");

    private record Library(String group, String name, String version) {
        @Override
        public String toString() {
            return group + ":" + name + ":" + version;
        }

        boolean isOf(JsonNode advisory) {
            return stream(advisory.path("packages"))
                    .map(JsonNode::asText)
                    .anyMatch(text -> text.equals(group + ":" + name) || text.equals(group + ":*"));
        }
    }

    @Test
    void everyLibraryHasALicenceThatMayBeInTheJar() throws IOException {
        assertThat(stream(bill().path("components"))
                        .filter(component -> licences(component).stream().noneMatch(LICENCES::contains))
                        .map(component -> library(component) + " " + licences(component)))
                .isEmpty();
    }

    @Test
    void noAdvisoryIsOpenWithoutADecision() throws Exception {
        List<String> open = new ArrayList<>();
        List<String> outlived = new ArrayList<>();
        for (JsonNode advisory : advisories()) {
            List<Library> affected = affected(advisory);
            boolean decided = advisory.path("decision").isTextual();
            if (!affected.isEmpty() && !decided) {
                open.add(advisory.path("id").asText() + ": upgrade " + affected);
            }
            if (affected.isEmpty() && decided) {
                outlived.add(advisory.path("id").asText());
            }
        }
        assertThat(open).as("advisories that affect the jar").isEmpty();
        assertThat(outlived)
                .as("decisions about advisories that no longer affect the jar")
                .isEmpty();
    }

    @Test
    void anOlderLibraryWouldBeFound() throws Exception {
        List<String> found = new ArrayList<>();
        for (JsonNode advisory : advisories()) {
            if (new Library("io.netty", "netty-codec-http2", "4.2.9.Final").isOf(advisory)
                    && range(advisory).containsVersion(new DefaultArtifactVersion("4.2.9.Final"))) {
                found.add(advisory.path("id").asText());
            }
        }
        assertThat(found).contains("CVE-2026-33871").hasSizeGreaterThan(4);
    }

    @Test
    void everyAdvisoryIsAboutALibraryThatIsUsed() throws IOException {
        List<Library> used = libraries();
        assertThat(advisories())
                .allSatisfy(advisory ->
                        assertThat(used).as(advisory.path("id").asText()).anyMatch(library -> library.isOf(advisory)));
    }

    private static List<Library> affected(JsonNode advisory) throws IOException, InvalidVersionSpecificationException {
        VersionRange range = range(advisory);
        return libraries().stream()
                .filter(library -> library.isOf(advisory))
                .filter(library -> range.containsVersion(new DefaultArtifactVersion(library.version())))
                .toList();
    }

    private static VersionRange range(JsonNode advisory) throws InvalidVersionSpecificationException {
        return VersionRange.createFromVersionSpec(advisory.path("affected").asText());
    }

    private static List<JsonNode> advisories() throws IOException {
        return stream(JSON.readTree(ADVISORIES.toFile()).path("advisories")).toList();
    }

    private static List<Library> libraries() throws IOException {
        return stream(bill().path("components")).map(SupplyChainTest::library).toList();
    }

    private static Library library(JsonNode component) {
        return new Library(
                component.path("group").asText(),
                component.path("name").asText(),
                component.path("version").asText());
    }

    /** SPDX ids; those of an expression one by one. */
    private static List<String> licences(JsonNode component) {
        List<String> ids = new ArrayList<>();
        for (JsonNode entry : component.path("licenses")) {
            ids.add(entry.path("license").path("id").asText());
            ids.add(IN_WORDS.getOrDefault(entry.path("license").path("name").asText(), ""));
            ids.addAll(List.of(entry.path("expression").asText().split("[() ]+", -1)));
        }
        ids.removeIf(String::isEmpty);
        return ids;
    }

    private static JsonNode bill() throws IOException {
        try (InputStream stream = SupplyChainTest.class.getResourceAsStream(BILL)) {
            return JSON.readTree(
                    Objects.requireNonNull(stream, "the build has written no bill of materials to " + BILL));
        }
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
