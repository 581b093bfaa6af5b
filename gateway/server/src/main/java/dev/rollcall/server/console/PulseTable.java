package dev.rollcall.server.console;

import dev.rollcall.console.live.Subject;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Computes the marks of everything that open pages follow, with two statements for all pages, by index look-ups alone. Thread-safe. */
final class PulseTable {

    private final SqlClient client;

    PulseTable(SqlClient client) {
        this.client = client;
    }

    /** Every event has a number in its organisation; the rest are what changes without one: traffic, the first users, readings. */
    private static final String DIRECTORIES = """
        SELECT d.directory_id,
               hashtextextended(concat_ws(' ', o.last_event, d.state, d.mass_hold, d.mass_held, h,
                 (SELECT string_agg(concat_ws(' ', credential_id, revoked_at, last_used_at), ' ' ORDER BY credential_id)
                  FROM directory_credential c WHERE c.org_id = d.org_id AND c.directory_id = d.directory_id),
                 EXISTS (SELECT FROM directory_user u WHERE u.org_id = d.org_id AND u.directory_id = d.directory_id),
                 EXISTS (SELECT FROM directory_group g WHERE g.org_id = d.org_id AND g.directory_id = d.directory_id),
                 s.version, s.state, s.checked_at, s.users_due, s.groups_due,
                 (SELECT string_agg(p::text, ' ' ORDER BY pass_id)
                  FROM sync_pass p WHERE p.org_id = d.org_id AND p.directory_id = d.directory_id AND ended_at IS NULL)
               ), 0) AS mark
        FROM unnest($1::uuid[]) AS followed(id)
        JOIN directory d ON d.directory_id = followed.id
        JOIN organization o ON o.org_id = d.org_id
        LEFT JOIN directory_health h ON h.org_id = d.org_id AND h.directory_id = d.directory_id
        LEFT JOIN directory_source s ON s.org_id = d.org_id AND s.directory_id = d.directory_id
        """;

    private static final String DOMAINS = """
        SELECT org_id, name, hashtextextended(d::text, 0) AS mark
        FROM unnest($1::uuid[], $2::text[]) AS followed(organisation, domain)
        JOIN domain d ON d.org_id = followed.organisation AND d.name = followed.domain
        """;

    Future<Map<Subject, Long>> marks(Set<Subject> subjects) {
        List<Subject> domains = new ArrayList<>();
        List<Subject> directories = new ArrayList<>();
        subjects.forEach(subject -> (subject.isDirectory() ? directories : domains).add(subject));
        Map<Subject, Long> marks = new HashMap<>();
        return directories(directories, marks)
                .compose(done -> domains(domains, marks))
                .map(done -> marks);
    }

    private Future<?> directories(List<Subject> wanted, Map<Subject, Long> marks) {
        return wanted.isEmpty()
                ? Future.succeededFuture()
                : client.preparedQuery(DIRECTORIES)
                        .execute(Tuple.tuple().addArrayOfUUID(ids(wanted)))
                        .onSuccess(rows -> rows.forEach(
                                row -> marks.put(new Subject(row.getUUID("directory_id"), ""), mark(row))));
    }

    private Future<?> domains(List<Subject> wanted, Map<Subject, Long> marks) {
        return wanted.isEmpty()
                ? Future.succeededFuture()
                : client.preparedQuery(DOMAINS)
                        .execute(Tuple.tuple()
                                .addArrayOfUUID(ids(wanted))
                                .addArrayOfString(
                                        wanted.stream().map(Subject::domain).toArray(String[]::new)))
                        .onSuccess(rows -> rows.forEach(row ->
                                marks.put(new Subject(row.getUUID("org_id"), row.getString("name")), mark(row))));
    }

    private static UUID[] ids(List<Subject> wanted) {
        return wanted.stream().map(Subject::id).toArray(UUID[]::new);
    }

    private static long mark(Row row) {
        return row.getLong("mark");
    }
}
