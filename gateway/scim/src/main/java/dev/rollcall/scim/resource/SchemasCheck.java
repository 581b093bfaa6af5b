package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.DeviationRule;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.schema.ResourceType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks the {@code schemas} of a body (RFC 7643 section 3). The stored schemas follow from the attributes themselves, so a
 * tolerant reader only reports what is wrong here.
 */
final class SchemasCheck {

    static final String NAME = "schemas";

    private SchemasCheck() {}

    static void check(ResourceType type, ObjectNode body, Mode mode, Deviations deviations) {
        JsonNode schemas = named(body, NAME);
        FormerVersion.refuse(schemas);
        if (mode == Mode.STRICT) {
            requireExact(type, body, schemas);
        } else {
            report(type, schemas, deviations);
        }
    }

    private static void report(ResourceType type, @Nullable JsonNode schemas, Deviations deviations) {
        if (schemas == null || !schemas.isArray() || schemas.isEmpty()) {
            deviations.report(
                    DeviationRule.MISSING_SCHEMAS, "schemas is missing or empty; it was inferred from the attributes.");
            return;
        }
        for (JsonNode urn : schemas) {
            if (!isSupported(type, urn)) {
                deviations.report(
                        DeviationRule.UNKNOWN_SCHEMA, "schemas names a schema that is not supported; it was ignored.");
            }
        }
    }

    private static void requireExact(ResourceType type, ObjectNode body, @Nullable JsonNode schemas) {
        if (schemas == null || !schemas.isArray() || schemas.isEmpty()) {
            throw refuse(
                    "schemas is required: a list that contains " + type.schema().id() + ".");
        }
        for (JsonNode urn : schemas) {
            if (!isSupported(type, urn)) {
                throw refuse("schemas may hold only URNs that /ResourceTypes/" + type.name() + " names.");
            }
        }
        requireListed(schemas, type.schema().id());
        for (ResourceType.Extension extension : type.extensions()) {
            if (named(body, extension.schema().id()) != null) {
                requireListed(schemas, extension.schema().id());
            }
        }
    }

    private static void requireListed(JsonNode schemas, String urn) {
        if (!ScimJson.listsUrn(schemas, urn)) {
            throw refuse("schemas must contain " + urn + ", whose attributes the body has.");
        }
    }

    private static boolean isSupported(ResourceType type, JsonNode urn) {
        return urn.isTextual()
                && (type.schema().id().equalsIgnoreCase(urn.textValue()) || type.extension(urn.textValue()) != null);
    }

    private static @Nullable JsonNode named(ObjectNode body, String name) {
        JsonNode exact = body.get(name);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue();
            }
        }
        return null;
    }

    private static ScimException refuse(String detail) {
        return ScimError.badRequest(ScimType.INVALID_SYNTAX, detail).exception();
    }
}
