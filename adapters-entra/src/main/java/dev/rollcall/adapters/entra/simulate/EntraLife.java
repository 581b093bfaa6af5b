package dev.rollcall.adapters.entra.simulate;

import dev.rollcall.spi.simulate.Person;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Roster;
import java.util.List;

/**
 * Plays what happens in a tenant: people come, are promoted, are locked out and come back; a group is renamed, people leave it and
 * join it again; a person is rehired under another name, is deleted, and is purged thirty days later. In between, the whole state
 * is compared.
 */
final class EntraLife {

    /** How often everybody and every group is compared. */
    static final int COMPARISONS = 4;

    /** Requests for those who come and go beside the plan, and the probes of all cycles. */
    static final int BESIDE_THE_PLAN = 38;

    private final Plan plan;
    private final Roster roster;
    private final EntraTenant tenant;
    private final EntraJob job;
    private final EntraAudit audit;

    EntraLife(Plan plan, Roster roster, EntraTenant tenant, EntraJob job, EntraAudit audit) {
        this.plan = plan;
        this.roster = roster;
        this.tenant = tenant;
        this.job = job;
        this.audit = audit;
    }

    void live() {
        audit.begin();
        job.cycle();
        // Who leaves before the gateway ever heard of them would never be sent.
        job.settle();
        restless().forEach(job::onDemand);
        changes();
        comings();
        audit.compare();
        EntraAccount guest = new EntraAccount(guest());
        EntraTeam project = new EntraTeam("Project of a month", List.of(guest));
        EntraAccount again = hiredAgain(guest, project);
        audit.compare();
        purged(again, project);
        audit.compare();
    }

    /** All that changes between two cycles comes in one. */
    private void changes() {
        tenant.of(roster.promoted())
                .forEach(account -> account.become(account.person().promoted()));
        tenant.of(roster.suspended()).forEach(EntraAccount::leave);
        restless().forEach(team -> {
            team.rename(team.objectName() + " (renamed)");
            team.leave(wanderers());
        });
        job.cycle();
    }

    private void comings() {
        tenant.of(roster.returners()).forEach(EntraAccount::comeBack);
        restless().forEach(team -> {
            team.rename(team.objectName());
            team.join(wanderers());
        });
        job.cycle();
        job.settle();
    }

    /** Locked out with the memberships kept; then somebody new in the tenant who is the same person. */
    private EntraAccount hiredAgain(EntraAccount guest, EntraTeam project) {
        tenant.add(guest);
        tenant.add(project);
        job.cycle();
        job.settle();
        guest.leave();
        job.cycle();
        job.settle();
        if (!guest.isLinked()) {
            return guest;
        }
        EntraAccount again = guest.hiredAgain();
        tenant.forget(guest);
        tenant.add(again);
        project.takeOver(guest, again);
        job.cycle();
        job.settle();
        return again;
    }

    /** A soft delete, and thirty days later the purge. Who comes under the same name then is somebody new. */
    private void purged(EntraAccount leaver, EntraTeam project) {
        String id = leaver.isLinked() ? leaver.id() : "";
        leaver.become(leaver.person().renamed());
        leaver.delete(job.now());
        project.delete();
        job.cycle();
        job.settle();
        tenant.forget(project);
        job.pass(EntraAccount.RESTORABLE);
        job.cycle();
        job.settle();
        tenant.forget(leaver);
        EntraAccount second = new EntraAccount(guest());
        tenant.add(second);
        job.cycle();
        job.settle();
        if (!id.isEmpty()) {
            audit.checkGone(id);
        }
        second.leave();
        job.cycle();
        second.purge();
        job.cycle();
        job.settle();
        tenant.forget(second);
    }

    private List<EntraTeam> restless() {
        return roster.restless().map(tenant::of).stream().toList();
    }

    private List<EntraAccount> wanderers() {
        return roster.restless().map(team -> tenant.of(roster.wanderers(team))).orElse(List.of());
    }

    /** Somebody beyond the plan, who is gone again at the end. */
    private Person guest() {
        return new Person(
                plan.users(),
                "Guest",
                "Purged",
                "guest.purged." + EntraSimulator.PROVIDER + "@" + plan.domain(),
                "Contractor",
                "Sales");
    }
}
