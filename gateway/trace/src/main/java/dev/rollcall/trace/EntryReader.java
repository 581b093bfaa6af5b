package dev.rollcall.trace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import java.nio.charset.StandardCharsets;

/** Reads the kept details of a request back from the compact form in which an entry holds them. */
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
