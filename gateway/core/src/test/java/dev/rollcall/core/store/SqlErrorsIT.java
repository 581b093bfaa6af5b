package dev.rollcall.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.TestDatabase;
import dev.rollcall.core.store.SqlErrors.Kind;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** H2: what every state of the server and every failure of the client means was decided. */
final class SqlErrorsIT {

    private static final Pattern STATE = Pattern.compile("(?m)^([0-9A-Z]{5})\\s+[ESW]\\s");

    private static Throwable answered(String state) {
        return new PgException("words of the server", "ERROR", state, "");
    }

    /** Every state that a server knows, by the list that comes with it. */
    private static List<String> statesOfTheServer() throws SQLException, java.io.IOException {
        DatabaseUrl url = TestDatabase.create();
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT setting FROM pg_config WHERE name = 'SHAREDIR'")) {
            row.next();
            String list = Files.readString(Path.of(row.getString(1), "errcodes.txt"));
            return STATE.matcher(list)
                    .results()
                    .map((MatchResult it) -> it.group(1))
                    .toList();
        }
    }

    @Test
    void everyStateThatAServerKnowsWasThoughtOf() throws Exception {
        List<String> states = statesOfTheServer();

        assertThat(states).hasSizeGreaterThan(230);
        assertThat(states)
                .allSatisfy(state -> assertThat(SqlStates.isKnown(state))
                        .as("class of %s", state)
                        .isTrue());
        assertThat(states)
                .allSatisfy(state -> assertThat(
                                SqlErrors.toScimError(answered(state)).status())
                        .as("answer to %s", state)
                        .isEqualTo(
                                switch (SqlStates.kind(state)) {
                                    case POISON -> state.equals("23505") ? 409 : 400;
                                    case RETRY, UNAVAILABLE -> 503;
                                    case DEFECT -> 500;
                                }));
    }

    @ParameterizedTest
    @CsvSource({
        "08006, RETRY, true", // connection_failure
        "0A000, RETRY, false", // cached plan must not change result type
        "22001, POISON, false",
        "23505, POISON, false",
        "25006, UNAVAILABLE, true", // read-only: a standby
        "25P02, DEFECT, false",
        "25P03, RETRY, false",
        "28000, UNAVAILABLE, true",
        "28P01, UNAVAILABLE, true", // wrong password
        "3D000, UNAVAILABLE, true", // missing database
        "40P01, RETRY, false", // deadlock
        "42P01, DEFECT, false", // undefined table
        "53100, UNAVAILABLE, true", // disk full
        "53200, UNAVAILABLE, true",
        "53300, UNAVAILABLE, true", // too many connections
        "54000, POISON, false", // H4: index row size
        "55P03, UNAVAILABLE, false",
        "57014, UNAVAILABLE, false", // statement time-out
        "57P01, RETRY, true",
        "57P03, UNAVAILABLE, true", // starting up
        "58030, UNAVAILABLE, true", // I/O error
        "P0001, DEFECT, false",
        "XX000, UNAVAILABLE, false",
        "XX001, UNAVAILABLE, false",
        "ZZ999, DEFECT, false",
    })
    void whatAStateOfTheServerMeans(String state, Kind kind, boolean isLost) {
        assertThat(SqlErrors.kind(answered(state))).isEqualTo(kind);
        assertThat(SqlErrors.isLost(answered(state))).isEqualTo(isLost);
    }

    @Test
    void whatALostConnectionMeans() {
        List<Throwable> lost = List.of(
                ClosedConnectionException.INSTANCE,
                new ConnectException("Connection refused"),
                new ConnectTimeoutException("connection timed out"),
                new UnknownHostException("db.example"),
                new SSLHandshakeException("bad certificate"),
                new IOException("Connection reset by peer"),
                new VertxException(new IOException("Broken pipe")),
                VertxException.noStackTrace("Connection is not active now, current status: CLOSED"),
                VertxException.noStackTrace("Connection was closed"),
                VertxException.noStackTrace("SSL handshake failed"),
                VertxException.noStackTrace("Pending requests failed to be sent due to connection has been closed."),
                new Exception("Postgres Server does not handle SSL connection"));
        assertThat(lost).allSatisfy(failure -> {
            assertThat(SqlErrors.kind(failure)).isEqualTo(Kind.RETRY);
            assertThat(SqlErrors.isLost(failure)).isTrue();
            assertThat(SqlErrors.toScimError(failure).status()).isEqualTo(503);
        });
    }

    @Test
    void wantOfRoomIsNoLossOfTheDatabase() {
        Promise<Void> never = Promise.promise();
        Future<Void> tooLate = never.future().timeout(1, TimeUnit.MILLISECONDS);
        while (!tooLate.isComplete()) {
            Thread.onSpinWait();
        }
        Promise<Void> noConnection = Promise.promise();
        noConnection.fail("Timeout");
        List<Throwable> room = List.of(
                tooLate.cause(),
                noConnection.future().cause(),
                VertxException.noStackTrace("Timeout waiting for connection"),
                new ConnectionPoolTooBusyException("Connection pool reached max wait queue size of 1"));
        assertThat(room).allSatisfy(failure -> {
            assertThat(SqlErrors.kind(failure)).isEqualTo(Kind.UNAVAILABLE);
            assertThat(SqlErrors.isLost(failure)).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"an unexpected null", ""})
    void whatIsNotOfTheDatabaseIsADefect(String words) {
        assertThat(SqlErrors.kind(new IllegalStateException(words))).isEqualTo(Kind.DEFECT);
        assertThat(SqlErrors.isLost(new IllegalStateException(words))).isFalse();
    }

    @Test
    void aCommitWhoseAnswerWasLostIsUnknownAndCountsByItsCause() {
        Map<Throwable, Boolean> unknown = Map.of(
                new CommitUnknown(ClosedConnectionException.INSTANCE), true,
                new CommitUnknown(answered("57P01")), true,
                new CommitUnknown(answered("57014")), false);
        unknown.forEach((failure, isLost) -> {
            assertThat(SqlErrors.kind(failure)).isEqualTo(Kind.UNAVAILABLE);
            assertThat(SqlErrors.isLost(failure)).isEqualTo(isLost);
        });
    }
}
