package dev.rollcall.core.read.member;

import dev.rollcall.core.model.EmailAddress;
import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.read.member.Facts.DirectoryRecord;
import dev.rollcall.core.read.member.Facts.MappedGroup;
import dev.rollcall.core.read.member.OrganisationMember.ManagedBy;
import dev.rollcall.core.read.member.RecoveryQueries.RecoveryAdmin;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Gathers the facts that explain a person's status, role and seat (R23). Thread-safe. */
public final class FactQueries {

    private static final int HISTORY = 10;

    private final SqlClient client;
    private final MemberQueries members;
    private final HoldQueries holds;
    private final LedgerQueries ledger;
    private final EventQueries events;
    private final RecoveryQueries recoveries;

    public FactQueries(SqlClient client) {
        this.client = client;
        this.members = new MemberQueries(client);
        this.holds = new HoldQueries(client);
        this.ledger = new LedgerQueries(client);
        this.events = new EventQueries(client);
        this.recoveries = new RecoveryQueries(client);
    }

    private static final String RECORD = """
        SELECT u.user_id, u.doc ->> 'userName' AS user_name, u.active, u.exclusion, u.created_at, u.modified_at,
               coalesce(m.email, %s) AS email,
               u.directory_id, d.name AS directory_name, d.provider, d.state, d.default_role, m.member_id
        FROM directory_user u
        JOIN directory d ON d.org_id = u.org_id AND d.directory_id = u.directory_id
        LEFT JOIN member m ON m.org_id = u.org_id AND m.user_id = u.user_id
        WHERE u.org_id = $1
        """.formatted(KnownAddress.OF_USER);

    private static final String OF_USER = RECORD + " AND u.user_id = $2";

    private static final String OF_MEMBER = """
        SELECT user_id FROM member WHERE org_id = $1 AND member_id = $2
        """;

    /** What there is about a member, or about a user under the id that the list shows; empty when the id is neither's. */
    public Future<Optional<Facts>> ofMember(UUID orgId, UUID id) {
        return client.preparedQuery(OF_MEMBER).execute(Tuple.of(orgId, id)).compose(rows -> {
            if (rows.size() == 0) {
                return ofUser(orgId, id);
            }
            UUID user = rows.iterator().next().getUUID("user_id");
            return user == null ? gather(orgId, id, null).map(Optional::of) : ofUser(orgId, user);
        });
    }

