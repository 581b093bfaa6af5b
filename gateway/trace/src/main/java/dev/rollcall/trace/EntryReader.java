package dev.rollcall.trace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import java.nio.charset.StandardCharsets;

/** Reads what was kept of a request, which an entry holds in as few characters as it can. */
public final class EntryReader {

    private EntryReader() {}

    /**
     * Request, response, quirks with what each saw and made of it, and commands.
     *
     * @param document as {@link RequestQueries.Found#document()} has it
     */
    public static ObjectNode read(String document) {
        ObjectNode entry = (ObjectNode) ScimJson.parse(document.getBytes(StandardCharsets.UTF_8));
        QuirkEntry.restore(entry);
        return entry;
    }
}
