package dev.rollcall.core.decide.member;

import dev.rollcall.core.command.OfMember.Invite;
import dev.rollcall.core.command.RuleOutcome.Refusal;
import dev.rollcall.core.decide.workspace.Addresses;
import dev.rollcall.core.decide.workspace.Cause;
import dev.rollcall.core.decide.workspace.People;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.Claim;
import dev.rollcall.core.model.EmailAddress;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.MemberRow.Status;
import dev.rollcall.core.model.row.UserRow;
import dev.rollcall.core.model.row.WelcomeMail;
import java.util.List;
import java.util.Objects;

/** Invites a person by hand (R11, R14). Who gets a seat is decided as for all others (R16); without one it is refused. */
final class Invitations {

    private final Workspace workspace;
    private final People people;
    private final Seats seats;
    private final MemberWriter writer;
    private final MemberRules rules;

    Invitations(Workspace workspace, MemberRules rules) {
        this.workspace = workspace;
        this.people = workspace.people();
        this.seats = new Seats(workspace);
        this.writer = new MemberWriter(workspace);
        this.rules = rules;
    }

    MemberVerdict invite(Invite invite, Cause cause) {
        String email = EmailAddress.tidied(invite.email());
        if (!EmailAddress.isAddress(email)) {
            return MemberVerdict.refused(
                    Refusal.INVALID, "\"" + email + "\" is not an e-mail address. Give one such as ada@example.com.");
        }
        if (!workspace.house().knows(invite.role())) {
            return MemberVerdict.unknownRole(workspace.house(), invite.role());
        }
        String key = EmailAddress.key(email);
        Claim claim = people.claim(key);
        if (claim != null && claim.orgId().equals(workspace.orgId())) {
            return MemberVerdict.refused(Refusal.ADDRESS_TAKEN, email + " is a member already.");
        }
        if (claim != null || workspace.domains().isOfAnother(key)) {
            return MemberVerdict.notAvailable(email);
        }
        MemberRow suspended = people.suspendedByDirectory(key);
        if (suspended != null) {
            return MemberVerdict.refused(
                    Refusal.MANAGED_BY_DIRECTORY,
                    email + " is a member already, suspended and managed by the directory \""
                            + workspace
                                    .directory(Objects.requireNonNull(suspended.directoryId()))
                                    .name()
                            + "\". Activate them at its identity provider.");
        }
        Seats.Answer answer = seats.ask(Grant.withoutGroup(invite.role()), false, cause);
        if (!(answer instanceof Seats.Answer.Granted granted)) {
            return MemberVerdict.noSeat(workspace.terms());
        }
        MemberRow dormant = people.dormant(key);
        MemberRow known = dormant != null && !dormant.managed() ? dormant : null;
        MemberRow after = new MemberRow(
                known == null ? workspace.newId() : known.id(),
                email,
                key,
                invite.displayName().isBlank() ? email : invite.displayName().strip(),
                Status.ACTIVE,
                granted.seat(),
                null,
                null,
                null,
                granted.grant(),
                granted.awaitedRole(),
                null,
                known == null ? workspace.now() : known.joined(),
                workspace.now(),
                cause.requestId());
        writer.write(known, after, EventType.MEMBER_INVITED, null, cause, null);
        if (invite.welcome()) {
            workspace.welcome(new WelcomeMail(workspace.newId(), after.id()));
        }
        adopt(key, cause);
        return MemberVerdict.done(after.id());
    }

    /** A directory that has sent the address already, and had to keep its user out, takes the member over at once (R11). */
    private void adopt(String emailKey, Cause cause) {
        for (UserRow user : List.copyOf(workspace.users().rows())) {
            String email = Addresses.of(user.document(), workspace.domains()::isOwn);
            if (email != null && EmailAddress.key(email).equals(emailKey)) {
                rules.settle(user, cause.in(user.directoryId()));
            }
        }
    }
}
