package dev.rollcall.core.model.row;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One member of a group, as table {@code group_member} holds it.
 *
 * @param value the member's id; for a parked member the value that the client sent
 * @param kind for a parked member the type that the client sent, or null
 * @param memberId the user or group, or null while the value names nobody that exists
 */
public record MembershipRow(
        UUID directoryId,
        UUID groupId,
        String value,
        @Nullable Kind kind,
        @Nullable UUID memberId) {

    /** What kind of resource a member is. */
    public enum Kind {
        USER("User"),
        GROUP("Group");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** Reads {@link #type()} in any letter case; null for any other word. */
        public static @Nullable Kind of(@Nullable String type) {
            for (Kind kind : values()) {
                if (kind.type.equalsIgnoreCase(type)) {
                    return kind;
                }
            }
            return null;
        }

        /** The {@code type} of the member on the wire and in the database. */
        public String type() {
            return type;
        }
    }

    /** A membership is one row: the same value cannot be in the same group twice. */
    public record Key(UUID groupId, String value) {}

    /** Whether the member is a group that exists. */
    public boolean isNested() {
        return kind == Kind.GROUP && memberId != null;
    }

    public Key key() {
        return new Key(groupId, value);
    }
}
