package dev.rollcall.core.read.member;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.attribute.SharedAttributes;
import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.condition.Condition;
import dev.rollcall.core.read.member.OrganisationMember.Group;
import dev.rollcall.core.read.member.OrganisationMember.Known;
import dev.rollcall.core.read.member.OrganisationMember.ManagedBy;
import dev.rollcall.core.read.member.OrganisationMember.Status;
import dev.rollcall.core.read.member.OrganisationMember.Why;
import dev.rollcall.core.read.sql.Reach;
import dev.rollcall.scim.ScimJson;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds who is a member of an organisation, in which role, on which seat, and why. Thread-safe. */
public final class MemberQueries {

    private final SqlClient client;
    private final Reach reach;
    private final SharedAttributes shared;

    /** Without attributes of the directories' users. */
    public MemberQueries(SqlClient client) {
        this(client, MemberListSql.REACH, SharedAttributes.NONE);
    }

    /** With those that the operator shares. */
    public MemberQueries(SqlClient client, SharedAttributes shared) {
        this(client, MemberListSql.REACH, shared);
    }

    public MemberQueries(SqlClient client, Reach reach, SharedAttributes shared) {
        this.client = client;
        this.reach = reach;
        this.shared = shared;
    }

    /**
     * Which lines of the list are wanted; null: whichever.
     *
     * @param reason why a user is kept out
     * @param text stands in the e-mail address or the name, whatever the letter case; of more than 10,000
     *     members it finds whose address or name begins with it
     */
    public record Facets(
            @Nullable Status status,
            @Nullable String role,
            @Nullable UUID directoryId,
            @Nullable Exclusion reason,
            @Nullable String text) {
        public static final Facets ALL = new Facets(null, null, null);

        public Facets(@Nullable Status status, @Nullable String role, @Nullable UUID directoryId) {
            this(status, role, directoryId, null, null);
        }
    }

    /** One line of {@link Summary}. */
    public record Count(Status status, @Nullable String role, long people) {}

    /**
     * The organisation in numbers.
     *
     * @param counts by status and role, in the order of the two; without the pairs that nobody is in
     */
    public record Summary(int purchasedSeats, int seatsUsed, List<Count> counts) {
        public Summary {
            counts = List.copyOf(counts);
        }
    }

    /** Members. A suspended member whom a rule keeps out counts as excluded and has no role. */
    static final String MEMBERS = """
        SELECT m.org_id, m.member_id AS id, m.email, m.display_name,
               CASE WHEN u.exclusion IS NULL THEN m.status ELSE 'excluded' END AS status,
               CASE WHEN u.exclusion IS NULL THEN m.role END AS role,
               m.awaited_role, m.seat, m.directory_id, m.role_assignment_id, m.role_group_id, m.joined_at AS since,
               m.changed_at, m.changed_by, u.exclusion, m.activation_id IS NOT NULL AS brought_in, m.user_id,
               m.status AS kept_status, m.role AS given_role
        FROM member m
        LEFT JOIN directory_user u
          ON u.org_id = m.org_id AND u.directory_id = m.directory_id AND u.user_id = m.user_id
         AND m.status = 'suspended'
        """;

    /** Users whom a rule keeps out and who never became members. */
    static final String OUTSIDERS = """
        SELECT u.org_id, u.user_id AS id,
               %s AS email,
               coalesce(nullif(u.doc ->> 'displayName', ''), u.doc ->> 'userName') AS display_name,
               'excluded' AS status, NULL::text AS role, NULL::text AS awaited_role, false AS seat, u.directory_id,
               NULL::uuid AS role_assignment_id, NULL::uuid AS role_group_id, u.created_at AS since,
               u.modified_at AS changed_at, NULL::uuid AS changed_by, u.exclusion, false AS brought_in,
               NULL::uuid AS user_id, NULL::text AS kept_status, NULL::text AS given_role
        FROM directory_user u
        WHERE u.exclusion IS NOT NULL
          AND NOT EXISTS (
            SELECT FROM member m
            WHERE m.org_id = u.org_id AND m.directory_id = u.directory_id AND m.user_id = u.user_id)
        """.formatted(KnownAddress.OF_USER);

    /** Groups that are named, as many as in events; of more the number is told. */
    private static final int GROUPS = 25;

