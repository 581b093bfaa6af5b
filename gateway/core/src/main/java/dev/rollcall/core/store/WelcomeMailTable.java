package dev.rollcall.core.store;

import dev.rollcall.core.model.WelcomeMail;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Table {@code welcome_mail}, as the transaction of an invitation writes it; {@code core.admin.WelcomeMails} does the rest. */
final class WelcomeMailTable {

    private static final String INSERT = """
            INSERT INTO welcome_mail (org_id, mail_id, member_id, state, due_at, created_at)
            SELECT $1, t.mail_id, t.member_id, 'waiting', $2, $2 FROM unnest($3::uuid[], $4::uuid[]) AS t (mail_id, member_id)
            """;

    Future<?> insert(SqlConnection connection, UUID orgId, Instant at, List<WelcomeMail> mails) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(
                        orgId,
                        Column.time(at),
                        Column.uuids(mails, WelcomeMail::id),
                        Column.uuids(mails, WelcomeMail::memberId)));
    }
}
