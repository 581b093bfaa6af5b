package dev.rollcall.core.admin.directory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.EventLog;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.model.Difference;
import dev.rollcall.core.model.EventType;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Writes the events about changes to a directory's settings that no rule decides, in the transaction of the change. */
public final class DirectoryNews {

    private static final String REASON = "by_hand";

    private DirectoryNews() {}

    /** The first statement of a transaction that tells something: events are numbered under this lock. */
    public static Future<Void> lock(SqlClient transaction, UUID orgId) {
        return EventLog.lock(transaction, orgId);
    }

    /**
     * Tells that something was changed that is not part of the event.
     *
     * @param what which settings, such as {@code profile}
     */
    public static Future<Void> changed(SqlClient transaction, Instant at, Actor by, UUID directoryId, String what) {
        return Directories.get(transaction, by.orgId(), directoryId).compose(directory -> {
            ObjectNode data = settings(directory);
            data.putArray("changed").add(what);
            data.putObject("previous");
            return tell(transaction, at, by, EventType.DIRECTORY_SETTINGS_CHANGED, directory, data);
        });
    }

    /** Tells in what a directory differs from before. */
    static Future<Void> changed(
            SqlClient transaction, Instant at, Actor by, Directory directory, Difference difference) {
        ObjectNode data = settings(directory);
        ArrayNode changed = data.putArray("changed");
        difference.after().fieldNames().forEachRemaining(changed::add);
        data.set("previous", difference.before());
        return tell(transaction, at, by, EventType.DIRECTORY_SETTINGS_CHANGED, directory, data);
    }

    static Future<Void> created(SqlClient transaction, Instant at, Actor by, Directory directory) {
        return tell(transaction, at, by, EventType.DIRECTORY_CREATED, directory, state(directory, "draft"));
    }

    static Future<Void> deleted(SqlClient transaction, Instant at, Actor by, Directory directory) {
        return tell(transaction, at, by, EventType.DIRECTORY_DELETED, directory, state(directory, "deleted"));
    }

    private static Future<Void> tell(
            SqlClient transaction, Instant at, Actor by, EventType type, Directory directory, ObjectNode data) {
        data.put("reason", REASON);
        return EventLog.append(
                transaction,
                at,
                by.orgId(),
                new EventLog.Told(type, directory.id(), directory.id(), by.requestId(), data));
    }

    private static ObjectNode state(Directory directory, String state) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", directory.name())
                .put("state", state)
                .put("provider", directory.provider());
    }

    private static ObjectNode settings(Directory directory) {
        ObjectNode data = state(directory, directory.state().word());
        data.put("mode", directory.mode().name().toLowerCase(Locale.ROOT));
        ArrayNode disabled = data.putArray("disabledQuirks");
        directory.disabledQuirks().stream().sorted().forEach(disabled::add);
        return data;
    }
}
