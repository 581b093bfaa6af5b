package dev.rollcall.server.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;

/**
 * The roles that may log in to the server: its superuser, and the gateway's role, which can do nothing outside its database and can
 * neither read a file nor run a program. Both have random passwords, in a file that only its owner may read.
 *
 * @param superuser password of {@code postgres}
 * @param gateway password of {@code rollcall}
 */
public record Roles(String superuser, String gateway) {

    static final String SUPERUSER = "postgres";
    static final String GATEWAY = "rollcall";

    private static final int BYTES = 24;

    /** Everybody shows a password, however they come. */
    private static final String BY_PASSWORD = """
        local all all scram-sha-256
        host  all all 127.0.0.1/32 scram-sha-256
        """;

    /** For the one start that gives a data directory of an earlier version its passwords. */
    private static final String OPEN = "host all all 127.0.0.1/32 trust\n";

    private static final String MAKE_ROLE = """
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rollcall') THEN
                CREATE ROLE rollcall;
            END IF;
        END $$;
        ALTER ROLE rollcall LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION PASSWORD '%s';
        ALTER DATABASE postgres OWNER TO rollcall;
        ALTER SCHEMA public OWNER TO rollcall;
        """;

    /** What an earlier version made as the superuser becomes the gateway's. Functions go by their own kind of statement. */
    private static final String HAND_OVER = """
        DO $$ DECLARE command text; BEGIN
            FOR command IN
                SELECT format('ALTER TABLE %s OWNER TO rollcall', oid::regclass)
                FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'S')
                    AND relowner <> 'rollcall'::regrole
                    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = pg_class.oid AND d.deptype IN ('a', 'i'))
                UNION ALL
                SELECT format('ALTER FUNCTION %s OWNER TO rollcall', oid::regprocedure)
                FROM pg_proc
                WHERE pronamespace = 'public'::regnamespace AND proowner <> 'rollcall'::regrole
            LOOP
                EXECUTE command;
            END LOOP;
        END $$;
        """;

    /** Connections that came in while no password was asked for are ended. */
    private static final String SHUT = """
        SELECT pg_reload_conf();
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
        """;

    @Override
    public String toString() {
        return "Roles[secret]";
    }

    /** New passwords. They need no quoting anywhere. */
    static Roles random() {
        return new Roles(password(), password());
    }

    private static String password() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Those in the file. */
    static Roles read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() != 2) {
            throw new IOException(file + " does not hold two passwords");
        }
        return new Roles(lines.get(0), lines.get(1));
    }

    /** Keeps them, as a whole or not at all. */
    void write(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, (superuser + "\n" + gateway + "\n").getBytes(StandardCharsets.US_ASCII));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes the server's list of who may come how. */
    static void admit(Path hba, boolean withoutPassword) throws IOException {
        Files.writeString(hba, withoutPassword ? OPEN : BY_PASSWORD);
    }

    /** Gives superuser and gateway these passwords, and the gateway what is its; may be done again. */
    void apply(int port, String currentPassword) throws SQLException {
        try (Connection connection = connect(port, currentPassword);
                Statement statement = connection.createStatement()) {
            statement.execute(MAKE_ROLE.formatted(gateway));
            statement.execute(HAND_OVER);
            statement.execute("ALTER ROLE postgres PASSWORD '" + superuser + "'");
        }
    }

    /** Has the server read its list again, and ends every session but this. */
    void shut(int port) throws SQLException {
        try (Connection connection = connect(port, superuser);
                Statement statement = connection.createStatement()) {
            statement.execute(SHUT);
        }
    }

    private static Connection connect(int port, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", SUPERUSER, password);
    }
}
