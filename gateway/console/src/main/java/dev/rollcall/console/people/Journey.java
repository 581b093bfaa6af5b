package dev.rollcall.console.people;

import dev.rollcall.console.api.member.Explanation;
import dev.rollcall.console.api.member.Explanation.Because;
import dev.rollcall.console.api.member.Explanation.Sent;
import dev.rollcall.console.web.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The path of a person from the provider to their seat, in five steps, up to the step at which it stopped. */
public record Journey(List<Step> steps) {

    /** Reasons for which somebody does not belong to whom the directory may let in. */
    private static final Set<String> OUT_OF_SCOPE =
            Set.of("no_email", "unverified_domain", "domain_of_another_organization", "no_mapped_group");

    /** Reasons for which an address cannot be made a member. */
    private static final Set<String> NOT_MATCHED = Set.of("member_elsewhere", "address_in_use");

    /** How far a step has come. */
    public enum State {
        PASSED,
        STOPPED,
        NOT_REACHED
    }

    /** One of the five. */
    public record Step(String name, State state, String sentence) {}

    public static Journey of(Explanation why) {
        List<Step> steps = new ArrayList<>();
        Sent sent = why.record();
        String exclusion = sent == null || sent.exclusion() == null ? "" : sent.exclusion();
        add(steps, "Arrived", true, arrived(sent));
        add(steps, "In scope", !OUT_OF_SCOPE.contains(exclusion) && isInForce(sent), inScope(sent, exclusion));
        add(steps, "Matched", !NOT_MATCHED.contains(exclusion) && why.member() != null, matched(why, exclusion));
        add(steps, "Decided", why.role() != null, decided(why));
        add(steps, "Done", why.status().equals("active"), done(why));
        return new Journey(steps);
    }

    private static void add(List<Step> steps, String name, boolean isPassed, String sentence) {
        boolean isReached = steps.stream().allMatch(step -> step.state() == State.PASSED);
        State state = !isReached ? State.NOT_REACHED : isPassed ? State.PASSED : State.STOPPED;
        steps.add(new Step(name, state, state == State.NOT_REACHED ? "Not reached." : sentence));
    }

    private static boolean isInForce(@Nullable Sent sent) {
        return sent == null || (sent.active() && Set.of("active", "paused").contains(sent.directoryState()));
    }

    private static String arrived(@Nullable Sent sent) {
        return sent == null
                ? "Added by hand; no directory sends this person."
                : sent.directory().name() + " has sent " + sent.userName() + ", first on " + Words.day(sent.created())
                        + ", last changed " + Words.ago(sent.modified()) + ".";
    }

    private static String inScope(@Nullable Sent sent, String exclusion) {
        if (sent == null) {
            return "A person who is added by hand needs no directory.";
        }
        if (!sent.active()) {
            return "The provider has deactivated this person.";
        }
        if (!isInForce(sent)) {
            return "The directory is not live (" + Words.state(sent.directoryState()) + "), so nothing follows yet.";
        }
        return exclusion.isEmpty() || !OUT_OF_SCOPE.contains(exclusion)
                ? "The address and the groups meet the rules of the directory."
                : Words.reason(exclusion) + ".";
    }

    private static String matched(Explanation why, String exclusion) {
        if (NOT_MATCHED.contains(exclusion)) {
            return Words.reason(exclusion) + ".";
        }
        return why.member() == null
                ? "There is no member for this person."
                : "One member has the address " + why.email() + ".";
    }

    private static String decided(Explanation why) {
        Because because = why.roleBecause();
        if (why.role() == null) {
            return "No role follows.";
        }
        String role = "Role " + why.role();
        if (because == null) {
            return role + ".";
        }
        return switch (because.kind()) {
            case "assignment" -> role + assigned(because);
            case "default_role" -> role + " by the directory's default role.";
            case "by_hand" -> role + " given by hand.";
            case "recovery" ->
                role + " for a time, granted by " + because.grantedBy() + " until " + Words.day(because.ends()) + ".";
            default -> role + " kept, because a hold keeps it.";
        };
    }

    private static String assigned(Because because) {
        if (because.condition() == null && because.group() == null) {
            return " by a group that was removed since.";
        }
        return (because.condition() == null ? " by the group " + because.group() : " because " + because.condition())
                + ", number " + because.position() + " in the list.";
    }

    private static String done(Explanation why) {
        if (!why.status().equals("active")) {
            return "The person is " + why.status() + " and has no access.";
        }
        return why.seat() ? "Active, on a seat." : "Active; the role costs no seat.";
    }
}
