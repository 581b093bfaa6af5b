package dev.rollcall.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.patch.PatchRequest;

/**
 * One quirk that fired on one request: what it saw and what it made of it. Holds the values themselves, which are never changed;
 * they are turned into JSON only when it is asked for.
 */
public sealed interface Firing {

    /** The id of the quirk. */
    String quirk();

    /** What the quirk saw: a body as JSON, a filter as the text of the RFC. */
    JsonNode before();

    /** What the quirk made of it, in the form of {@link #before}. */
    JsonNode after();

    /** On the body of a write, or of a response. */
    record OfBody(String quirk, JsonNode before, JsonNode after) implements Firing {}

    /** On the text of a filter. */
    record OfFilterText(String quirk, String from, String to) implements Firing {

        @Override
        public JsonNode before() {
            return TextNode.valueOf(from);
        }

        @Override
        public JsonNode after() {
            return TextNode.valueOf(to);
        }
    }

    /** On a PATCH. */
    record OfPatch(String quirk, PatchRequest from, PatchRequest to) implements Firing {

        @Override
        public JsonNode before() {
            return PatchJson.write(from);
        }

        @Override
        public JsonNode after() {
            return PatchJson.write(to);
        }
    }

    /** On the filter of a query. */
    record OfFilter(String quirk, Filter from, Filter to) implements Firing {

        @Override
        public JsonNode before() {
            return TextNode.valueOf(from.print());
        }

        @Override
        public JsonNode after() {
            return TextNode.valueOf(to.print());
        }
    }
}
