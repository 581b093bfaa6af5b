package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.DeviationRule;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.resource.Deviations;
import dev.rollcall.scim.resource.FormerVersion;
import dev.rollcall.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a PATCH (RFC 7644 section 3.5.2). Members that it does not know are ignored; {@code op} is read in any
 * letter case, and in tolerant mode so are the names of members. In tolerant mode an operation that cannot be read is
 * returned as such rather than thrown, since only the caller can decide, once the other operations are read, whether it may be left out.
 */
public final class PatchReader {

    private static final Deviation UNQUOTED = new Deviation(
            DeviationRule.UNQUOTED_TEXT,
            "A text in the brackets of a path has no double quotes; it was read as a text.");

    private final Mode mode;

    private PatchReader(Mode mode) {
        this.mode = mode;
    }

    /**
     * What was read.
     *
     * @param deviations what was accepted against the RFC
     * @param unusable why operations are missing in the request, in their order; empty in strict mode
     */
    public record Result(PatchRequest request, List<Deviation> deviations, List<ScimException> unusable) {
        public Result {
            deviations = List.copyOf(deviations);
            unusable = List.copyOf(unusable);
        }
    }

    /**
     * Reads a body. In tolerant mode an empty list of operations is a request that changes nothing.
     *
     * @throws ScimException 400 invalidSyntax, invalidPath, invalidFilter, invalidValue or noTarget, with the number of the
     *     operation
     */
    public static Result read(JsonNode body, Mode mode) {
        return new PatchReader(mode).request(body, new Deviations());
    }

    /**
     * Reports what was left out of a request.
     *
     * @param request what is left of it, in its plain spelling
     * @param unusable why something is missing in it
     * @throws ScimException the first of them, unless the request takes access away, which nothing beside it may prevent
     */
    public static void leaveOut(
            ResourceType type, PatchRequest request, List<ScimException> unusable, Deviations deviations) {
        if (!unusable.isEmpty() && !Deactivation.isIn(type, request)) {
            throw unusable.get(0);
        }
        unusable.forEach(e -> deviations.leftOutBesideDeactivation(e.error().detail()));
    }

    private Result request(JsonNode body, Deviations deviations) {
        JsonNode schemas = member(body, "schemas");
        JsonNode operations = operations(body);
        if (operations == null) {
            FormerVersion.refuse(schemas);
        }
        if (!ScimJson.listsUrn(schemas, PatchRequest.SCHEMA)) {
            if (mode == Mode.STRICT) {
                throw syntax("The body of a PATCH must be an object whose schemas " + "contain " + PatchRequest.SCHEMA
                        + ".");
            }
            deviations.report(
                    DeviationRule.MISSING_SCHEMAS, "schemas of a PATCH does not contain " + PatchRequest.SCHEMA + ".");
        }
        if (operations == null) {
            throw syntax("The body of a PATCH must have Operations: a list of objects with op, path and value.");
        }
        if (operations.isEmpty()) {
            if (mode == Mode.STRICT) {
                throw syntax("Operations must contain at least one operation.");
            }
            deviations.report(DeviationRule.NO_OPERATIONS, "The PATCH has no operations; it changed nothing.");
        }
        List<PatchOperation> read = new ArrayList<>(operations.size());
        List<ScimException> unusable = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            try {
                read.add(operation(operations.get(i), "Operations[" + i + "]", deviations));
            } catch (ScimException e) {
                if (mode == Mode.STRICT) {
                    throw e;
                }
                unusable.add(e);
            }
        }
        return new Result(new PatchRequest(read), deviations.list(), unusable);
    }

    /** The list of operations, which in tolerant mode may be a single one; null when there is none. */
    private @Nullable JsonNode operations(JsonNode body) {
        JsonNode operations = member(body, "Operations");
        if (mode == Mode.TOLERANT && operations != null && operations.has("op")) {
            return JsonNodeFactory.instance.arrayNode().add(operations);
        }
        return operations == null || !operations.isArray() ? null : operations;
    }

    private PatchOperation operation(JsonNode json, String place, Deviations deviations) {
        if (!json.isObject()) {
            throw syntax(place + " must be an object with op, path and value.");
        }
        PatchOp op = op(member(json, "op"), place);
        PatchPath path = path(member(json, "path"), place, deviations);
        JsonNode value = member(json, "value");
        if (op == PatchOp.REMOVE) {
            if (path == null) {
                throw ScimError.badRequest(ScimType.NO_TARGET, place + " removes, but has no path.")
                        .exception();
            }
            return new PatchOperation(op, path, value == null || value.isNull() ? null : value);
        }
        if (value == null) {
            throw ScimError.badRequest(
                            ScimType.INVALID_VALUE,
                            place + " must have a value; to unassign an attribute, remove it or send null.")
                    .exception();
        }
        JsonNode attributes = path == null && mode == Mode.TOLERANT ? ScimJson.object(value) : value;
        if (path == null && !attributes.isObject()) {
            throw ScimError.badRequest(
                            ScimType.INVALID_VALUE,
                            place + " has no path, so its value must be an object of attributes.")
                    .exception();
        }
        return new PatchOperation(op, path, attributes);
    }

    private static PatchOp op(@Nullable JsonNode json, String place) {
        if (json != null && json.isTextual()) {
            for (PatchOp op : PatchOp.values()) {
                if (op.name().equalsIgnoreCase(json.textValue())) {
                    return op;
                }
            }
        }
        throw syntax(place + ".op must be add, remove or replace.");
    }

    private @Nullable PatchPath path(@Nullable JsonNode json, String place, Deviations deviations) {
        if (json == null || json.isNull() || (mode == Mode.TOLERANT && isBlank(json))) {
            return null;
        }
        if (!json.isTextual()) {
            throw ScimError.badRequest(ScimType.INVALID_PATH, place + ".path must be a string.")
                    .exception();
        }
        try {
            String text = json.textValue();
            return mode == Mode.STRICT
                    ? PatchPath.parse(text)
                    : PatchPath.parseTolerantly(text, () -> deviations.report(UNQUOTED.rule(), UNQUOTED.detail()));
        } catch (ScimException e) {
            ScimError error = e.error();
            throw new ScimError(error.status(), error.scimType(), place + ": " + error.detail()).exception();
        }
    }

    private static boolean isBlank(JsonNode json) {
        return json.isTextual() && json.textValue().isBlank();
    }

    private @Nullable JsonNode member(JsonNode object, String name) {
        JsonNode exact = object.get(name);
        if (exact != null || mode == Mode.STRICT) {
            return exact;
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue();
            }
        }
        return null;
    }

    private static ScimException syntax(String detail) {
        return ScimError.badRequest(ScimType.INVALID_SYNTAX, detail).exception();
    }
}
