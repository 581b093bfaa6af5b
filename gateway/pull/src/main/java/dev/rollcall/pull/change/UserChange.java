package dev.rollcall.pull.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.pull.change.Known.Entry;
import dev.rollcall.pull.change.Target.Request;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A change to be made to a user's record.
 *
 * @param hash of what was read
 * @param record null where there is none yet
 * @param document the whole user, with {@code schemas} and {@code active}
 * @param isLosing whether the user has access and is to lose it
 */
public record UserChange(
        String externalId, Buffer hash, @Nullable Entry record, ObjectNode document, boolean isLosing) {

    Request request() {
        return record == null ? Request.post("Users", document) : Request.put("Users", record, document);
    }

    String userName() {
        return document.path("userName").asText();
    }

    /** Whether the record is like that already, however it came to be so. */
    boolean isDone() {
        return record != null
                && record.document() != null
                && document.deepCopy().without("schemas").equals(record.document());
    }

    /** Part of the sentence with which a preview tells of it. */
    String sentence() {
        String what = record == null ? "would be added" : isLosing ? "would lose access" : "would change";
        return "User " + userName() + " " + what + ".";
    }
}