    private static final String WITH_REASONS = """
        SELECT p.id, p.email, p.display_name, p.status, p.role, p.awaited_role, p.seat, p.directory_id,
               p.role_assignment_id, p.since, p.changed_at, p.changed_by, p.exclusion, p.brought_in,
               d.name AS directory_name, d.provider, d.default_role, a.position, g.doc ->> 'displayName' AS group_name,
               a.condition::text AS condition,
               r.member_id IS NOT NULL AS recovering, w.email_key AS awaited_email,
               k.user_id AS known_id, k.doc ->> 'userName' AS user_name, k.external_id, i.group_ids, i.group_names, i.group_count,
               %2$s AS shared
        FROM person p
        LEFT JOIN directory d ON d.org_id = $1 AND d.directory_id = p.directory_id
        LEFT JOIN role_assignment a
          ON a.org_id = $1 AND a.directory_id = p.directory_id AND a.assignment_id = p.role_assignment_id
        LEFT JOIN directory_group g
          ON g.org_id = $1 AND g.directory_id = p.directory_id AND g.group_id = p.role_group_id
        LEFT JOIN recovery_admin r ON r.org_id = $1 AND r.member_id = p.id
        LEFT JOIN awaited_address w ON w.org_id = $1 AND w.user_id = p.user_id AND p.status = 'active'
        LEFT JOIN directory_user k
          ON k.org_id = $1 AND k.directory_id = p.directory_id AND k.user_id = coalesce(p.user_id, p.id)
        LEFT JOIN LATERAL (
          SELECT array_agg(x.group_id) AS group_ids, array_agg(x.name) AS group_names, max(x.number) AS group_count
          FROM (
            SELECT m.group_id, o.doc ->> 'displayName' AS name, count(*) OVER () AS number
            FROM group_member m
            JOIN directory_group o
              ON o.org_id = m.org_id AND o.directory_id = m.directory_id AND o.group_id = m.group_id
            WHERE m.org_id = $1 AND m.member_id = k.user_id
            ORDER BY m.group_id
            LIMIT %1$d) x) i ON true
        ORDER BY p.id
        """;

    /** What a member's record has under the keys of attributes that are shared. */
    private static final String SHARED = """
        CASE WHEN p.user_id IS NOT NULL AND k.user_id IS NOT NULL THEN
          coalesce((SELECT jsonb_object_agg(e.key, e.value) FROM jsonb_each(k.doc) e WHERE lower(e.key) = ANY ($%d)),
                   '{}')::text
        END\
        """;

    private static final String ONE = """
        WITH person AS (
          SELECT * FROM (%1$s) p WHERE p.org_id = $1 AND p.id = $2
          UNION ALL
          SELECT * FROM (%2$s) p WHERE p.org_id = $1 AND p.id = $2)
        """.formatted(MEMBERS, OUTSIDERS);

