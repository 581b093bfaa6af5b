package dev.rollcall.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.testkit.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class MigrationsIT {

    @Test
    void severalNodesMayStartAtOnce() throws Exception {
        DatabaseUrl url = DatabaseUrl.parse(TestPostgres.fast().createDatabase());
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        int applied = 0;
        try {
            Callable<Integer> start = () -> Migrations.run(url);
            for (Future<Integer> node : nodes.invokeAll(List.of(start, start, start))) {
                applied += node.get();
            }
        } finally {
            nodes.shutdownNow();
        }

        int all = Migrations.run(DatabaseUrl.parse(TestPostgres.fast().createDatabase()));
        assertThat(applied).isEqualTo(all);
        assertThat(Migrations.run(url)).isZero();
    }

    @Test
    void aDatabaseOfAnotherBuildIsTold() throws SQLException {
        String url = TestPostgres.fast().createDatabase();
        Migrations.run(DatabaseUrl.parse(url));
        execute(url, "UPDATE schema_history SET checksum = checksum + 1 WHERE version = '1'");

        assertThatThrownBy(() -> Migrations.run(DatabaseUrl.parse(url)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another build of Rollcall");
    }

    /** W26. */
    @Test
    void aDatabaseOfANewerBuildIsNotStartedOn() throws SQLException {
        String url = TestPostgres.fast().createDatabase();
        Migrations.run(DatabaseUrl.parse(url));
        execute(
                url,
                "INSERT INTO schema_history SELECT installed_rank + 1, '9001', 'later', type, 'V9001__later.sql', 1,"
                        + " installed_by, installed_on, 1, true FROM schema_history ORDER BY installed_rank DESC LIMIT 1");

        assertThatThrownBy(() -> Migrations.run(DatabaseUrl.parse(url)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has the schema 9001 of a newer Rollcall")
                .hasMessageContaining("Start the newer build");
    }

    /** W23: who runs the gateway changes nothing of what is append-only, also without triggers, and not the schema. */
    @Test
    void theRunningRoleIsNotTheOwner() throws SQLException {
        String url = TestPostgres.fast().createDatabase();
        DatabaseUrl owner = DatabaseUrl.parse(url);
        Migrations.run(owner);
        execute(url, "DROP ROLE IF EXISTS \"night watch\"", "CREATE ROLE \"night watch\" LOGIN");
        RunningRole.grant(owner, "night watch");
        RunningRole.grant(owner, "night watch");
        try {
            String runner = url.replace("postgres@", "night%20watch@");
            assertThat(Migrations.run(DatabaseUrl.parse(runner))).isZero();
            execute(runner, "INSERT INTO role VALUES ('watch', false, '')", "DELETE FROM role WHERE name = 'watch'");
            for (String table : List.of("audit", "seat_ledger", "event")) {
                assertThatThrownBy(() -> execute(runner, "DELETE FROM " + table))
                        .hasMessageContaining("permission denied");
                assertThatThrownBy(() -> execute(runner, "ALTER TABLE " + table + " DISABLE TRIGGER USER"))
                        .hasMessageContaining("must be owner");
                execute(runner, "SELECT count(*) FROM " + table);
            }
        } finally {
            execute(url, "DROP OWNED BY \"night watch\"", "DROP ROLE \"night watch\"");
        }
    }

    @Test
    void aRoleThatIsNotThereIsNamed() {
        DatabaseUrl owner = DatabaseUrl.parse(TestPostgres.fast().createDatabase());
        Migrations.run(owner);
        assertThatThrownBy(() -> RunningRole.grant(owner, "nobody_at_all"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("CREATE ROLE nobody_at_all LOGIN");
    }

    private static void execute(String url, String... statements) throws SQLException {
        DatabaseUrl parsed = DatabaseUrl.parse(url);
        try (Connection connection = DriverManager.getConnection(parsed.jdbcUrl(), parsed.user(), "");
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        DatabaseUrl nowhere = DatabaseUrl.parse("postgresql://ada:hush@localhost:1/db?sslmode=disable");

        assertThatThrownBy(() -> Migrations.run(nowhere))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("postgresql://ada@localhost:1/db")
                .hasMessageNotContaining("hush");
    }
}
