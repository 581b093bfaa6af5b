package dev.rollcall.scim.patch;

import dev.rollcall.scim.filter.Filter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a PATCH on a group, in the order of the request: a change of the group's own attributes, or one of its members.
 * The core applies the latter to rows, so that the cost of adding one member does not grow with the group.
 */
public sealed interface MembershipStep {

    /** What is to be done for this kind of step. */
    <R extends @Nullable Object> R match(Cases<R> cases);

    /** One answer for each kind: a new one is missing everywhere until it is dealt with. */
    interface Cases<R extends @Nullable Object> {
        R attributes(Attributes attributes);

        R add(Add add);

        R remove(Remove remove);

        R removeMatching(RemoveMatching removeMatching);

        R set(Set set);
    }

    /**
     * A member as a client names it.
     *
     * @param value the id it sent, not known to exist
     * @param type {@code User} or {@code Group}, or null when it did not say
     */
    record MemberRef(String value, @Nullable String type) {}

    /** Whether it can take a member out of the group. */
    boolean mayTakeAway();

    /** Those whom it makes members; empty where it makes none. */
    List<MemberRef> members();

    /** Operations that do not touch members. */
    record Attributes(PatchRequest patch) implements MembershipStep {
        @Override
        public boolean mayTakeAway() {
            return false;
        }

        @Override
        public List<MemberRef> members() {
            return List.of();
        }

        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.attributes(this);
        }
    }

    record Add(List<MemberRef> members) implements MembershipStep {
        public Add {
            members = List.copyOf(members);
        }

        @Override
        public boolean mayTakeAway() {
            return false;
        }

        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.add(this);
        }
    }

    /** These and no others leave the group; someone who is no member is no error. */
    record Remove(List<String> values) implements MembershipStep {
        public Remove {
            values = List.copyOf(values);
        }

        @Override
        public boolean mayTakeAway() {
            return true;
        }

        @Override
        public List<MemberRef> members() {
            return List.of();
        }

        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.remove(this);
        }
    }

    /** Those that match leave; for value filters other than {@code value eq "..."}. */
    record RemoveMatching(Filter filter) implements MembershipStep {
        @Override
        public boolean mayTakeAway() {
            return true;
        }

        @Override
        public List<MemberRef> members() {
            return List.of();
        }

        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.removeMatching(this);
        }
    }

    /** These become the members; an empty list clears the group. */
    record Set(List<MemberRef> members) implements MembershipStep {
        public Set {
            members = List.copyOf(members);
        }

        @Override
        public boolean mayTakeAway() {
            return true;
        }

        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.set(this);
        }
    }
}
