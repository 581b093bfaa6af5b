package dev.rollcall.server.workbench;

import dev.rollcall.scim.DeviationRule;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.server.scim.Rehearsals.Understood;
import dev.rollcall.spi.RawRequest.Method;
import dev.rollcall.spi.profile.ClientProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * Something in a recorded request that did not take effect.
 *
 * @param kind what it is
 * @param detail the sentence that says so; faults of one sentence and one kind of request are one fault
 */
record Fault(Recorded recorded, Kind kind, String detail) {

    private static final int NOT_FOUND = 404;

    /** What did not get through. */
    enum Kind {
        /** The request cannot be read. */
        REFUSED(100),
        /** A name that no schema has: what was sent under it has no effect. */
        LEFT_OUT(1),
        /** A DELETE of what is not there. */
        DELETED_AGAIN(10);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    /** How much it matters: a request that is refused may hide names that would be left out. */
    int weight() {
        return kind.weight;
    }

    /** Faults that are one by their sentence. */
    String signature() {
        return kind + "|" + recorded.found().kind() + "|" + detail;
    }

    static List<Fault> of(Recorded recorded, Understood read, ClientProfile profile) {
        List<Fault> faults = new ArrayList<>();
        ScimError error = read.error();
        if (error != null) {
            faults.add(new Fault(recorded, Kind.REFUSED, error.detail()));
        }
        read.deviations().stream()
                .filter(deviation -> deviation.rule() == DeviationRule.UNKNOWN_ATTRIBUTE)
                .forEach(deviation -> faults.add(new Fault(recorded, Kind.LEFT_OUT, deviation.detail())));
        if (recorded.sent().method() == Method.DELETE
                && recorded.status() == NOT_FOUND
                && profile.responses().deletedAgain() == NOT_FOUND) {
            faults.add(new Fault(
                    recorded,
                    Kind.DELETED_AGAIN,
                    "A DELETE of something that does not exist is " + "answered with 404."));
        }
        return faults;
    }
}
