package dev.rollcall.core.read.member;

import dev.rollcall.core.read.member.MemberQueries.Facets;
import dev.rollcall.core.read.member.OrganisationMember.Status;
import dev.rollcall.core.read.sql.LookupSql;
import dev.rollcall.core.read.sql.Reach;
import dev.rollcall.scim.schema.CaseFold;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the statement for one page of the member list: members, and users who are kept out, each read in the order of ids through
 * the index that suits the query, so that a page costs the same wherever it is and however many there are.
 */
final class MemberListSql {

    /**
     * Up to so many members a text is looked for in every address and name; and up to so many who are found by the beginning of one are
     * sorted: of more, a page is soon full.
     */
    static final Reach REACH = new Reach(10_000, 10_000, 5_000);

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final String PAGE = """
        (%1$s
         WHERE %2$s
         ORDER BY id
         LIMIT $3)
        """;

    private static final String PERSON = """
        WITH %1$s person AS (
          SELECT * FROM (
          %2$s) p
          ORDER BY id
          LIMIT $3)
        """;

    /** The members whose address or name begins so, as far as they are few; and whether any text is to be looked through. */
    private static final String FOUND = """
        size AS MATERIALIZED (
          SELECT coalesce(sum(h.people), 0) > %3$d AS large
          FROM head_count h WHERE h.org_id = $1 AND h.kind = 'member'),
        found AS MATERIALIZED (
          SELECT DISTINCT x.member_id
          FROM (
            (SELECT m.member_id
             FROM directory_user_email e
             CROSS JOIN LATERAL (
               SELECT * FROM member m WHERE m.org_id = e.org_id AND m.user_id = e.user_id OFFSET 0) m
             WHERE (SELECT large FROM size) AND e.org_id = $1 AND %1$s
             ORDER BY e.email_key LIMIT %4$d)
            UNION ALL
            (SELECT m.member_id FROM member m
             WHERE (SELECT large FROM size) AND m.org_id = $1 AND m.user_id IS NULL AND %2$s
             ORDER BY m.email_key LIMIT %4$d)
            UNION ALL
            (SELECT m.member_id FROM member m
             WHERE (SELECT large FROM size) AND m.org_id = $1 AND %5$s
             ORDER BY left(rollcall_fold(m.display_name), 40) COLLATE "C" LIMIT %4$d)) x
          LIMIT %4$d),
        """;

    private static final String MEMBERS_FOUND = """
        SELECT m.*
        FROM found f
        CROSS JOIN LATERAL (SELECT * FROM (%1$s) m WHERE m.org_id = $1 AND m.id = f.member_id OFFSET 0) m
        """;

    /**
     * True of every user whose known address or name matches, for the known address is one of the keys, and of few others: to work an
     * address out costs twenty times what this does.
     */
    private static final String COULD_MATCH = """

          AND (%1$s OR %2$s OR EXISTS (
            SELECT FROM directory_user_email x WHERE x.org_id = u.org_id AND x.user_id = u.user_id AND (%3$s)))
        """;

    private final List<Object> values = new ArrayList<>();
    private final Reach reach;
    private final String person;

    MemberListSql(Facets facets, Reach reach, UUID orgId, @Nullable UUID after, int limit) {
        this.reach = reach;
        values.add(orgId);
        values.add(after == null ? BEFORE_ALL : after);
        values.add((long) limit);
        List<String> conditions = new ArrayList<>(List.of("p.org_id = $1", "p.id > $2"));
        if (facets.directoryId() != null) {
            conditions.add("p.directory_id = " + add(facets.directoryId()) + "::uuid");
        }
        if (facets.reason() != null) {
            conditions.add("p.exclusion = " + add(facets.reason().word()) + "::text");
        }
        Status status = facets.status();
        List<String> ofMembers = new ArrayList<>(conditions);
        if (facets.role() != null) {
            ofMembers.add("p.given_role = " + add(facets.role()) + "::text AND p.exclusion IS NULL");
        }
        if (status != null) {
            ofMembers.add(
                    switch (status) {
                        case ACTIVE -> "p.kept_status = 'active'";
                        case SUSPENDED -> "p.kept_status = 'suspended' AND p.exclusion IS NULL";
                        case EXCLUDED -> "p.kept_status = 'suspended' AND p.exclusion IS NOT NULL";
                    });
        }
        boolean areOutsidersAsked = facets.role() == null && (status == null || status == Status.EXCLUDED);
        person = facets.text() == null
                ? PERSON.formatted("", pages(ofMembers, areOutsidersAsked ? conditions : null))
                : withText(facets.text(), ofMembers, areOutsidersAsked ? conditions : null);
    }

    private String withText(String text, List<String> ofMembers, @Nullable List<String> ofOutsiders) {
        String key = CaseFold.fold(text);
        String part = add(key) + "::text";
        String matches =
                matches("rollcall_fold(p.email)", part) + " OR " + matches("rollcall_fold(p.display_name)", part);
        String found = FOUND.formatted(
                begins("e.email_key", key),
                begins("m.email_key", key),
                reach.rows(),
                reach.few() + 1,
                begins("left(rollcall_fold(m.display_name), 40)", key.substring(0, shown(key))));
        String isFew = "((SELECT large FROM size) AND (SELECT count(*) FROM found) <= " + reach.few() + ")";
        String walked = pages(with(ofMembers, "NOT " + isFew + " AND (" + matches + ")"), null);
        String few = PAGE.formatted(
                "SELECT * FROM (" + MEMBERS_FOUND.formatted(MemberQueries.MEMBERS) + ") p",
                String.join(" AND ", with(ofMembers, isFew + " AND (" + matches + ")")));
        String outsiders = ofOutsiders == null
                ? ""
                : " UNION ALL "
                        + page(
                                MemberQueries.OUTSIDERS
                                        + COULD_MATCH.formatted(
                                                matches("u.user_name_key", part),
                                                matches("rollcall_fold(coalesce(u.doc ->> 'displayName', ''))", part),
                                                matches("x.email_key", part)),
                                with(ofOutsiders, "(" + matches + ")"));
        return PERSON.formatted(found, few + " UNION ALL " + walked + outsiders);
    }

    private static String matches(String key, String part) {
        return "CASE WHEN (SELECT large FROM size) THEN starts_with(" + key + ", " + part + ") ELSE position(" + part
                + " IN " + key + ") > 0 END";
    }

    /** How much of a text the index of names holds: forty characters as PostgreSQL counts them. */
    private static int shown(String key) {
        return key.offsetByCodePoints(0, Math.min(40, key.codePointCount(0, key.length())));
    }

    private String begins(String column, String beginning) {
        String from = column + " >= " + add(beginning) + "::text COLLATE \"C\"";
        String beyond = LookupSql.beyond(beginning);
        return beyond == null ? from : from + " AND " + column + " < " + add(beyond) + "::text COLLATE \"C\"";
    }

    private static List<String> with(List<String> conditions, String more) {
        List<String> all = new ArrayList<>(conditions);
        all.add(more);
        return all;
    }

    private static String pages(List<String> ofMembers, @Nullable List<String> ofOutsiders) {
        String members = page(MemberQueries.MEMBERS, ofMembers);
        return ofOutsiders == null ? members : members + " UNION ALL " + page(MemberQueries.OUTSIDERS, ofOutsiders);
    }

    private static String page(String people, List<String> conditions) {
        return PAGE.formatted("SELECT * FROM (" + people + ") p", String.join(" AND ", conditions));
    }

    private String add(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    /** What stands before {@link MemberQueries}' reasons. */
    String person() {
        return person;
    }

    Tuple parameters() {
        return Tuple.from(values);
    }
}
