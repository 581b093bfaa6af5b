package dev.rollcall.server.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.cli.Cli;
import dev.rollcall.server.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./rollcall up} that is killed while it makes the demo. */
final class UnfinishedDemoIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LAST_LINE = "Ctrl-C stops it";
    private static final String ANEW =
            "The demo was not finished when Rollcall was last stopped, so a new one is made.";
    private static final String MARK = "demo.unfinished";

    private final Path home;
    private final List<Cli> started = new ArrayList<>();

    UnfinishedDemoIT(@TempDir Path folder) {
        this.home = folder.resolve("home");
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        for (Cli cli : started) {
            cli.terminate();
            cli.exitCode();
        }
    }

    private Cli up() {
        Cli cli = Cli.start(home, "up", "--port", "0", "--management-port", "0");
        started.add(cli);
        return cli;
    }

    private static void await(Predicate<Cli> what, Cli cli) throws InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        while (!what.test(cli)) {
            assertThat(Instant.now()).as(cli.out() + cli.err()).isBefore(until);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Test
    @DisplayName(
            "A demo whose making is killed, however far it is, is made anew by the next start, and then it is complete")
    void anUnfinishedDemoIsMadeAnew() throws Exception {
        Map<String, Predicate<Cli>> moments = new LinkedHashMap<>();
        moments.put("the database is unpacked", cli -> Files.exists(home.resolve("postgres")));
        moments.put("its files are made", cli -> Files.exists(home.resolve("postgres/data/global")));
        moments.put("its passwords are set", cli -> Files.exists(home.resolve("postgres/passwords")));
        moments.put("the organisation is made", cli -> Files.exists(home.resolve("state.json")));
        moments.put("its past is told", cli -> cli.out().contains(LAST_LINE));
        boolean isFirst = true;
        for (Map.Entry<String, Predicate<Cli>> moment : moments.entrySet()) {
            Cli cli = up();
            if (!isFirst) {
                cli.await(ANEW);
            }
            await(moment.getValue(), cli);
            cli.kill();
            assertThat(home.resolve(MARK)).as(moment.getKey()).exists();
            isFirst = false;
        }

        Cli last = up().await(LAST_LINE);
        assertThat(last.out()).contains(ANEW);
        await(cli -> !Files.exists(home.resolve(MARK)), last);
        assertThat(typed("directory", "list", "--org", "demo"))
                .contains("Warehouse and drivers", "Lyon office", "Sales teams", "Intranet");
        assertThat(typed("hold", "list", "--org", "demo")).contains("mass change");

        last.kill();
        assertThat(up().await(LAST_LINE).out()).as("a complete one stays").doesNotContain(ANEW);
    }

    private String typed(String... command) {
        Typed typed = Typed.in(home, command);
        assertThat(typed.exitCode()).as(typed.err()).isZero();
        return typed.out();
    }
}
