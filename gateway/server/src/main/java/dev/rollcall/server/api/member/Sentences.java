package dev.rollcall.server.api.member;

import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.row.HoldRow;
import org.jspecify.annotations.Nullable;

/** Says in sentences for an IT administrator what a rule did, and what can be done about it. */
final class Sentences {

    private Sentences() {}

    /** What lets a user in who is kept out. */
    static String fix(Exclusion exclusion) {
        return switch (exclusion) {
            case NO_MAPPED_GROUP ->
                "Put the person into a group that has a role assignment, add a role assignment for one of their groups,"
                        + " or give the directory a default role.";
            case NO_EMAIL -> "Send an e-mail address: in emails, or as userName.";
            case UNVERIFIED_DOMAIN ->
                "Verify the domain of the address. The operator can also allow addresses of unverified domains for the"
                        + " organisation.";
            case DOMAIN_OF_ANOTHER_ORGANIZATION ->
                "Give the person an address in a domain of your own. If the domain is yours, ask the operator of this"
                        + " service, who alone can settle that. The person is added automatically as soon as it is "
                        + "settled.";
            case MEMBER_ELSEWHERE ->
                "The person has to leave the other organisation. They are added automatically as soon as they have.";
            case ADDRESS_IN_USE ->
                "Give one of the two another address, or remove the other member. This person is added automatically"
                        + " as soon as the address is free.";
            case NO_SEAT_AVAILABLE ->
                "Buy more seats or free one. People are then added automatically, in the order in which the "
                        + "directory sent them.";
            case AWAITS_APPROVAL -> "Approve the hold, buy more seats, or free one.";
            case SEAT_REFUSED ->
                "Approve the hold after all, or change the seat policy; a seat that becomes free does not let them in."
                        + " Or remove the person at the identity provider.";
        };
    }

    /** What is held, and why, as a sentence. */
    static String what(HoldRow hold) {
        String change = switch (hold.effect()) {
            case ROLE_CHANGE -> hold.email() + " would become " + hold.role();
            case SUSPENSION -> hold.email() + " would lose access";
            case REMOVAL -> hold.email() + " would be removed";
            case ADMISSION -> hold.email() + " would come in as " + hold.role();
        };
        return change + ": " + cause(hold) + ". " + keeps(hold);
    }

    private static String cause(HoldRow hold) {
        if (hold.kind() == HoldRow.Kind.SEAT && hold.state() == HoldRow.State.REJECTED) {
            return "no purchased seat was free";
        }
        return hold.reason().meaning();
    }

    private static String keeps(HoldRow hold) {
        return switch (hold.kind()) {
            case LAST_ADMIN -> "They are the last active admin, so they stay as they are.";
            case MASS_CHANGE -> "More people would lose access at once than the directory may remove, so they stay.";
            case SEAT ->
                hold.state() == HoldRow.State.REJECTED
                        ? "An administrator refused another one, so they stay "
                                + (hold.effect() == HoldRow.Effect.ADMISSION ? "out." : "in their present role.")
                        : "That would take a seat beyond those purchased, so it waits.";
        };
    }

    static final String PAUSED =
            "Nothing for now: the directory is paused. Its changes are worked out again when it is resumed.";

    /** What approving a hold would do now, or null where nothing can be approved. */
    static @Nullable String ifApproved(HoldRow hold, boolean paused) {
        if (hold.kind() == HoldRow.Kind.LAST_ADMIN) {
            return null;
        }
        if (paused) {
            return PAUSED;
        }
        return switch (hold.effect()) {
            case SUSPENSION -> hold.email() + " would lose access at once, and their seat would be freed.";
            case REMOVAL -> hold.email() + " would be removed at once, and their seat would be freed.";
            case ADMISSION -> hold.email() + " would come in as " + hold.role() + ", on a seat beyond those purchased.";
            case ROLE_CHANGE -> hold.email() + " would become " + hold.role() + ", on a seat beyond those purchased.";
        };
    }

    /** What rejecting a hold would do now, or null where nothing can be rejected. */
    static @Nullable String ifRejected(HoldRow hold, boolean paused) {
        if (hold.kind() == HoldRow.Kind.LAST_ADMIN) {
            return null;
        }
        if (paused) {
            return PAUSED;
        }
        return switch (hold.effect()) {
            case SUSPENSION ->
                hold.email() + " would stay as they are until the identity provider sends a new change about them.";
            case REMOVAL -> hold.email() + " would stay, as a member whom no directory manages.";
            case ADMISSION ->
                hold.email() + " would stay out, even when a seat becomes free, until it is approved after all.";
            case ROLE_CHANGE ->
                hold.email()
                        + " would stay in their present role, even when a seat becomes free, until it is approved"
                        + " after all.";
        };
    }

    /** What ends a hold. */
    static String fix(HoldRow hold) {
        return switch (hold.kind()) {
            case LAST_ADMIN ->
                "Make another person an admin: put them into the group of an admin assignment, assign the role admin to"
                        + " one of their groups, or invite an admin by hand. The change then happens automatically.";
            case MASS_CHANGE ->
                hold.state() == HoldRow.State.REJECTED
                        ? "The hold was rejected: they stay until the identity provider sends them as active"
                                + " again. Approve"
                                + " it to let the change happen after all."
                        : "If the change is intended, approve it. If not, reject it and correct the identity provider.";
            case SEAT ->
                hold.state() == HoldRow.State.REJECTED
                        ? "Approve it to let them in after all, or change the seat policy. It also ends when the"
                                + " identity provider deactivates or deletes them."
                        : "Approve it, buy more seats, or free one; or reject it.";
        };
    }
}
