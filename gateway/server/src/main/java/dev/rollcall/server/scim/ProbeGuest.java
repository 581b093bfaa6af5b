package dev.rollcall.server.scim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.StoredResource;
import dev.rollcall.core.read.sql.Page;
import dev.rollcall.scim.Habit;
import dev.rollcall.scim.message.ScimRequest.Query;
import dev.rollcall.scim.schema.CoreTypes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Adds a made-up user to the response to a connection test that takes an empty directory for a failure
 * ({@link Habit#NOBODY_IS_A_FAILURE}).
 */
final class ProbeGuest {

    /** How many users such a test asks for; an import asks for a hundred. */
    private static final int PROBED = 2;

    private static final int MILLIS_OF_UUID = 16;

    private ProbeGuest() {}

    /** The page itself, or one with the guest when it is the empty answer to such a test. */
    static Page shown(Connection connection, List<Query> queries, Page page) {
        boolean guest =
                page.total() == 0 && connection.habits().contains(Habit.NOBODY_IS_A_FAILURE) && isProbe(queries.get(0));
        return guest ? new Page(1, 1, List.of(guest(connection.id())), null) : page;
    }

    private static boolean isProbe(Query query) {
        Integer count = query.count();
        return query.type().name().equals(CoreTypes.USER.name())
                && query.filter() == null
                && query.cursor() == null
                && query.startIndex() == 1
                && count != null
                && count == PROBED;
    }

    /** Inactive, so that no import takes it; as old as the directory, whose id it bears. */
    private static StoredResource guest(UUID directoryId) {
        Instant since = Instant.ofEpochMilli(directoryId.getMostSignificantBits() >>> MILLIS_OF_UUID);
        ObjectNode user = JsonNodeFactory.instance.objectNode().put("userName", "connection-test");
        user.putObject("name").put("givenName", "Connection").put("familyName", "Test");
        user.put("displayName", "Connection Test").put("active", false);
        user.putArray("emails")
                .addObject()
                .put("value", "connection-test@rollcall.invalid")
                .put("type", "work")
                .put("primary", true);
        return new StoredResource(CoreTypes.USER, directoryId, 1, since, since, user);
    }
}
