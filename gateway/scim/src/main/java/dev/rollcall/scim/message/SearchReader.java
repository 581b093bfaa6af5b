package dev.rollcall.scim.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the body of a {@code POST .../.search} (RFC 7644 section 3.4.3, RFC 9865 section 3); members that it does not know are ignored. */
public final class SearchReader {

    public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

    private SearchReader() {}

    /**
     * Reads a body; in tolerant mode a text in the filter may lack its quotes.
     *
     * @param deviations learns what was accepted against the RFC
     * @throws ScimException 400 invalidSyntax, invalidFilter or invalidValue naming the member
     */
    public static ScimRequest.Query query(ResourceType type, JsonNode body, Mode mode, Consumer<Deviation> deviations) {
        if (!body.isObject() || (mode == Mode.STRICT && !ScimJson.listsUrn(body.get("schemas"), SCHEMA))) {
            throw ScimError.badRequest(
                            ScimType.INVALID_SYNTAX, "A search is an object whose schemas hold " + SCHEMA + ".")
                    .exception();
        }
        QueryParts parts = new QueryParts(
                string(body, "filter"),
                string(body, "sortBy"),
                string(body, "sortOrder"),
                integer(body, "startIndex"),
                integer(body, "count"),
                strings(body, "attributes"),
                strings(body, "excludedAttributes"),
                string(body, "cursor"));
        return mode == Mode.STRICT ? parts.query(type) : parts.query(type, QueryReader.tolerantly(deviations));
    }

    private static @Nullable String string(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw QueryParts.invalid(name + " must be a string.");
        }
        return value.textValue();
    }

    private static @Nullable Integer integer(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw QueryParts.invalid(name + " must be an integer of 32 bits.");
        }
        return value.intValue();
    }

    private static List<String> strings(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        List<String> strings = new ArrayList<>(value.size());
        for (JsonNode element : value) {
            if (!element.isTextual()) {
                throw QueryParts.invalid(name + " must be a list of strings.");
            }
            strings.add(element.textValue());
        }
        if (!value.isArray()) {
            throw QueryParts.invalid(name + " must be a list of strings.");
        }
        return strings;
    }
}
