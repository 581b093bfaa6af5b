package dev.rollcall.delivery.ssf;

import static dev.rollcall.delivery.ssf.StreamTable.all;
import static dev.rollcall.delivery.ssf.StreamTable.utc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Table {@code ssf_notice}: what a receiver is to be told about its stream. */
final class NoticeTable {

    private static final String INSERT = """
        INSERT INTO ssf_notice (org_id, stream_id, notice_id, at, events, due_at) VALUES ($1, $2, $3, $4, $5::text::jsonb, $4)
        """;

    Future<?> insert(SqlClient client, Stream stream, Notice notice) {
        return client.preparedQuery(INSERT)
                .execute(Tuple.of(
                        stream.orgId(),
                        stream.id(),
                        notice.id(),
                        utc(notice.at()),
                        notice.events().toString()));
    }

    private static final String WAITING = """
        SELECT notice_id, at, events::text AS events FROM ssf_notice
         WHERE org_id = $1 AND stream_id = $2 ORDER BY notice_id LIMIT $3
        """;

    /** The oldest first. */
    Future<List<Notice>> waiting(SqlClient client, Stream stream, int most) {
        return client.preparedQuery(WAITING)
                .execute(Tuple.of(stream.orgId(), stream.id(), (long) most))
                .map(rows -> all(
                        rows,
                        row -> new Notice(
                                row.getUUID("notice_id"),
                                row.getOffsetDateTime("at").toInstant(),
                                (ObjectNode)
                                        ScimJson.parse(row.getString("events").getBytes(StandardCharsets.UTF_8)))));
    }

    private static final String RECEIVED =
            "DELETE FROM ssf_notice WHERE org_id = $1 AND stream_id = $2 AND notice_id = ANY ($3)";

    Future<?> received(SqlClient client, Stream stream, Set<UUID> ids) {
        return client.preparedQuery(RECEIVED).execute(Tuple.of(stream.orgId(), stream.id(), ids.toArray(UUID[]::new)));
    }
}
