package dev.rollcall.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.command.ChangeState;
import dev.rollcall.core.command.EditAssignments;
import dev.rollcall.core.command.OfConflict;
import dev.rollcall.core.command.OfDomain;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.SetDirectoryRule;
import dev.rollcall.core.command.SetTerms;
import dev.rollcall.core.model.SeatPolicy;
import dev.rollcall.scim.schema.CoreTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every command of an administrator that changes something tells an event, of the type that is named here, or stands below with a reason. */
final class CommandsAreToldIT {

    /** Commands that are no change of their own, and why. */
    private static final Map<Class<? extends RuleCommand>, String> SILENT = Map.of(
            ChangeState.ForeseeActivation.class,
            "is only ever a forecast",
            RuleCommand.Reconsider.class,
            "looks at users again; what becomes of them is told of them",
            RuleCommand.Recompute.class,
            "looks at users again, and changes something only where the core has a defect");

    private static final UUID NOTHING = new UUID(0, 0);

    private final RulesHouse rules = new RulesHouse();
    private final UUID directory = rules.house.directory();
    private final Set<Class<?>> told = new HashSet<>();
    private final SoftAssertions softly = new SoftAssertions();

    @AfterEach
    void close() {
        rules.house.assertConsistent();
        rules.close();
    }

    @Test
    @DisplayName("Issue 13: every command tells what it changes, once")
    void everyCommandIsToldOrSaysWhyNot() {
        policies();
        domains();
        directorySettings();
        roleAssignments();
        members();
        holds();
        conflicts();
        lifeOfADirectory();
        softly.assertAll();
        assertThat(told).doesNotContainAnyElementsOf(SILENT.keySet());
        assertThat(Stream.concat(told.stream(), SILENT.keySet().stream()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(commands(RuleCommand.class).collect(Collectors.toSet()));
    }

    private static Stream<Class<?>> commands(Class<?> sealed) {
        return sealed.isSealed()
                ? Arrays.stream(sealed.getPermittedSubclasses()).flatMap(CommandsAreToldIT::commands)
                : Stream.of(sealed);
    }

    /** Carries it out, and compares what it tells; says what it makes. */
    private UUID tells(RuleCommand command, String... types) {
        int before = rules.events().size();
        UUID made = rules.done(command).subject();
        List<String> events = rules.events();
        softly.assertThat(events.subList(before, events.size()))
                .as(command.toString())
                .containsExactly(types);
        told.add(command.getClass());
        return made == null ? NOTHING : made;
    }

    private void again(RuleCommand command) {
        int before = rules.events().size();
        rules.done(command);
        assertThat(rules.events()).as("nothing changes by " + command).hasSize(before);
    }

    private void policies() {
        RuleCommand plan = new SetTerms.SetPlan(true, 60, 0);
        tells(plan, "organization.plan_changed");
        again(plan);
        tells(new SetTerms.SetPlan(false, 60, 0), "organization.plan_changed", "organization.no_longer_eligible");
        tells(plan, "organization.plan_changed");
        RuleCommand policy = new SetTerms.SetSeatPolicy(SeatPolicy.HOLD, null);
        tells(policy, "organization.policy_changed");
        again(policy);
        tells(new SetTerms.AllowUnverifiedDomains(true), "organization.policy_changed");
        tells(new SetTerms.ProtectLastAdmin(false), "organization.policy_changed");
        assertThat(rules.house.sql("SELECT data -> 'previous', data ->> 'seatPolicy', data ->> 'unverifiedDomains',"
                        + " data ->> 'lastAdminProtection' FROM event ORDER BY seq DESC LIMIT 1"))
                .containsExactly("{\"lastAdminProtection\":true} hold true false");
    }

    private void domains() {
        RuleCommand claim = new OfDomain.ClaimDomain("proved.example", "0".repeat(32));
        tells(claim, "domain.claimed");
        again(claim);
        RuleCommand release = new OfDomain.ReleaseDomain("proved.example");
        tells(release, "domain.released");
        tells(claim, "domain.claimed");
        tells(new OfDomain.VerifyDomain("proved.example", true), "domain.verified");
        again(new OfDomain.VerifyDomain("proved.example", true));
        tells(new OfDomain.VerifyDomain("proved.example", false), "domain.verified");
        tells(new OfDomain.NoteDomainRecord("proved.example", false), "domain.record_lost");
        tells(new OfDomain.NoteDomainRecord("proved.example", true), "domain.record_found");
        tells(release, "domain.released");
    }

    private void directorySettings() {
        String changed = "directory.rules_changed";
        RuleCommand role = new SetDirectoryRule.SetDefaultRole(directory, "guest");
        tells(role, changed);
        again(role);
        tells(new SetDirectoryRule.SetDefaultRole(directory, "member"), changed);
        tells(new SetDirectoryRule.SetNestedGroups(directory, true), changed);
        again(new SetDirectoryRule.SetNestedGroups(directory, true));
        RuleCommand guard = new SetDirectoryRule.SetMassGuard(directory, 30, 5, Duration.ofHours(2));
        tells(guard, changed);
        again(guard);
        assertThat(rules.house.sql("SELECT data -> 'massGuard', data -> 'previous' -> 'massGuard' FROM event"
                        + " ORDER BY seq DESC LIMIT 1"))
                .containsExactly("{\"share\":30,\"minimum\":5,\"windowSeconds\":7200}"
                        + " {\"share\":20,\"minimum\":10,\"windowSeconds\":3600}");
    }

    private void roleAssignments() {
        String changed = "directory.role_assignments_changed";
        UUID admins = tells(new EditAssignments.AddAssignment(directory, null, "Admins", "admin", null), changed);
        UUID staff = tells(new EditAssignments.AddAssignment(directory, null, "Staff", "member", null), changed);
        tells(new EditAssignments.OrderAssignments(directory, List.of(staff, admins)), changed);
        again(new EditAssignments.OrderAssignments(directory, List.of(staff, admins)));
        tells(new EditAssignments.ChangeAssignment(directory, staff, "guest"), changed);
        assertThat(rules.house.sql("SELECT x ->> 'role', x ->> 'awaitedName' FROM event, jsonb_array_elements(data ->"
                        + " 'roleAssignments') x WHERE seq = (SELECT max(seq) FROM event)"))
                .containsExactly("guest Staff", "admin Admins");
        tells(new EditAssignments.RemoveAssignment(directory, staff), changed);
        tells(new EditAssignments.RemoveAssignment(directory, admins), changed);
    }

    private void members() {
        UUID eve = tells(new OfMember.Invite("eve@example.com", "Eve", "member"), "member.invited");
        tells(new OfMember.EditMember(eve, "Eve Online", null), "member.updated");
        tells(new OfMember.EditMember(eve, null, "admin"), "member.role_changed");
        tells(new OfMember.RemoveMember(eve), "member.removed");
        UUID rescue = tells(
                new OfMember.GrantRecovery(
                        "rescue@example.com", null, "lost access", Instant.now().plusSeconds(3_600)),
                "member.added",
                "recovery.granted");
        tells(new OfMember.EndRecovery(rescue, false), "recovery.ended", "member.removed");
    }

    private void holds() {
        rules.done(new SetTerms.SetPlan(true, 0, 1));
        rules.house.newUser(directory, "first");
        rules.house.newUser(directory, "second");
        List<String> waiting = rules.house.sql("SELECT hold_id FROM hold WHERE closed_at IS NULL ORDER BY hold_id");
        tells(new RuleCommand.Approve(UUID.fromString(waiting.get(0))), "hold.closed", "member.added");
        tells(new RuleCommand.Reject(UUID.fromString(waiting.get(1))), "user.excluded");
        rules.done(new SetTerms.SetPlan(true, 60, 1));
        UUID third = rules.house.newUser(directory, "third");
        rules.done(new SetDirectoryRule.SetMassGuard(directory, 0, 0, Duration.ofHours(1)));
        rules.house.apply(directory, RulesHouse.active(third, false));
        tells(new RuleCommand.RejectMassChange(directory), "directory.mass_change_ended");
        UUID fourth = rules.house.newUser(directory, "fourth");
        rules.house.apply(directory, RulesHouse.active(fourth, false));
        tells(
                new RuleCommand.ApproveMassChange(directory),
                "hold.closed",
                "member.suspended",
                "directory.mass_change_ended");
    }

    private void conflicts() {
        UUID boss = rules.invite("boss", "member");
        rules.done(new OfDomain.ReleaseDomain("example.com"));
        rules.house.organization(House.newId(), "example.com");
        String key = "boss@example.com";
        tells(new OfConflict.TellConflict(boss, key), "conflict.opened");
        tells(new OfConflict.KeepConflict(boss, key, null), "conflict.kept");
        tells(new OfConflict.ReleaseConflict(boss, key, false), "conflict.released", "member.removed");
        rules.done(new OfDomain.VerifyDomain("own.example", true));
    }

    private void lifeOfADirectory() {
        UUID draft = rules.house.directory(rules.house.orgId, "draft", "member", "tolerant");
        rules.house.create(draft, CoreTypes.USER, "{\"userName\":\"dora@own.example\"}");
        tells(new ChangeState.StartPreview(draft), "directory.preview_started");
        UUID activation = tells(new ChangeState.Activate(draft), "directory.activated", "member.added");
        tells(new ChangeState.Pause(draft), "directory.paused");
        tells(new ChangeState.Resume(draft), "directory.resumed");
        UUID successor = rules.house.directory(rules.house.orgId, "draft", "member", "tolerant");
        tells(
                new ChangeState.TakeOver(successor, draft, ChangeState.Deactivate.Members.KEEP),
                "member.unmanaged",
                "directory.deactivated",
                "directory.activated");
        tells(new ChangeState.Deactivate(successor, ChangeState.Deactivate.Members.KEEP), "directory.deactivated");
        tells(new RuleCommand.Undo(activation), "member.removed", "activation.undone");
    }
}