    /**
     * The next lines of the list, in the order of ids, which is the order of coming in.
     *
     * @param after the id of the last line that is known, or null from the start
     * @param limit at most so many; fewer only at the end
     */
    public Future<List<OrganisationMember>> list(UUID orgId, Facets facets, @Nullable UUID after, int limit) {
        MemberListSql list = new MemberListSql(facets, reach, orgId, after, limit);
        return read(list.person(), list.parameters())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::member)
                        .toList());
    }

    /** The line of the list that has this id, if there is one. */
    public Future<Optional<OrganisationMember>> one(UUID orgId, UUID id) {
        return read(ONE, Tuple.of(orgId, id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::member)
                        .findFirst());
    }

    /** Reads people with their reasons, and with what is shared of them. */
    private Future<RowSet<Row>> read(String person, Tuple parameters) {
        String ofRecord = "NULL::text";
        if (!shared.isEmpty()) {
            parameters.addValue(shared.keys().toArray(String[]::new));
            ofRecord = SHARED.formatted(parameters.size());
        }
        return client.preparedQuery(person + WITH_REASONS.formatted(GROUPS, ofRecord))
                .execute(parameters);
    }

    private OrganisationMember member(Row row) {
        UUID directoryId = row.getUUID("directory_id");
        Status status = Status.of(row.getString("status"));
        return new OrganisationMember(
                row.getUUID("id"),
                row.getString("email"),
                row.getString("display_name"),
                status,
                row.getString("role"),
                row.getString("awaited_role"),
                row.getString("awaited_email"),
                row.getBoolean("seat"),
                directoryId == null
                        ? null
                        : new ManagedBy(directoryId, row.getString("directory_name"), row.getString("provider")),
                known(row),
                why(row, directoryId, status),
                row.getOffsetDateTime("since").toInstant(),
                row.getOffsetDateTime("changed_at").toInstant(),
                row.getUUID("changed_by"));
    }

    private @Nullable Known known(Row row) {
        UUID id = row.getUUID("known_id");
        if (id == null) {
            return null;
        }
        UUID[] ids = row.getArrayOfUUIDs("group_ids");
        List<Group> groups = new ArrayList<>();
        for (int i = 0; ids != null && i < ids.length; i++) {
            groups.add(new Group(ids[i], row.getArrayOfStrings("group_names")[i]));
        }
        int omitted = ids == null ? 0 : row.getLong("group_count").intValue() - ids.length;
        return new Known(id, row.getString("user_name"), row.getString("external_id"), groups, omitted, shared(row));
    }

    private ObjectNode shared(Row row) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        String record = row.getString("shared");
        if (record != null) {
            shared.write((ObjectNode) ScimJson.parse(record.getBytes(StandardCharsets.UTF_8)), fields);
        }
        return fields;
    }

    private static Why why(Row row, @Nullable UUID directoryId, Status status) {
        String exclusion = row.getString("exclusion");
        UUID assignment = row.getUUID("role_assignment_id");
        if (exclusion != null) {
            return new Why.Excluded(Exclusion.of(exclusion));
        } else if (assignment != null) {
            return new Why.Assignment(
                    assignment,
                    row.getInteger("position"),
                    row.getString("group_name"),
                    Condition.stored(row.getString("condition")));
        }
        if (row.getBoolean("recovering")) {
            return new Why.Recovery();
        } else if (directoryId == null) {
            return new Why.ByHand(row.getBoolean("brought_in"));
        }
        boolean byDefault = row.getString("awaited_role") != null
                || Objects.equals(row.getString("role"), row.getString("default_role"));
        return byDefault || status != Status.ACTIVE ? new Why.DefaultRole() : new Why.Kept();
    }

    /** How many people are kept out for this reason. */
    public record KeptOut(Exclusion reason, long people) {}

    private static final String KEPT_OUT = """
        SELECT u.exclusion, count(*) AS people
        FROM directory_user u
        LEFT JOIN LATERAL (
          SELECT m.status FROM member m WHERE m.org_id = u.org_id AND m.user_id = u.user_id OFFSET 0) m ON true
        WHERE u.org_id = $1 AND u.exclusion IS NOT NULL AND coalesce(m.status, 'suspended') = 'suspended'
        GROUP BY u.exclusion
        ORDER BY people DESC, u.exclusion
        """;

    /** Why people are kept out, most people first. */
    public Future<List<KeptOut>> keptOut(UUID orgId) {
        return client.preparedQuery(KEPT_OUT)
                .execute(Tuple.of(orgId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new KeptOut(Exclusion.of(row.getString("exclusion")), row.getLong("people")))
                        .toList());
    }

    private static final String SUMMARY = """
        WITH kept_out AS MATERIALIZED (
          SELECT m.role, count(*) AS people
          FROM directory_user u
          LEFT JOIN LATERAL (
            SELECT * FROM member m WHERE m.org_id = u.org_id AND m.user_id = u.user_id OFFSET 0) m ON true
          WHERE u.org_id = $1 AND u.exclusion IS NOT NULL AND coalesce(m.status, 'suspended') = 'suspended'
          GROUP BY m.role)
        SELECT o.purchased_seats, o.seats_used, c.status, c.role, c.people
        FROM organization o
        LEFT JOIN (
          SELECT p.status, p.role, sum(p.people)::bigint AS people
          FROM (
            SELECT h.status, h.role, h.people FROM head_count h WHERE h.org_id = $1 AND h.kind = 'member'
            UNION ALL
            SELECT 'suspended', k.role, -k.people FROM kept_out k WHERE k.role IS NOT NULL
            UNION ALL
            SELECT 'excluded', NULL, k.people FROM kept_out k) p
          GROUP BY p.status, p.role
          HAVING sum(p.people) <> 0) c ON true
        WHERE o.org_id = $1
        ORDER BY c.status, c.role
        """;

    /** The organisation in numbers, or null when there is none of that id. */
    public Future<@Nullable Summary> summary(UUID orgId) {
        return client.preparedQuery(SUMMARY).execute(Tuple.of(orgId)).map(rows -> {
            if (rows.size() == 0) {
                return null;
            }
            List<Count> counts = new ArrayList<>();
            for (Row row : rows) {
                if (row.getString("status") != null) {
                    counts.add(new Count(
                            Status.of(row.getString("status")), row.getString("role"), row.getLong("people")));
                }
            }
            Row any = rows.iterator().next();
            return new Summary(any.getInteger("purchased_seats"), any.getInteger("seats_used"), counts);
        });
    }
}
