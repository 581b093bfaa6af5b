package dev.rollcall.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.EditAssignments;
import dev.rollcall.core.command.Impact;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.RuleOutcome;
import dev.rollcall.scim.message.ScimRequest.Command;
import dev.rollcall.scim.schema.CoreTypes;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** A {@link House} and an administrator who uses the rule commands. */
public final class RulesHouse implements AutoCloseable {

    final House house = new House();

    Actor admin() {
        return admin(house.orgId);
    }

    static Actor admin(UUID orgId) {
        return new Actor(orgId, "test@example.com", House.newId());
    }

    RuleOutcome ask(RuleCommand command) {
        return ask(house.orgId, command);
    }

    RuleOutcome ask(UUID orgId, RuleCommand command) {
        return House.await(house.provisioning.apply(admin(orgId), command));
    }

    /** Carries out a command that is not refused. */
    RuleOutcome.Done done(RuleCommand command) {
        return done(ask(command));
    }

    static RuleOutcome.Done done(RuleOutcome outcome) {
        assertThat(outcome).isInstanceOf(RuleOutcome.Done.class);
        return (RuleOutcome.Done) outcome;
    }

    /** What a command makes. */
    UUID made(RuleCommand command) {
        return Objects.requireNonNull(done(command).subject());
    }

    Impact forecast(RuleCommand command) {
        return done(House.await(house.provisioning.forecast(admin(), command))).impact();
    }

    /** Carries out a command after its forecast, which must come true. */
    Impact foreseen(RuleCommand command) {
        List<String> before = house.sql("SELECT * FROM member ORDER BY member_id");
        Impact expected = forecast(command);
        assertThat(house.sql("SELECT * FROM member ORDER BY member_id"))
                .as("a forecast changes nothing")
                .isEqualTo(before);
        Impact happened = done(command).impact();
        assertThat(kinds(happened)).isEqualTo(kinds(expected));
        assertThat(happened.seatsAfter()).isEqualTo(expected.seatsAfter());
        assertThat(happened.adminsAfter()).isEqualTo(expected.adminsAfter());
        return happened;
    }

    /** What happens to whom, as text; without ids, which differ for those who come in. */
    static List<String> kinds(Impact impact) {
        return impact.lines().stream()
                .map(line -> line.kind() + " " + line.email() + " " + line.roleBefore() + " " + line.roleAfter() + " "
                        + line.reason())
                .toList();
    }

    RuleOutcome.Refused refused(RuleCommand command) {
        RuleOutcome outcome = ask(command);
        assertThat(outcome).isInstanceOf(RuleOutcome.Refused.class);
        return (RuleOutcome.Refused) outcome;
    }

    UUID assign(UUID directory, UUID group, String role) {
        return made(new EditAssignments.AddAssignment(directory, group, null, role, null));
    }

    UUID invite(String name, String role) {
        return made(new OfMember.Invite(name + "@example.com", name, role));
    }

    static Command active(UUID user, boolean active) {
        return House.patchOf(CoreTypes.USER, user, "[{\"op\":\"replace\",\"value\":{\"active\":" + active + "}}]");
    }

    static Command addTo(UUID group, UUID user) {
        return House.patchOf(
                CoreTypes.GROUP,
                group,
                "[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + user + "\"}]}]");
    }

    static Command removeFrom(UUID group, UUID user) {
        return House.patchOf(
                CoreTypes.GROUP, group, "[{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + user + "\\\"]\"}]");
    }

    List<String> members() {
        return house.sql("SELECT split_part(email, '@', 1), role, status, seat FROM member ORDER BY email, member_id");
    }

    List<String> events() {
        return house.sql("SELECT type FROM event ORDER BY seq");
    }

    List<String> holds() {
        return house.sql("SELECT kind, split_part(email, '@', 1), effect, state FROM hold ORDER BY hold_id");
    }

    /** Everything tells one story, and looking at all members again changes nothing. */
    void assertConsistent() {
        house.assertConsistent();
        for (String directory : house.sql("SELECT directory_id FROM directory WHERE org_id = $1", house.orgId)) {
            assertThat(forecast(new RuleCommand.Recompute(UUID.fromString(directory)))
                            .lines())
                    .as("looking at all members again")
                    .isEmpty();
        }
    }

    @Override
    public void close() {
        house.close();
    }
}
