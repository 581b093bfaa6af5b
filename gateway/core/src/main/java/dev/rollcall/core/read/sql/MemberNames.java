package dev.rollcall.core.read.sql;

/** Writes the expression for the {@code display} of a group's member. */
public final class MemberNames {

    private MemberNames() {}

    /** A user's displayName or userName, or a group's displayName; NULL for a parked member. */
    public static String display(String member) {
        return """
            (SELECT coalesce(nullif(u.doc ->> 'displayName', ''), u.doc ->> 'userName') FROM directory_user u
             WHERE %1$s.member_type = 'User' AND u.org_id = %1$s.org_id AND u.directory_id = %1$s.directory_id
               AND u.user_id = %1$s.member_id
             UNION ALL
             SELECT g.doc ->> 'displayName' FROM directory_group g
             WHERE %1$s.member_type = 'Group' AND g.org_id = %1$s.org_id AND g.directory_id = %1$s.directory_id
               AND g.group_id = %1$s.member_id)\
            """.formatted(member);
    }
}
