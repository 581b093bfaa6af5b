package dev.rollcall.core.store.people;

import dev.rollcall.core.model.AdminNotice;
import dev.rollcall.core.model.row.WelcomeMail;
import dev.rollcall.core.store.table.Column;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Table {@code welcome_mail}, as the transaction of an invitation or of a held mass change writes it; {@code core.admin.WelcomeMails} does the rest. */
public final class WelcomeMailTable {

    private static final String INSERT = """
        INSERT INTO welcome_mail (org_id, mail_id, member_id, state, due_at, created_at)
        SELECT $1, t.mail_id, t.member_id, 'waiting', $2, $2 FROM unnest($3::uuid[], $4::uuid[]) AS t (mail_id, member_id)
        """;

    public Future<?> insert(SqlConnection connection, UUID orgId, Instant at, List<WelcomeMail> mails) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(
                        orgId,
                        Column.time(at),
                        Column.uuids(mails, WelcomeMail::id),
                        Column.uuids(mails, WelcomeMail::memberId)));
    }

    private static final String INSERT_NOTICES = """
        INSERT INTO welcome_mail (org_id, mail_id, kind, directory_id, hold_id, state, due_at, created_at)
        SELECT $1, t.mail_id, 'mass_change', t.directory_id, t.hold_id, 'waiting', $2, $2
          FROM unnest($3::uuid[], $4::uuid[], $5::uuid[]) AS t (mail_id, directory_id, hold_id)
        """;

    /** Mails to all admins: who they are is looked up when they are sent. */
    public Future<?> insertNotices(SqlConnection connection, UUID orgId, Instant at, List<AdminNotice> notices) {
        return connection
                .preparedQuery(INSERT_NOTICES)
                .execute(Tuple.of(
                        orgId,
                        Column.time(at),
                        Column.uuids(notices, AdminNotice::id),
                        Column.uuids(notices, AdminNotice::directoryId),
                        Column.uuids(notices, AdminNotice::holdId)));
    }
}
