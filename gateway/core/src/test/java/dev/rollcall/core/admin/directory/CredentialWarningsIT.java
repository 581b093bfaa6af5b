package dev.rollcall.core.admin.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.TestDatabase;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.admin.Organisation.Plan;
import dev.rollcall.core.admin.Organisations;
import dev.rollcall.core.admin.directory.Credentials.Issued;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.secret.Keys;
import dev.rollcall.core.store.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** LOW: the end of a credential is told in time, by an event, once for each step. */
final class CredentialWarningsIT {

    private static final Instant BEGIN = Instant.parse("2030-01-01T00:00:00Z");

    /** Events before: the organisation and the directory were made. */
    private static final int MADE = 2;

    private static Vertx vertx;
    private static Database database;
    private static int organisations;

    private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
    private Credentials credentials;
    private CredentialWarnings warnings;
    private CredentialWarnings otherNode;
    private Directory directory;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        database = Database.open(vertx, TestDatabase.create(), Database.Limits.DEFAULT);
    }

    @AfterAll
    static void close() {
        database.close().await();
        vertx.close().await();
    }

    @BeforeEach
    void aDirectory() {
        credentials = new Credentials(database.writes(), now::get, Keys.of(new byte[32]));
        warnings = new CredentialWarnings(database.reads(), now::get);
        otherNode = new CredentialWarnings(database.writes(), now::get);
        Organisation organisation = new Organisations(database.writes(), now::get)
                .create(Actor.gateway(Actor.INSTALLATION), "warned-" + ++organisations, "Org", Plan.ENTERPRISE, 50, 0)
                .await();
        directory = new Directories(database.writes(), now::get)
                .create(Actor.gateway(organisation.id()), "Our Okta", "okta")
                .await();
    }

    private Issued issue(@Nullable Duration life) {
        return credentials
                .issue(Actor.gateway(directory.orgId()), directory.id(), life == null ? null : BEGIN.plus(life))
                .await();
    }

    /** Both nodes look at once. */
    private void look(Duration since) {
        now.set(BEGIN.plus(since));
        Future.join(warnings.tell(), otherNode.tell()).await();
        warnings.tell().await();
    }

    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (Row row : database.reads()
                .preparedQuery("""
                    SELECT seq, type, coalesce(data->>'days', '') AS days, coalesce(data->>'others', '') AS others
                    FROM event WHERE org_id = $1 AND type LIKE 'credential.%' ORDER BY seq
                    """)
                .execute(Tuple.of(directory.orgId()))
                .await()) {
            assertThat(row.getLong("seq")).as("without gaps").isEqualTo(told.size() + 1 + MADE);
            told.add((row.getString("type") + " " + row.getString("days") + " " + row.getString("others")).strip());
        }
        return told;
    }

    @Test
    @DisplayName("LOW: 30, 14, 7 and 1 days before the end, and at the end, each once, though two nodes look")
    void eachStepIsToldOnce() {
        issue(Duration.ofDays(100));
        for (int day = 0; day <= 101; day++) {
            look(Duration.ofDays(day));
        }
        assertThat(told())
                .containsExactly(
                        "credential.issued",
                        "credential.ending 30 0",
                        "credential.ending 14 0",
                        "credential.ending 7 0",
                        "credential.ending 1 0",
                        "credential.expired 0 0");
    }

    @Test
    void afterALongStopOnlyTheLastStepIsTold() {
        issue(Duration.ofDays(100));
        issue(null);
        look(Duration.ofDays(95));
        look(Duration.ofDays(200));
        assertThat(told())
                .containsExactly(
                        "credential.issued", "credential.issued", "credential.ending 7 1", "credential.expired 0 1");
    }

    @Test
    void oneThatIsShortFromTheBeginningIsNotWarnedOfAtOnce() {
        issue(Duration.ofDays(10));
        look(Duration.ZERO);
        assertThat(told()).containsExactly("credential.issued");
        look(Duration.ofDays(4));
        assertThat(told()).containsExactly("credential.issued", "credential.ending 7 0");
    }

    @Test
    void oneThatWasRevokedOrDoesNotEndIsNotWarnedOf() {
        Issued revoked = issue(Duration.ofDays(100));
        credentials
                .revoke(
                        Actor.gateway(directory.orgId()),
                        directory.id(),
                        revoked.credential().id())
                .await();
        credentials
                .revoke(
                        Actor.gateway(directory.orgId()),
                        directory.id(),
                        revoked.credential().id())
                .await();
        issue(null);
        look(Duration.ofDays(99));
        look(Duration.ofDays(101));
        assertThat(told()).containsExactly("credential.issued", "credential.revoked", "credential.issued");
    }
}
