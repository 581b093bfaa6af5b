package dev.rollcall.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testkit.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Old and new gateways run side by side during an upgrade: a migration takes nothing away that the old ones use, and builds no index
 * while they cannot write.
 */
final class MigrationRulesIT {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    /** Up to here no release had a schema to keep. */
    private static final int BEFORE_THE_RULE = 90;

    private static final Pattern NUMBER = Pattern.compile("V(\\d+)__.*\\.sql");
    /** The table of a day, which a function drops when it is over ({@code DROP TABLE %I}), is nothing that a migration takes away. */
    private static final Pattern TAKES_AWAY = Pattern.compile(
            "(?i)\\b(drop\\s+(table(?!\\s+%I)|column|type)|rename\\s+(to|column)|alter\\s+column\\s+\\w+\\s+(set\\s+data\\s+)?type"
                    + "|set\\s+not\\s+null)\\b");

    private static final Pattern MADE = Pattern.compile("(?i)\\bcreate\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?(\\w+)");
    private static final Pattern INDEX = Pattern.compile(
            "(?i)\\bcreate\\s+(?:unique\\s+)?index\\s+(concurrently\\s+)?.*?\\bon\\s+(?:only\\s+)?(\\w+)");

    private static List<String> faults(String sql) {
        List<String> faults = new ArrayList<>();
        String code = sql.replaceAll("--[^\\n]*", "");
        Matcher away = TAKES_AWAY.matcher(code);
        while (away.find()) {
            faults.add(away.group());
        }
        Set<String> made = new HashSet<>();
        Matcher tables = MADE.matcher(code);
        while (tables.find()) {
            made.add(tables.group(1).toLowerCase(Locale.ROOT));
        }
        Matcher indexes = INDEX.matcher(code.replace('\n', ' '));
        while (indexes.find()) {
            if (indexes.group(1) == null && !made.contains(indexes.group(2).toLowerCase(Locale.ROOT))) {
                faults.add("an index of " + indexes.group(2) + " without CONCURRENTLY");
            }
        }
        return faults;
    }

    @Test
    void everyMigrationKeepsTheRule() throws IOException {
        List<String> faults = new ArrayList<>();
        int seen = 0;
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            for (Path file : files.sorted().toList()) {
                Matcher name = NUMBER.matcher(file.getFileName().toString());
                if (name.matches()) {
                    seen++;
                    if (Integer.parseInt(name.group(1)) > BEFORE_THE_RULE) {
                        faults(Files.readString(file)).forEach(fault -> faults.add(file.getFileName() + ": " + fault));
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(seen).isGreaterThan(20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE a (b int); CREATE INDEX c ON a (b) | 0",
                "CREATE INDEX CONCURRENTLY c ON member (b) | 0",
                "ALTER TABLE a ADD COLUMN b int NOT NULL DEFAULT 0 | 0",
                "CREATE INDEX c ON member (b) | 1",
                "CREATE UNIQUE INDEX c ON member (b) | 1",
                "DROP TABLE a | 1",
                "ALTER TABLE a DROP COLUMN b | 1",
                "ALTER TABLE a RENAME COLUMN b TO c | 1",
                "ALTER TABLE a ALTER COLUMN b TYPE text | 1",
                "ALTER TABLE a ALTER COLUMN b SET NOT NULL | 1",
            })
    void whatBreaksTheRuleIsFound(String sql, int faults) {
        assertThat(faults(sql)).hasSize(faults);
    }

    /** An index that is built beside running gateways cannot be built in a transaction, nor under one that holds Flyway's lock. */
    @Test
    void anIndexCanBeBuiltBesideRunningGateways() throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(TestPostgres.fast().createDatabase());
        Migrations.run(url);
        assertThat(Migrations.run(url, Migrations.LOCATION, "classpath:db/later"))
                .isEqualTo(1);
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT indisvalid FROM pg_index WHERE indexrelid = 'built_beside'::regclass")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getBoolean(1)).isTrue();
        }
    }
}
