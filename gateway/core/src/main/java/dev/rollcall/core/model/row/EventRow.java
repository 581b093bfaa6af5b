package dev.rollcall.core.model.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the outbox.
 *
 * @param seq number within the organisation, from 1, without gaps
 * @param subjectId the member or user that it is about
 */
public record EventRow(
        long seq,
        UUID id,
        String type,
        UUID subjectId,
        @Nullable UUID directoryId,
        UUID requestId,
        ObjectNode data) {}
