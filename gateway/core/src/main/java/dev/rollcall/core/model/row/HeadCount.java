package dev.rollcall.core.model.row;

import java.util.Objects;
import java.util.UUID;

/**
 * One kind of row that table {@code head_count} counts: users or groups of a directory, or members of an organisation.
 *
 * @param directoryId the directory that has them; {@link #NO_DIRECTORY} for members whom no directory manages
 * @param status for members their status, for users the {@code active} of the document; empty for groups
 * @param role the role of members; empty for others
 * @param seat whether the members hold a seat
 */
public record HeadCount(Kind kind, UUID directoryId, String status, String role, boolean seat) {

    /** Stands for no directory. */
    public static final UUID NO_DIRECTORY = new UUID(0, 0);

    /** What is counted. */
    public enum Kind {
        USER("user"),
        GROUP("group"),
        MEMBER("member");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The kind in the database. */
        public String word() {
            return word;
        }
    }

    /** How many more or fewer there are of a kind. */
    public record Change(HeadCount of, long more) {}

    /** Where a user counts. */
    public static HeadCount of(UserRow user) {
        String active = user.document().path("active").asText();
        return new HeadCount(Kind.USER, user.directoryId(), active, "", false);
    }

    /** Where a group counts. */
    public static HeadCount of(GroupRow group) {
        return new HeadCount(Kind.GROUP, group.directoryId(), "", "", false);
    }

    /** Where a member counts. */
    public static HeadCount of(MemberRow member) {
        return new HeadCount(
                Kind.MEMBER,
                Objects.requireNonNullElse(member.directoryId(), NO_DIRECTORY),
                member.status().word(),
                member.grant().role(),
                member.seat());
    }
}
