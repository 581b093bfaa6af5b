package dev.rollcall.core.read.member;

import static dev.rollcall.core.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.core.attribute.SharedAttributes;
import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.read.Fixture;
import dev.rollcall.core.read.member.MemberQueries.Count;
import dev.rollcall.core.read.member.MemberQueries.Facets;
import dev.rollcall.core.read.member.OrganisationMember.ManagedBy;
import dev.rollcall.core.read.member.OrganisationMember.Status;
import dev.rollcall.core.read.member.OrganisationMember.Why;
import dev.rollcall.core.read.sql.Reach;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MemberQueriesIT {

    private static Fixture fixture;
    private static MemberQueries members;
    private static UUID request;
    private static UUID assignment;
    private static UUID bo;

    @BeforeAll
    static void organisation() {
        fixture = new Fixture();
        members = new MemberQueries(fixture.database.reads());
        request = Fixture.newId();
        fixture.assignment(1, "member", null);
        UUID admins = fixture.group("{\"displayName\": \"Admins\"}");
        assignment = fixture.assignment(2, "admin", admins);

        member("ann", "admin", "active", assignment, admins, user("ann"));
        bo = user("bo");
        member("bo", "member", "active", null, null, bo);
        member("cy", "member", "active", null, null, null);
        member("di", "member", "suspended", null, null, user("di"));
        UUID ed = user("ed");
        exclude(ed, "member_elsewhere");
        member("ed", "member", "suspended", null, null, ed);
        UUID flo = fixture.user("""
            {"userName": "flo", "displayName": "",
             "emails": [{"value": "home@flo.example"}, {"value": "flo@flo.example", "primary": true}]}
            """);
        exclude(flo, "unverified_domain");
        exclude(user("gus"), "no_email");
        await(fixture.database
                .writes()
                .query("UPDATE organization SET seats_used = 3")
                .execute());
        fixture.recount(fixture.directory);
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void everyoneIsListedWithTheReason() {
        ManagedBy directory = new ManagedBy(fixture.directory.id(), "Our IdP", "okta");
        List<OrganisationMember> all = all(Facets.ALL, 100);

        assertThat(all.stream().map(MemberQueriesIT::line))
                .containsExactly(
                        "ann@x.example active admin seat",
                        "bo@x.example active member seat",
                        "cy@x.example active member seat",
                        "di@x.example suspended member",
                        "ed@x.example excluded null",
                        "flo@flo.example excluded null",
                        "gus excluded null");
        assertThat(all.stream().map(OrganisationMember::why))
                .containsExactly(
                        new Why.Assignment(assignment, 2, "Admins", null),
                        new Why.DefaultRole(),
                        new Why.ByHand(false),
                        new Why.DefaultRole(),
                        new Why.Excluded(Exclusion.MEMBER_ELSEWHERE),
                        new Why.Excluded(Exclusion.UNVERIFIED_DOMAIN),
                        new Why.Excluded(Exclusion.NO_EMAIL));
        assertThat(all.get(1).managedBy()).isEqualTo(directory);
        assertThat(all.get(2).managedBy()).isNull();
        assertThat(all.get(5).managedBy()).isEqualTo(directory);
        assertThat(all.get(5).displayName()).isEqualTo("flo");
        assertThat(all.get(0).changedBy()).isEqualTo(request);
        assertThat(all.get(0).since()).isEqualTo(Fixture.CREATED);
    }

    @Test
    void pagesJoinWithoutGapOrOverlap() {
        for (int size = 1; size <= 8; size++) {
            assertThat(all(Facets.ALL, size)).isEqualTo(all(Facets.ALL, 100));
        }
    }

    @Test
    void facetsNarrowTheList() {
        assertThat(emails(new Facets(Status.EXCLUDED, null, null))).isEqualTo("ed@x.example flo@flo.example gus");
        assertThat(emails(new Facets(Status.SUSPENDED, null, null))).isEqualTo("di@x.example");
        assertThat(emails(new Facets(null, "member", null))).isEqualTo("bo@x.example cy@x.example di@x.example");
        assertThat(emails(new Facets(Status.ACTIVE, "member", fixture.directory.id())))
                .isEqualTo("bo@x.example");
        assertThat(emails(new Facets(null, null, Fixture.newId()))).isEmpty();
    }

    @Test
    void theSummaryCounts() {
        MemberQueries.Summary summary = Objects.requireNonNull(await(members.summary(fixture.org())));

        assertThat(summary.purchasedSeats()).isEqualTo(50);
        assertThat(summary.seatsUsed()).isEqualTo(3);
        assertThat(summary.counts())
                .containsExactly(
                        new Count(Status.ACTIVE, "admin", 1),
                        new Count(Status.ACTIVE, "member", 2),
                        new Count(Status.EXCLUDED, null, 3),
                        new Count(Status.SUSPENDED, "member", 1));
        assertThat(await(members.summary(fixture.directory("empty").orgId())))
                .isEqualTo(new MemberQueries.Summary(50, 0, List.of()));
        assertThat(await(members.summary(Fixture.newId()))).isNull();
    }

    /** Text in an organisation that is not looked through: whose address or name begins so, few or many of them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ann | ann@x.example",
                "A | ann@x.example",
                "x.example | ''",
                "b | bo@x.example",
                "cy@X | cy@x.example",
                "flo | flo@flo.example",
                "e | ed@x.example",
                "zoe | ''"
            })
    void ofManyMembersATextFindsWhoseAddressOrNameBeginsWithIt(String text, String found) {
        for (int few : new int[] {0, 1, 1_000}) {
            MemberQueries large =
                    new MemberQueries(fixture.database.reads(), new Reach(0, 0, few), SharedAttributes.NONE);
            assertThat(await(large.list(fixture.org(), new Facets(null, null, null, null, text), null, 10)))
                    .extracting(OrganisationMember::email)
                    .containsExactlyElementsOf(found.isEmpty() ? List.of() : List.of(found));
        }
        assertThat(await(members.list(fixture.org(), new Facets(null, null, null, null, "X.EXAMPLE"), null, 10)))
                .hasSize(5);
    }

    /** Every piece of what the list shows of a user who is kept out finds them, wherever in the record it stands. */
    @Test
    void usersWhoAreKeptOutAreFoundByWhatTheListShows() {
        Fixture own = new Fixture();
        try {
            for (String record : List.of(
                    "{'userName': ' MAILTO:Hal@Flo.Example.', 'displayName': 'Hal Straße'}",
                    "{'userName': 'ivy', 'emails': [{'value': 'home@ivy.example'}, {'value': 'Mailto:Ivy@Work.Example"
                            + " ', 'primary': true}]}",
                    "{'userName': 'jo@jo.example', 'displayName': '', 'emails': [{'value': 'none'}]}",
                    "{'userName': 'Kay', 'displayName': 'Kay of \u0130zmir', 'emails': [{'value':"
                            + " 'k\u200Bay@x.example', 'type': 'work'}]}")) {
                UUID user = own.user(record.replace('\'', '"'));
                await(own.database
                        .writes()
                        .preparedQuery("UPDATE directory_user SET exclusion = 'unverified_domain' WHERE user_id = $1")
                        .execute(Tuple.of(user)));
            }
            MemberQueries small = new MemberQueries(own.database.reads());
            MemberQueries large = new MemberQueries(own.database.reads(), new Reach(0, 0, 10), SharedAttributes.NONE);
            List<OrganisationMember> shown = await(small.list(own.org(), Facets.ALL, null, 10));
            assertThat(shown)
                    .extracting(OrganisationMember::email)
                    .containsExactly("Hal@Flo.Example", "Ivy@Work.Example", "jo@jo.example", "kay@x.example");
            for (OrganisationMember one : shown) {
                for (String words : List.of(one.email(), one.displayName())) {
                    for (int from = 0; from < words.length(); from++) {
                        Facets text = new Facets(null, null, null, null, words.substring(from));
                        assertThat(await(small.list(own.org(), text, null, 10)))
                                .as(text.text())
                                .contains(one);
                    }
                    for (int to = 1; to <= words.length(); to++) {
                        Facets text = new Facets(null, null, null, null, words.substring(0, to));
                        assertThat(await(large.list(own.org(), text, null, 10)))
                                .as(text.text())
                                .contains(one);
                    }
                }
            }
            assertThat(await(small.list(own.org(), new Facets(null, null, null, null, "home@ivy"), null, 10)))
                    .isEmpty();
        } finally {
            own.close();
        }
    }

    @Test
    void anAssignmentThatIsGoneIsStillNamedByItsId() {
        UUID gone = Fixture.newId();
        await(fixture.database
                .writes()
                .preparedQuery("UPDATE member SET role_assignment_id = $1, role_group_id = $1 WHERE user_id = $2")
                .execute(Tuple.of(gone, bo)));

        assertThat(all(new Facets(Status.ACTIVE, "member", fixture.directory.id()), 10))
                .extracting(OrganisationMember::why)
                .containsExactly(new Why.Assignment(gone, null, null, null));
        await(fixture.database
                .writes()
                .preparedQuery("UPDATE member SET role_assignment_id = NULL, role_group_id = NULL WHERE user_id = $1")
                .execute(Tuple.of(bo)));
    }

    @Test
    void eventsAndLedgerAreReadFromWhereOneLeftOff() {
        await(fixture.database.writes().preparedQuery("""
            INSERT INTO event (org_id, seq, event_id, at, type, subject_id, request_id, data)
            SELECT $1, i, gen_random_uuid(), '2026-03-01T12:00:00Z', 'member.added', $2, $2, jsonb_build_object('n', i)
            FROM generate_series(101, 105) i
            """).execute(Tuple.of(fixture.org(), request)));
        await(fixture.database.writes().preparedQuery("""
            INSERT INTO seat_ledger (org_id, entry, at, member_id, delta, balance, cause, request_id)
            SELECT $1, i, '2026-03-01T12:00:00Z', $2, 1, i, 'member.added', $2 FROM generate_series(1, 5) i
            """).execute(Tuple.of(fixture.org(), request)));

        assertThat(await(new EventQueries(fixture.database.reads()).after(fixture.org(), 102, Long.MAX_VALUE, null, 2)))
                .allSatisfy(event -> {
                    assertThat(event.at()).isEqualTo(Fixture.CREATED);
                    assertThat(event.event().data().get("n").asLong())
                            .isEqualTo(event.event().seq());
                })
                .extracting(event -> event.event().seq())
                .containsExactly(103L, 104L);
        assertThat(await(new LedgerQueries(fixture.database.reads())
                        .after(fixture.org(), LedgerQueries.Filter.ALL, 3, 10)))
                .extracting(
                        entry -> entry.entry().entry(), entry -> entry.entry().balance(), entry -> entry.at())
                .containsExactly(tuple(4L, 4, Fixture.CREATED), tuple(5L, 5, Fixture.CREATED));
    }

    private static UUID user(String name) {
        return fixture.user("{\"userName\": \"" + name + "\"}");
    }

    private static void member(
            String name, String role, String status, @Nullable UUID by, @Nullable UUID group, @Nullable UUID user) {
        await(fixture.database
                .writes()
                .preparedQuery("""
                    INSERT INTO member (org_id, member_id, email, email_key, display_name, role, status, seat, directory_id,
                                        user_id, role_assignment_id, role_group_id, joined_at, changed_at, changed_by)
                    VALUES ($1, $2, $3, $3, $3, $4, $5, $5 = 'active', $6, $7, $8, $9, $10, $10, $11)
                    """)
                .execute(Tuple.of(fixture.org(), Fixture.newId(), name + "@x.example", role, status)
                        .addUUID(user == null ? null : fixture.directory.id())
                        .addUUID(user)
                        .addUUID(by)
                        .addUUID(group)
                        .addOffsetDateTime(Fixture.CREATED.atOffset(ZoneOffset.UTC))
                        .addUUID(request)));
    }

    private static void exclude(UUID user, String reason) {
        await(fixture.database
                .writes()
                .preparedQuery("UPDATE directory_user SET exclusion = $2 WHERE user_id = $1")
                .execute(Tuple.of(user, reason)));
    }

    private static List<OrganisationMember> all(Facets facets, int pageSize) {
        List<OrganisationMember> all = new ArrayList<>();
        UUID after = null;
        while (true) {
            List<OrganisationMember> page = await(members.list(fixture.org(), facets, after, pageSize));
            assertThat(page.size()).isLessThanOrEqualTo(pageSize);
            all.addAll(page);
            if (page.size() < pageSize) {
                return all;
            }
            after = page.get(page.size() - 1).id();
        }
    }

    private static String emails(Facets facets) {
        return all(facets, 2).stream().map(OrganisationMember::email).collect(Collectors.joining(" "));
    }

    private static String line(OrganisationMember member) {
        return member.email() + " " + member.status().word() + " " + member.role() + (member.seat() ? " seat" : "");
    }
}
