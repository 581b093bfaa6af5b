package dev.rollcall.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.TestDatabase;
import dev.rollcall.testkit.postgres.TestPostgres;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** {@code db/schema.sql} is for readers; this keeps it true. */
final class SchemaIT {

    /** One line for each column, constraint, index and function of the schema; the order of columns does not count. */
    private static final String CATALOG = """
        SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
            || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
            || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
            || coalesce(' collate ' || l.collname, '') AS line
        FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        LEFT JOIN pg_collation l ON l.oid = a.attcollation
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND c.relname <> 'schema_history'
        UNION ALL
        SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
        FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND conrelid <> coalesce(to_regclass('schema_history'), 0)
        UNION ALL
        SELECT 'index ' || indexdef
        FROM pg_indexes
        WHERE schemaname = 'public' AND tablename <> 'schema_history'
        UNION ALL
        SELECT 'function ' || pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION ALL
        SELECT 'trigger ' || pg_get_triggerdef(t.oid)
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
        ORDER BY line
        """;

    @Test
    void theReadableSchemaIsWhatTheMigrationsMake() throws Exception {
        List<String> migrated = catalog(TestDatabase.create(), "SELECT");
        List<String> readable = catalog(DatabaseUrl.parse(TestPostgres.fast().createDatabase()), readableSchema());

        assertThat(migrated).hasSizeGreaterThan(100);
        assertThat(readable).containsExactlyElementsOf(migrated);
    }

    private static List<String> catalog(DatabaseUrl url, String before) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                Statement statement = connection.createStatement()) {
            statement.execute(before);
            try (ResultSet rows = statement.executeQuery(CATALOG)) {
                while (rows.next()) {
                    lines.add(rows.getString("line"));
                }
            }
        }
        return lines;
    }

    private static String readableSchema() throws Exception {
        try (InputStream file = SchemaIT.class.getResourceAsStream("/db/schema.sql")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
