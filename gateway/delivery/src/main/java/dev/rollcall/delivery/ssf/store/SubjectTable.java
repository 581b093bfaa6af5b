package dev.rollcall.delivery.ssf.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Table {@code ssf_subject_left_out}: the people about whom a receiver does not want events. */
public final class SubjectTable {

    private static final String ADD = """
        INSERT INTO ssf_subject_left_out (org_id, stream_id, subject) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
        """;

    public Future<?> leaveOut(SqlClient client, Stream stream, Subject subject) {
        return client.preparedQuery(ADD).execute(Tuple.of(stream.orgId(), stream.id(), subject.key()));
    }

    private static final String REMOVE =
            "DELETE FROM ssf_subject_left_out WHERE org_id = $1 AND stream_id = $2 AND subject = $3";

    public Future<?> takeIn(SqlClient client, Stream stream, Subject subject) {
        return client.preparedQuery(REMOVE).execute(Tuple.of(stream.orgId(), stream.id(), subject.key()));
    }

    private static final String AMONG = """
        SELECT subject FROM ssf_subject_left_out WHERE org_id = $1 AND stream_id = $2 AND subject = ANY ($3)
        """;

    /** Those of these that are left out. */
    public Future<Set<String>> among(SqlClient client, Stream stream, Collection<String> keys) {
        return client.preparedQuery(AMONG)
                .execute(Tuple.of(stream.orgId(), stream.id(), keys.toArray(String[]::new)))
                .map(rows -> {
                    Set<String> found = new HashSet<>();
                    rows.forEach(row -> found.add(row.getString("subject")));
                    return found;
                });
    }
}
