package dev.rollcall.scim.resource;

import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.DeviationRule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the deviations of one request: each only once, and no more than an administrator would read. */
public final class Deviations {

    private static final int MAX = 50;

    private Set<Deviation> found = Set.of();

    public void report(DeviationRule rule, String detail) {
        if (found.isEmpty()) {
            found = new LinkedHashSet<>();
        }
        if (found.size() < MAX) {
            found.add(new Deviation(rule, detail));
        }
    }

    /** An attribute or URN that no schema knows and that was ignored. */
    public void unknownAttribute(String name) {
        report(DeviationRule.UNKNOWN_ATTRIBUTE, "\"" + name + "\" is in none of the schemas and was ignored.");
    }

    /**
     * Something that could not be used and stood beside what takes access away.
     *
     * @param why the sentence that would have refused it
     */
    public void leftOutBesideDeactivation(String why) {
        report(DeviationRule.BESIDE_DEACTIVATION, "Ignored along with a deactivation: " + why);
    }

    public List<Deviation> list() {
        return List.copyOf(found);
    }
}
