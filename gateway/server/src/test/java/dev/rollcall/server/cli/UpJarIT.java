package dev.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.cli.kit.LocalState;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./rollcall up} from the jar as it is shipped: its own PostgreSQL, a provider's run, and every page that a link leads to. */
final class UpJarIT {

    private static final Pattern LINK = Pattern.compile("href=\"(/console/[^\"#]*)");
    private static final int MOST_PAGES = 80;

    private final Path home;

    UpJarIT(@TempDir Path folder) {
        this.home = folder.resolve("home");
    }

    @Test
    void everythingRunsFromTheJarAlone() throws InterruptedException {
        Cli up = Cli.startJar(home, "up", "--port", "0", "--management-port", "0");
        try {
            up.await("Ctrl-C stops it");
            LocalState state = LocalState.read(home.resolve("state.json")).orElseThrow();
            assertAUserIsCreated(state.directory("okta").orElseThrow());
            Cli simulate = Cli.startJar(home, "simulate", "okta", "--users", "10", "--groups", "2");
            assertThat(simulate.exitCode()).as(simulate.out() + simulate.err()).isZero();
            assertEveryPageIsShown(state);
        } finally {
            up.terminate();
            up.exitCode();
        }
        assertThat(home.resolve("postgres/data/postmaster.pid")).doesNotExist();
    }

    private static void assertAUserIsCreated(LocalState.LocalDirectory okta) {
        Answer created = Http.request("POST", okta.url() + "/Users")
                .bearer(okta.credential())
                .body("{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'first@demo.example'}")
                .send();
        assertThat(created.status()).as(created.body()).isEqualTo(201);
    }

    private void assertEveryPageIsShown(LocalState state) throws InterruptedException {
        Cli link = Cli.startJar(home, "sign-in", "--operator");
        assertThat(link.exitCode()).as(link.err()).isZero();
        String code = link.out().strip().substring(link.out().indexOf('#') + 1);
        String cookie = Http.request("POST", state.url() + "/console/session")
                .header("Content-Type", "application/json")
                .header("Origin", state.url())
                .body("{'code':'" + code + "'}")
                .send()
                .header("Set-Cookie");
        Deque<String> next = new ArrayDeque<>(List.of("/console/o/demo", "/console/operator/organisations"));
        Set<String> kinds = new LinkedHashSet<>();
        while (!next.isEmpty() && kinds.size() < MOST_PAGES) {
            String path = next.remove();
            if (kinds.add(path.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}|\\?.*", ""))) {
                Answer page = Http.get(state.url() + path.replace("&amp;", "&"))
                        .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                        .send();
                assertThat(page.status()).as(path).isIn(200, 303);
                Matcher links = LINK.matcher(page.body());
                while (links.find()) {
                    next.add(links.group(1));
                }
            }
        }
        assertThat(kinds).hasSizeGreaterThan(15);
    }
}
