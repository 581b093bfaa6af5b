package dev.rollcall.core.admin.directory;

import static dev.rollcall.core.Waiting.await;
import static dev.rollcall.core.Waiting.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.TestClock;
import dev.rollcall.core.TestDatabase;
import dev.rollcall.core.admin.AdminException;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.admin.Organisation.Plan;
import dev.rollcall.core.admin.Organisations;
import dev.rollcall.core.admin.Rows;
import dev.rollcall.core.admin.directory.Credentials.Credential;
import dev.rollcall.core.admin.directory.Credentials.Issued;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.secret.Keys;
import dev.rollcall.core.store.Database;
import dev.rollcall.core.store.DatabaseUrl;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CredentialsIT {

    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private static Vertx vertx;
    private static DatabaseUrl url;
    private static Database database;
    private static int organisations;

    private final TestClock clock = new TestClock();
    private Credentials credentials;
    private CredentialCheck check;
    private Directory directory;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        url = TestDatabase.create();
        database = Database.open(vertx, url, Database.Limits.DEFAULT);
    }

    @AfterAll
    static void close() {
        await(database.close());
        await(vertx.close());
    }

    @BeforeEach
    void aDirectory() {
        credentials = new Credentials(database.writes(), clock, Keys.of(KEY));
        check = new CredentialCheck(database.writes(), clock, Keys.of(KEY));
        Organisation organisation = await(new Organisations(database.writes(), clock)
                .create(Actor.gateway(Actor.INSTALLATION), "org-" + ++organisations, "Org", Plan.ENTERPRISE, 50, 0));
        directory = await(
                new Directories(database.writes(), clock).create(Actor.gateway(organisation.id()), "Our Okta", "okta"));
    }

    @Test
    void aTokenLeadsToItsDirectory() {
        Issued issued = issue();

        assertThat(issued.token()).matches("rc_" + issued.credential().prefix() + "_[A-Za-z0-9_-]{43}");
        Optional<AuthenticatedDirectory> found = await(check.authenticate(issued.token()));
        assertThat(found)
                .contains(new AuthenticatedDirectory(
                        directory, issued.credential().id(), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "rc_",
                "rc_AAAAAAAAAAAA_short",
                "rc_AAAAAAAAAAAA_0000000000000000000000000000000000000000000"
            })
    void whatIsNoTokenLeadsNowhere(String text) {
        assertThat(await(check.authenticate(text))).isEmpty();
    }

    @Test
    void anotherSecretWithTheSamePrefixLeadsNowhere() {
        String token = issue().token();
        String other = token.substring(0, token.length() - 1) + (token.endsWith("A") ? "B" : "A");

        assertThat(await(check.authenticate(other))).isEmpty();
    }

    @Test
    void anotherServerKeyKnowsNoToken() {
        byte[] otherKey = KEY.clone();
        otherKey[0]++;
        CredentialCheck other = new CredentialCheck(database.writes(), clock, Keys.of(otherKey));

        assertThat(await(other.authenticate(issue().token()))).isEmpty();
    }

    @Test
    void theTokenIsNeitherStoredNorShownAgain() {
        Issued issued = issue();
        String secret = issued.token().substring(16);

        String stored = await(database.reads()
                        .query("SELECT string_agg(c::text, ' ') AS everything FROM directory_credential c")
                        .execute())
                .iterator()
                .next()
                .getString("everything");
        assertThat(stored).contains(issued.credential().prefix()).doesNotContain(secret);
        assertThat(issued.toString()).doesNotContain(secret);
        assertThat(Token.parse(issued.token()).orElseThrow().toString()).doesNotContain(secret);
    }

    @Test
    void twoAreValidAtOnceAndAThirdNeedsARevocation() {
        Issued old = issue();
        Issued current = issue();

        assertThat(failure(credentials.issue(Actor.gateway(directory.orgId()), directory.id(), null)))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("Revoke one");
        await(credentials.revoke(
                Actor.gateway(directory.orgId()),
                directory.id(),
                old.credential().id()));
        Issued next = issue();

        assertThat(await(check.authenticate(old.token()))).isEmpty();
        assertThat(await(check.authenticate(current.token()))).isPresent();
        assertThat(await(check.authenticate(next.token()))).isPresent();
    }

    @Test
    void ofManyIssuedAtOnceTwoSucceed() {
        List<Future<Issued>> all = IntStream.range(0, 8)
                .mapToObj(i -> credentials.issue(Actor.gateway(directory.orgId()), directory.id(), null))
                .toList();
        failure(Future.join(all));

        assertThat(all.stream().filter(Future::succeeded)).hasSize(2);
    }

    @Test
    void anExpiredOneIsInvalidAndLeavesItsPlace() {
        Instant end = clock.instant().plus(Duration.ofHours(1));
        Issued shortLived = await(credentials.issue(Actor.gateway(directory.orgId()), directory.id(), end));
        issue();
        assertThat(await(check.authenticate(shortLived.token())).orElseThrow().expires())
                .isEqualTo(end);

        clock.advance(Duration.ofHours(1));

        assertThat(await(check.authenticate(shortLived.token()))).isEmpty();
        assertThat(issue().token()).isNotEmpty();
    }

    @Test
    void lastUseIsNotedAtMostOnceAMinute() {
        // One connection: what is written later is seen later, so the other credential's note tells that the first had
        // none.
        Database single = Database.open(vertx, url, new Database.Limits(1, 1, 100, Duration.ofSeconds(10)));
        credentials = new Credentials(single.writes(), clock, Keys.of(KEY));
        check = new CredentialCheck(single.writes(), clock, Keys.of(KEY));
        Issued issued = issue();
        Issued other = issue();
        Instant first = clock.instant();
        await(check.authenticate(issued.token()));
        assertThat(lastUse(issued)).isEqualTo(first);

        clock.advance(Duration.ofSeconds(59));
        await(check.authenticate(issued.token()));
        await(check.authenticate(other.token()));
        assertThat(lastUse(other)).isEqualTo(clock.instant());
        assertThat(lastUse(issued)).isEqualTo(first);

        clock.advance(Duration.ofSeconds(1));
        await(check.authenticate(issued.token()));
        assertThat(lastUse(issued)).isEqualTo(clock.instant());
        await(single.close());
    }

    @Test
    void anotherOrganisationsDirectoryCannotBeTouched() {
        UUID stranger = Rows.newId();
        Issued issued = issue();

        assertThat(failure(credentials.issue(Actor.gateway(stranger), directory.id(), null)))
                .hasMessageContaining("no directory");
        assertThat(failure(credentials.revoke(
                        Actor.gateway(stranger),
                        directory.id(),
                        issued.credential().id())))
                .hasMessageContaining("no credential");
        assertThat(await(credentials.list(stranger, directory.id()))).isEmpty();
    }

    @Test
    void aShortKeyIsRefused() {
        assertThatThrownBy(() -> new Credentials(database.writes(), clock, Keys.of(new byte[31])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLookUpIsByIndex() {
        List<String> plan = await(database.writes()
                        .withTransaction(transaction -> transaction
                                .query("SET LOCAL enable_seqscan = off")
                                .execute()
                                .compose(off -> transaction
                                        .query("EXPLAIN SELECT FROM directory_credential c JOIN directory d ON"
                                                + " d.org_id = c.org_id AND d.directory_id = c.directory_id WHERE"
                                                + " c.prefix = 'x'")
                                        .execute())))
                .stream()
                .map(row -> row.getString(0))
                .toList();

        assertThat(plan).anyMatch(line -> line.contains("directory_credential_prefix_key"));
    }

    private Issued issue() {
        return await(credentials.issue(Actor.gateway(directory.orgId()), directory.id(), null));
    }

    private @Nullable Instant lastUse(Issued issued) {
        return await(credentials.list(directory.orgId(), directory.id())).stream()
                .filter(credential -> credential.id().equals(issued.credential().id()))
                .map(Credential::lastUsed)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
