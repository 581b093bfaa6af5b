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

final class MigrationsTest {

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
        try (Connection connection =
                        DriverManager.getConnection("jdbc:" + url.replace("postgres@", ""), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE schema_history SET checksum = checksum + 1 WHERE version = '1'");
        }

        assertThatThrownBy(() -> Migrations.run(DatabaseUrl.parse(url)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another build of Rollcall");
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
