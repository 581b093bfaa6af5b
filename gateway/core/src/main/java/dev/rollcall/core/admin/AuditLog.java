package dev.rollcall.core.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.model.row.AuditEntry;
import dev.rollcall.core.model.word.AuditAction;
import dev.rollcall.core.store.organisation.AuditTable;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the audit the changes by administrators that no rule decides. An entry belongs to the transaction of its
 * change and never contains a secret.
 */
public final class AuditLog {

    private static final AuditTable AUDIT = new AuditTable();

    private AuditLog() {}

    /**
     * What was changed.
     *
     * @param directoryId the directory that it is about, or null
     */
    public record Change(AuditAction action, @Nullable UUID directoryId, String subjectType, String subject) {}

    /**
     * Appends an entry.
     *
     * @param before what was there, as far as it changed, or null
     * @param after what is there, as far as it changed, or null
     */
    public static Future<Void> append(
            SqlClient transaction,
            Instant at,
            Actor by,
            Change change,
            @Nullable ObjectNode before,
            @Nullable ObjectNode after) {
        AuditEntry entry = new AuditEntry(
                Rows.newId(),
                by.requestId(),
                by.subject(),
                change.directoryId(),
                change.action(),
                change.subjectType(),
                change.subject(),
                before,
                after,
                List.of());
        return AUDIT.append(transaction, by.orgId(), at, List.of(entry)).mapEmpty();
    }
}
