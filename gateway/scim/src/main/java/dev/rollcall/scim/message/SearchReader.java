package dev.rollcall.scim.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.DeviationRule;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the body of a {@code POST .../.search} (RFC 7644 section 3.4.3, RFC 9865 section 3); members that it does not know are ignored. */
public final class SearchReader {

    public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

    private final JsonNode body;
    private final Mode mode;
    private final Consumer<Deviation> deviations;

    private SearchReader(JsonNode body, Mode mode, Consumer<Deviation> deviations) {
        this.body = body;
        this.mode = mode;
        this.deviations = deviations;
    }

    /**
     * Reads a body; in tolerant mode a text in the filter may lack its quotes, and numbers and lists may be texts as they are in a GET.
     *
     * @param deviations learns what was accepted against the RFC
     * @throws ScimException 400 invalidSyntax, invalidFilter or invalidValue naming the member
     */
    public static ScimRequest.Query query(ResourceType type, JsonNode body, Mode mode, Consumer<Deviation> deviations) {
        if (!body.isObject() || (mode == Mode.STRICT && !ScimJson.listsUrn(body.get("schemas"), SCHEMA))) {
            throw ScimError.badRequest(
                            ScimType.INVALID_SYNTAX, "A search is an object whose schemas contain " + SCHEMA + ".")
                    .exception();
        }
        SearchReader reader = new SearchReader(body, mode, deviations);
        QueryParts parts = new QueryParts(
                reader.string("filter"),
                reader.string("sortBy"),
                reader.string("sortOrder"),
                reader.integer("startIndex"),
                reader.integer("count"),
                reader.strings("attributes"),
                reader.strings("excludedAttributes"),
                reader.string("cursor"));
        return mode == Mode.STRICT ? parts.query(type) : parts.tolerantQuery(type, deviations);
    }

    private @Nullable String string(String name) {
        JsonNode value = member(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw QueryParts.invalid(name + " must be a string.");
        }
        return value.textValue();
    }

    private @Nullable Integer integer(String name) {
        JsonNode value = member(name);
        if (mode == Mode.TOLERANT && value.isTextual()) {
            report(name + " is a number; it arrived as a text and was read as it would be in a GET.");
            return QueryReader.integer(name, value.textValue(), mode);
        }
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber()) {
            throw QueryParts.invalid(name + " must be an integer.");
        }
        return QueryReader.bounded(value.bigIntegerValue());
    }

    private List<String> strings(String name) {
        JsonNode value = member(name);
        if (mode == Mode.TOLERANT && value.isTextual()) {
            report(name + " is a list; it arrived as a text and was read as it would be in a GET.");
            return QueryReader.names(value.textValue());
        }
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

    /** In tolerant mode a member's name stands in any letter case. */
    private JsonNode member(String name) {
        JsonNode exact = body.path(name);
        if (!exact.isMissingNode() || mode == Mode.STRICT) {
            return exact;
        }
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                return member.getValue();
            }
        }
        return exact;
    }

    private void report(String detail) {
        deviations.accept(new Deviation(DeviationRule.SEARCH_AS_TEXT, detail));
    }
}
