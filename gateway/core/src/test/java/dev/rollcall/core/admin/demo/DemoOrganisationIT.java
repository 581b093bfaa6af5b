package dev.rollcall.core.admin.demo;

import static dev.rollcall.core.Waiting.await;
import static dev.rollcall.core.Waiting.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.core.Provisioning;
import dev.rollcall.core.TestClock;
import dev.rollcall.core.TestDatabase;
import dev.rollcall.core.admin.AdminException;
import dev.rollcall.core.admin.Domains;
import dev.rollcall.core.admin.Organisation.Plan;
import dev.rollcall.core.admin.Organisations;
import dev.rollcall.core.admin.RoleAssignments;
import dev.rollcall.core.admin.RoleAssignments.RoleAssignment;
import dev.rollcall.core.admin.Rows;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.lane.LaneLimits;
import dev.rollcall.core.lane.LaneObserver;
import dev.rollcall.core.model.Activation;
import dev.rollcall.core.model.row.DirectoryRow.State;
import dev.rollcall.core.read.ActivationQueries;
import dev.rollcall.core.store.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class DemoOrganisationIT {

    private static final TestClock CLOCK = new TestClock();

    private static Vertx vertx;
    private static Database database;
    private static Provisioning provisioning;
    private static final List<DemoDirectory> DIRECTORIES =
            List.of(new DemoDirectory("Okta", "okta"), new DemoDirectory("Microsoft Entra ID", "entra"));

    private static DemoOrganisation demo;
    private static RoleAssignments roles;
    private static Organisations organisations;
    private static Domains domains;
    private static Directories directories;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        database = Database.open(vertx, TestDatabase.create(), Database.Limits.DEFAULT);
        provisioning = new Provisioning(vertx, database.writes(), LaneLimits.DEFAULT, CLOCK, LaneObserver.NONE);
        demo = await(DemoOrganisation.ensure(database.writes(), CLOCK, provisioning, DIRECTORIES));
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
        assertThat(demo.organisation().seats().purchased()).isGreaterThanOrEqualTo(50);
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
                DemoOrganisation.ensure(database.writes(), CLOCK, provisioning, DIRECTORIES),
                DemoOrganisation.ensure(database.reads(), CLOCK, provisioning, DIRECTORIES),
                DemoOrganisation.ensure(database.writes(), CLOCK, provisioning, DIRECTORIES));

        assertThat(await(Future.all(nodes)).<DemoOrganisation>list()).containsOnly(demo);
        assertThat(await(organisations.bySlug("demo"))).contains(demo.organisation());
        assertThat(await(organisations.byId(demo.organisation().id()))).contains(demo.organisation());
        assertThat(await(organisations.bySlug("Demo"))).isEmpty();
    }

    @Test
    void aTakenOrUnfitSlugIsRefused() {
        assertThat(failure(
                        organisations.create(Actor.gateway(Actor.INSTALLATION), "demo", "Again", Plan.STANDARD, 1, 0)))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("already");
        assertThat(failure(
                        organisations.create(Actor.gateway(Actor.INSTALLATION), "De mo", "Again", Plan.STANDARD, 1, 0)))
                .hasMessageContaining("lower-case");
    }

    @Test
    void eachOfItsActivationsCanBeUndone() {
        Directory okta = demo.directories().get(0);
        assertThat(await(new ActivationQueries(database.reads()).list(okta.orgId(), okta.id(), null, 10)))
                .extracting(Activation::id, Activation::ended)
                .containsExactly(tuple(okta.activationId(), null));
    }

    @Test
    void anotherDraftOfTheSameOrganisationStaysOne() {
        Directory draft =
                await(directories.create(Actor.gateway(demo.organisation().id()), "Our IdP", "okta"));
        await(DemoOrganisation.ensure(database.writes(), CLOCK, provisioning, DIRECTORIES));
        assertThat(await(directories.byId(draft.id())).orElseThrow().state()).isEqualTo(State.DRAFT);
        await(directories.deleteDraft(Actor.gateway(draft.orgId()), draft.id()));
        assertThat(await(directories.byId(draft.id()))).isEmpty();
        assertThat(await(directories.byId(Rows.newId()))).isEmpty();
    }
}
