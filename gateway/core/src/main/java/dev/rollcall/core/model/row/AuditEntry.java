package dev.rollcall.core.model.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.word.AuditAction;
import dev.rollcall.scim.Deviation;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who changed what, as table {@code audit} holds it.
 *
 * @param id UUIDv7
 * @param actor the administrator; null when the directory's identity provider did it
 * @param directoryId the directory that did it, or that it is about; null when it is about none
 * @param action what was done
 * @param subjectType what kind of thing was changed
 * @param subject its id, or its name if it is known by that
 * @param before what was there, as far as it changed; null when nothing was
 * @param after what is there, as far as it changed; null when it is gone
 * @param leftOut what else the request asked for and did not get (R29)
 */
public record AuditEntry(
        UUID id,
        UUID requestId,
        @Nullable String actor,
        @Nullable UUID directoryId,
        AuditAction action,
        String subjectType,
        String subject,
        @Nullable ObjectNode before,
        @Nullable ObjectNode after,
        List<Deviation> leftOut) {

    public AuditEntry {
        leftOut = List.copyOf(leftOut);
    }

    /** The same with what was left out. */
    public AuditEntry with(List<Deviation> leftOutOfIt) {
        return new AuditEntry(
                id, requestId, actor, directoryId, action, subjectType, subject, before, after, leftOutOfIt);
    }
}