    /** What there is about a directory's user; empty when there is none of that id. */
    public Future<Optional<Facts>> ofUser(UUID orgId, UUID userId) {
        return client.preparedQuery(OF_USER)
                .execute(Tuple.of(orgId, userId))
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(Optional.empty())
                        : gather(orgId, null, user(rows.iterator().next())).map(Optional::of));
    }

    private static final String OF_ADDRESS = """
        SELECT u.user_id AS id
        FROM directory_user_email e
        JOIN directory_user u ON u.org_id = e.org_id AND u.directory_id = e.directory_id AND u.user_id = e.user_id
        WHERE e.org_id = $1 AND e.email_key = $2
        UNION
        SELECT user_id FROM directory_user WHERE org_id = $1 AND user_name_key = $2
        UNION
        SELECT coalesce(m.user_id, m.member_id) FROM email_claim c
        JOIN member m ON m.org_id = c.org_id AND m.member_id = c.member_id
        WHERE c.email_key = $2 AND c.org_id = $1
        UNION
        SELECT member_id FROM member WHERE org_id = $1 AND email_key = $2 AND user_id IS NULL
        ORDER BY id
        """;

    private static final String OF_EXTERNAL_ID = """
        SELECT user_id AS id FROM directory_user WHERE org_id = $1 AND external_id = $2 ORDER BY id
        """;

    /** What there is about everybody whom a directory calls so. */
    public Future<List<Facts>> ofExternalId(UUID orgId, String externalId) {
        return all(orgId, OF_EXTERNAL_ID, externalId);
    }

    /** What there is about everybody of this address: members, and users of any directory. */
    public Future<List<Facts>> ofAddress(UUID orgId, String email) {
        return all(orgId, OF_ADDRESS, EmailAddress.key(EmailAddress.tidied(email)));
    }

    private Future<List<Facts>> all(UUID orgId, String query, String name) {
        return client.preparedQuery(query).execute(Tuple.of(orgId, name)).compose(rows -> {
            Set<UUID> ids = new LinkedHashSet<>();
            rows.forEach(row -> ids.add(row.getUUID("id")));
            Future<List<Facts>> all = Future.succeededFuture(new ArrayList<>());
            for (UUID id : ids) {
                all = all.compose(found -> ofMember(orgId, id).map(facts -> {
                    facts.ifPresent(found::add);
                    return found;
                }));
            }
            return all;
        });
    }

    private static DirectoryRecord user(Row row) {
        String exclusion = row.getString("exclusion");
        return new DirectoryRecord(
                row.getUUID("user_id"),
                row.getString("user_name"),
                row.getString("email"),
                row.getBoolean("active"),
                exclusion == null ? null : Exclusion.of(exclusion),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("modified_at").toInstant(),
                new ManagedBy(row.getUUID("directory_id"), row.getString("directory_name"), row.getString("provider")),
                DirectoryRow.State.of(row.getString("state")),
                row.getString("default_role"),
                row.getUUID("member_id"));
    }

    private Future<Facts> gather(UUID orgId, @Nullable UUID member, @Nullable DirectoryRecord record) {
        UUID userId = record == null ? null : record.userId();
        UUID memberId = record == null ? member : record.memberId();
        List<UUID> subjects = new ArrayList<>();
        if (userId != null) {
            subjects.add(userId);
        }
        if (memberId != null) {
            subjects.add(memberId);
        }
        UUID listed = memberId != null ? memberId : Objects.requireNonNull(userId);
        var line = members.one(orgId, listed);
        var groups = groups(orgId, userId);
        var hold = holds.inForce(orgId, userId, memberId);
        var seat = memberId == null
                ? Future.<Optional<LedgerQueries.RecordedEntry>>succeededFuture(Optional.empty())
                : ledger.newestOf(orgId, memberId);
        var history = events.about(orgId, subjects, HISTORY);
        var admins = recoveries.list(orgId);
        return Future.all(List.of(line, groups, hold, seat, history, admins))
                .map(all -> new Facts(
                        line.result().orElse(null),
                        record,
                        groups.result(),
                        hold.result().orElse(null),
                        seat.result().orElse(null),
                        of(admins.result(), memberId),
                        history.result()));
    }

    private static @Nullable RecoveryAdmin of(List<RecoveryAdmin> admins, @Nullable UUID memberId) {
        return admins.stream()
                .filter(admin -> admin.recovery().memberId().equals(memberId))
                .findFirst()
                .orElse(null);
    }

    private static final String GROUPS = """
        SELECT DISTINCT ON (a.position, a.assignment_id)
               a.assignment_id, a.position, a.role, a.group_id, coalesce(g.doc ->> 'displayName', '') AS name,
               CASE WHEN own.group_id <> a.group_id THEN coalesce(t.doc ->> 'displayName', '') END AS through
        FROM (
          SELECT gm.org_id, gm.directory_id, gm.group_id, gm.group_id AS counted
          FROM group_member gm
          WHERE gm.org_id = $1 AND gm.member_id = $2
          UNION ALL
          SELECT gm.org_id, gm.directory_id, gm.group_id, up.ancestor_id
          FROM group_member gm
          JOIN directory d ON d.org_id = gm.org_id AND d.directory_id = gm.directory_id AND d.nested_groups
          JOIN group_ancestor up ON up.org_id = gm.org_id AND up.group_id = gm.group_id
          WHERE gm.org_id = $1 AND gm.member_id = $2) own
        JOIN role_assignment a
          ON a.org_id = own.org_id AND a.directory_id = own.directory_id AND a.group_id = own.counted
        LEFT JOIN directory_group g
          ON g.org_id = own.org_id AND g.directory_id = own.directory_id AND g.group_id = own.counted
        LEFT JOIN directory_group t
          ON t.org_id = own.org_id AND t.directory_id = own.directory_id AND t.group_id = own.group_id
        ORDER BY a.position, a.assignment_id, own.group_id <> a.group_id, own.group_id
        """;

    private Future<List<MappedGroup>> groups(UUID orgId, @Nullable UUID userId) {
        if (userId == null) {
            return Future.succeededFuture(List.of());
        }
        return client.preparedQuery(GROUPS)
                .execute(Tuple.of(orgId, userId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new MappedGroup(
                                row.getUUID("assignment_id"),
                                row.getInteger("position"),
                                row.getString("role"),
                                row.getUUID("group_id"),
                                row.getString("name"),
                                row.getString("through")))
                        .toList());
    }
}
