package dev.rollcall.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A key of the installation can be given up only if whatever was sealed with it is known: a new sealed column is one more of those. */
final class SealedColumnsTest {

    private static final Pattern TABLE = Pattern.compile("^CREATE TABLE (?:public\\.)?(\\w+)");
    private static final Pattern BYTES = Pattern.compile("^\\s+(\\w+)\\s+bytea\\b");

    /** Hashes that no key is needed for, or that are known by the key's own name beside them. */
    private static final Pattern HASH = Pattern.compile(".*(hash|fingerprint)");

    /** What knows the key again, and answers that are kept for a day and opened with every key. */
    private static final List<String> OTHERS = List.of("installation.key_check", "idempotent_request.answer");

    @Test
    void everySealedColumnIsSealedAgain() throws IOException {
        List<String> sealed = new ArrayList<>(columns());
        sealed.removeIf(column -> HASH.matcher(column).matches());
        assertThat(sealed).containsAll(OTHERS);
        sealed.removeAll(OTHERS);
        assertThat(KeyUses.columns()).containsExactlyInAnyOrderElementsOf(sealed);
    }

    private static List<String> columns() throws IOException {
        List<String> columns = new ArrayList<>();
        String table = "";
        for (String line : schema().lines().toList()) {
            Matcher start = TABLE.matcher(line);
            if (start.find()) {
                table = start.group(1);
            }
            Matcher bytes = BYTES.matcher(line);
            if (bytes.find()) {
                columns.add(table + "." + bytes.group(1));
            }
        }
        return columns;
    }

    private static String schema() throws IOException {
        try (InputStream file = Objects.requireNonNull(
                SealedColumnsTest.class.getResourceAsStream("/db/schema.sql"), "the schema is a resource of core")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
