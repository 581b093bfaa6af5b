package dev.rollcall.server.api.member;

import dev.rollcall.core.model.row.HoldRow.State;
import dev.rollcall.core.read.member.HoldList.ListedHold;
import dev.rollcall.core.read.member.HoldList.Part;
import java.util.stream.Collectors;

/** Describes a hold on many people in sentences for an IT administrator. */
final class MassSentences {

    private MassSentences() {}

    static String what(ListedHold hold) {
        String parts = hold.parts().stream().map(MassSentences::part).collect(Collectors.joining("; "));
        return parts + ". More people would lose access at once than the directory may remove, so "
                + (hold.inForce() ? "they stay." : "they waited for a decision.");
    }

    private static String part(Part part) {
        String would = switch (part.effect()) {
            case SUSPENSION -> " would lose access";
            case REMOVAL -> " would be removed";
            case ROLE_CHANGE -> " would get another role";
            case ADMISSION -> " would come in";
        };
        return people(part.people()) + would + ": " + part.reason().meaning();
    }

    private static String people(long people) {
        return people == 1 ? "1 person" : people + " people";
    }

    static String fix(ListedHold hold) {
        return hold.state() == State.REJECTED
                ? "The hold was rejected: they stay until the identity provider sends them as active again."
                        + " Approve it to"
                        + " let the change happen after all."
                : "Check the list of people, at .../holds/" + hold.id()
                        + "/people. If the change is intended, approve it for"
                        + " all or some of them. If not, reject it and correct the identity provider.";
    }

    static String ifApproved(ListedHold hold) {
        return hold.paused()
                ? Sentences.PAUSED
                : people(waiting(hold))
                        + " would lose access at once, as the list shows, and their seats would be freed.";
    }

    static String ifRejected(ListedHold hold) {
        return hold.paused()
                ? Sentences.PAUSED
                : people(waiting(hold))
                        + " would stay as they are until the identity provider sends a new change about them.";
    }

    /** Those whom a decision would be about. */
    private static long waiting(ListedHold hold) {
        return hold.counts().getOrDefault(hold.state(), 0L);
    }
}
