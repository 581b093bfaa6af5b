package dev.rollcall.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.ShippedJar;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is shipped, without the class path of the tests: what is missing in it is missing here. */
final class ServedJarIT {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aNodeServesFromTheJarAlone() {
        DemoDatabase demo = DemoDatabase.make(folder);
        try (NodeProcess node = demo.nodeOfTheJar()) {
            Answer created = Http.request("POST", demo.scim(node) + "/Users")
                    .bearer(demo.token())
                    .body("{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],"
                            + "'userName':'ada@demo.example','emails':[{'value':'ada@demo.example'}]}")
                    .send();
            assertThat(created.status()).as(created.body()).isEqualTo(201);
            assertThat(Http.get(node.url() + "/api/v1/organizations/demo/members")
                            .bearer(demo.operatorToken())
                            .send()
                            .body())
                    .contains("ada@demo.example");
            assertShown(node, "/console/sign-in", "Sign in");
            assertShown(node, "/api/v1/openapi.json", "\"openapi\"");
            assertShown(node, "/api/v1/docs", "<html");
        }
    }

    private static void assertShown(NodeProcess node, String path, String text) {
        Answer answer = Http.get(node.url() + path).send();
        assertThat(answer.status()).as(path).isEqualTo(200);
        assertThat(answer.body()).as(path).contains(text);
    }

    /** Also where no request of a test gets to. */
    @Test
    void everyClassThatOursNameIsInTheJarOrInTheJdk() throws IOException {
        URL jar = ShippedJar.path().toUri().toURL();
        TreeSet<String> named = new TreeSet<>();
        for (JavaClass ours : new ClassFileImporter()
                .importUrl(URI.create("jar:" + jar + "!/dev/rollcall/").toURL())) {
            ours.getDirectDependenciesFromSelf()
                    .forEach(dependency -> named.add(
                            dependency.getTargetClass().getBaseComponentType().getName()));
        }
        assertThat(named).hasSizeGreaterThan(1_000);
        try (URLClassLoader alone = new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader())) {
            assertThat(named.stream()
                            .filter(name -> name.contains("."))
                            .filter(name -> alone.getResource(name.replace('.', '/') + ".class") == null))
                    .isEmpty();
        }
    }
}
