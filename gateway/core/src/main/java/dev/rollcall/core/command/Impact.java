package dev.rollcall.core.command;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a command did to people, or in a forecast would do (R18). Both come from the same decision.
 *
 * @param lines one for each person concerned: members in the order of their ids, then users who stay out
 * @param seatsBefore seats in use before
 * @param seatsAfter seats in use after
 * @param adminsBefore active admins before
 * @param adminsAfter active admins after
 */
public record Impact(List<Line> lines, int seatsBefore, int seatsAfter, int adminsBefore, int adminsAfter) {

    public Impact {
        lines = List.copyOf(lines);
    }

    /** What happens to a person. */
    public enum Kind {
        /** Becomes a member. */
        ADDED,
        /** Is a member already and becomes managed by the directory (R11). */
        ADOPTED,
        /** Is managed by another directory than before, and stays the same member. */
        TRANSFERRED,
        /** Comes back. */
        RESTORED,
        /** Gets another role, and stays. */
        ROLE_CHANGED,
        /** Loses access, and stays a suspended member. */
        SUSPENDED,
        /** Is no member any more. */
        REMOVED,
        /** Stays, without a directory. */
        UNMANAGED,
        /** Stays out; the reason says why. */
        EXCLUDED,
        /** Stays as they are because a rule holds the change (R16, R19, R21). */
        HELD;

        /** The kind in the API and the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Reads {@link #word()}.
         *
         * @throws IllegalArgumentException it is none
         */
        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * One person.
     *
     * @param id the member; for {@link Kind#EXCLUDED} the directory's user. In a forecast that of a person {@link Kind#ADDED} is
     *     made up: the member will have another
     * @param userId the directory's user that this person is, or null
     * @param roleBefore the role that counted before, or null when there was no access
     * @param roleAfter the role that counts after, or null when there is no access
     * @param reason why, for a person who is excluded or held
     */
    public record Line(
            Kind kind,
            UUID id,
            @Nullable UUID userId,
            String email,
            @Nullable String roleBefore,
            @Nullable String roleAfter,
            @Nullable String reason) {

        /** Whether this person was an active admin and is none after. */
        public boolean losesAdmin() {
            return "admin".equals(roleBefore) && !"admin".equals(roleAfter);
        }
    }

    /** How many people of each kind; kinds that nobody is of are absent. */
    public Map<Kind, Integer> counts() {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        lines.forEach(line -> counts.merge(line.kind(), 1, Integer::sum));
        return counts;
    }
}
