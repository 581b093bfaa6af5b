package dev.rollcall.core.admin;

import static dev.rollcall.core.Waiting.await;
import static dev.rollcall.core.Waiting.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.core.TestClock;
import dev.rollcall.core.TestDatabase;
import dev.rollcall.core.admin.Organisation.Plan;
import dev.rollcall.core.admin.RoleAssignments.RoleAssignment;
import dev.rollcall.core.model.DirectoryRow.State;
import dev.rollcall.core.store.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class DemoOrganisationTest {

    private static final TestClock CLOCK = new TestClock();

    private static Vertx vertx;
    private static Database database;
    private static DemoOrganisation demo;
    private static RoleAssignments roles;
    private static Organisations organisations;
    private static Domains domains;
    private static Directories directories;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        database = Database.open(vertx, TestDatabase.create(), Database.Limits.DEFAULT);
        demo = await(DemoOrganisation.ensure(database.writes(), CLOCK));
        roles = new RoleAssignments(database.writes());
        organisations = new Organisations(database.writes(), CLOCK);
        domains = new Domains(database.writes());
        directories = new Directories(database.writes(), CLOCK);
    }

    @AfterAll
    static void close() {
        await(database.close());
        await(vertx.close());
    }

    @Test
    void mayActivateDirectoriesAndHasTwoActiveOnes() {
        assertThat(demo.organisation().plan()).isEqualTo(Plan.ENTERPRISE);
        assertThat(demo.organisation().purchasedSeats()).isGreaterThanOrEqualTo(50);
        assertThat(await(domains.list(demo.organisation().id())))
                .singleElement()
                .satisfies(domain -> {
                    assertThat(domain.name()).isEqualTo("demo.example");
                    assertThat(domain.verified()).isNotNull();
                });
        assertThat(demo.directories()).extracting(Directory::name).containsExactly("Okta", "Microsoft Entra ID");
        assertThat(demo.directories()).allSatisfy(directory -> {
            assertThat(directory.state()).isEqualTo(State.ACTIVE);
            assertThat(directory.activationId()).isNotNull();
            assertThat(directory.defaultRole()).isEqualTo("member");
            assertThat(await(roles.list(directory.orgId(), directory.id())))
                    .extracting(RoleAssignment::position, RoleAssignment::groupName, RoleAssignment::role)
                    .containsExactly(tuple(1, "Rollcall Admins", "admin"), tuple(2, "Rollcall Members", "member"));
        });
    }

    @Test
    void isMadeOnceHoweverOftenAndByHoweverManyNodes() {
        List<Future<DemoOrganisation>> nodes = List.of(
                DemoOrganisation.ensure(database.writes(), CLOCK),
                DemoOrganisation.ensure(database.reads(), CLOCK),
                DemoOrganisation.ensure(database.writes(), CLOCK));

        assertThat(await(Future.all(nodes)).<DemoOrganisation>list()).containsOnly(demo);
        assertThat(await(organisations.bySlug("demo"))).contains(demo.organisation());
        assertThat(await(organisations.byId(demo.organisation().id()))).contains(demo.organisation());
        assertThat(await(organisations.bySlug("Demo"))).isEmpty();
    }

    @Test
    void aTakenOrUnfitSlugIsRefused() {
        assertThat(failure(organisations.create("demo", "Again", Plan.STANDARD, 1, 0)))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("already");
        assertThat(failure(organisations.create("De mo", "Again", Plan.STANDARD, 1, 0)))
                .hasMessageContaining("lower-case");
    }

    @Test
    void anActivationOutlivesAPauseAndEndsWithDeactivation() {
        Organisation org = await(organisations.create("states", "States", Plan.ENTERPRISE, 50, 0));
        Directory draft = await(directories.create(org.id(), "Our IdP", "okta"));
        assertThat(draft.state()).isEqualTo(State.DRAFT);
        assertThat(draft.activationId()).isNull();

        UUID activation = set(draft, State.ACTIVE).activationId();
        assertThat(activation).isNotNull();
        assertThat(set(draft, State.PAUSED).activationId()).isEqualTo(activation);
        assertThat(set(draft, State.ACTIVE).activationId()).isEqualTo(activation);
        assertThat(set(draft, State.DEACTIVATED).activationId()).isNull();
        assertThat(set(draft, State.ACTIVE).activationId()).isNotNull().isNotEqualTo(activation);
        assertThat(await(directories.list(org.id()))).hasSize(1);
        assertThat(await(directories.byId(draft.id())).orElseThrow().orgId()).isEqualTo(org.id());
        assertThat(await(directories.byId(Rows.newId()))).isEmpty();
        assertThat(failure(directories.setState(demo.organisation().id(), draft.id(), State.PAUSED)))
                .hasMessageContaining("no directory");
    }

    @Test
    void anAssignmentFindsTheGroupThatIsThereAlready() {
        Organisation org = await(organisations.create("roles", "Roles", Plan.ENTERPRISE, 50, 0));
        Directory directory = await(directories.create(org.id(), "Our IdP", "okta"));
        UUID group = Rows.newId();
        await(database.writes()
                .preparedQuery(
                        "INSERT INTO directory_group (org_id, directory_id, group_id, display_name_key, doc, version,"
                                + " created_at, modified_at) VALUES ($1, $2, $3, 'engineers', '{\"displayName\": \"Engineers\"}', 1,"
                                + " now(), now())")
                .execute(Tuple.of(org.id(), directory.id(), group)));

        await(roles.appendAwaited(org.id(), directory.id(), "ENGINEERS", "admin"));
        await(roles.appendGroup(org.id(), directory.id(), group, "member"));
        await(roles.appendAwaited(org.id(), directory.id(), "Nobody yet", "member"));

        assertThat(await(roles.list(org.id(), directory.id())))
                .extracting(RoleAssignment::position, RoleAssignment::groupId, RoleAssignment::groupName)
                .containsExactly(
                        tuple(1, group, "Engineers"), tuple(2, group, "Engineers"), tuple(3, null, "Nobody yet"));
        assertThat(failure(roles.appendGroup(org.id(), directory.id(), Rows.newId(), "member")))
                .hasMessageContaining("no group");
        assertThat(failure(roles.appendAwaited(org.id(), Rows.newId(), "X", "member")))
                .hasMessageContaining("no directory");
    }

    private static Directory set(Directory directory, State state) {
        return await(directories.setState(directory.orgId(), directory.id(), state));
    }
}
