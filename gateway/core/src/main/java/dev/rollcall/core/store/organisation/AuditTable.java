package dev.rollcall.core.store.organisation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.row.AuditEntry;
import dev.rollcall.core.store.table.Column;
import dev.rollcall.scim.Deviation;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code audit}; append-only, which the database enforces. */
public final class AuditTable {

    private static final String APPEND = """
        INSERT INTO audit (org_id, at, audit_id, request_id, actor, directory_id, action, subject_type, subject, before, after,
                           left_out)
        SELECT $1, $2, t.audit_id, t.request_id, t.actor, t.directory_id, t.action, t.subject_type, t.subject,
               t.before::json, t.after::json, t.left_out::json
          FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[],
                      $11::text[], $12::text[])
               AS t (audit_id, request_id, actor, directory_id, action, subject_type, subject, before, after,
                     left_out)
        """;

    /** Appends entries in the transaction of what they tell of. */
    public Future<?> append(SqlClient transaction, UUID orgId, Instant at, List<AuditEntry> entries) {
        return transaction.preparedQuery(APPEND).execute(Tuple.from(new @Nullable Object[] {
            orgId,
            Column.time(at),
            Column.uuids(entries, AuditEntry::id),
            Column.uuids(entries, AuditEntry::requestId),
            Column.texts(entries, AuditEntry::actor),
            Column.uuids(entries, AuditEntry::directoryId),
            Column.texts(entries, entry -> entry.action().word()),
            Column.texts(entries, AuditEntry::subjectType),
            Column.texts(entries, AuditEntry::subject),
            Column.texts(entries, entry -> json(entry.before())),
            Column.texts(entries, entry -> json(entry.after())),
            Column.texts(entries, AuditTable::leftOut)
        }));
    }

    private static @Nullable String leftOut(AuditEntry entry) {
        if (entry.leftOut().isEmpty()) {
            return null;
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Deviation deviation : entry.leftOut()) {
            list.addObject().put("rule", deviation.rule().word()).put("detail", deviation.detail());
        }
        return Column.json(list);
    }

    private static @Nullable String json(@Nullable ObjectNode document) {
        return document == null ? null : Column.json(document);
    }
}
