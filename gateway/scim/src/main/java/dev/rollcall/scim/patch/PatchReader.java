package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.resource.Deviations;
import dev.rollcall.scim.resource.FormerVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a PATCH (RFC 7644 section 3.5.2). Members that it does not know are ignored; {@code op} is read in any
 * letter case, and in tolerant mode so are the names of members. In tolerant mode an operation whose path cannot be read is left
 * out as long as another one remains, and beside a deactivation so is one that cannot be read at all.
 */
public final class PatchReader {

    private static final Deviation UNQUOTED = new Deviation(
            "unquoted-text", "A text in the brackets of a path stands without double quotes; it was read as a text.");

    private final Mode mode;

    private PatchReader(Mode mode) {
        this.mode = mode;
    }

    /** The request and what was accepted against the RFC. */
    public record Result(PatchRequest request, List<Deviation> deviations) {}

    /**
     * Reads a body. An empty list of operations is a request that changes nothing.
     *
     * @throws ScimException 400 invalidSyntax, invalidPath, invalidFilter, invalidValue or noTarget, with the number of the
     *     operation
     */
    public static Result read(JsonNode body, Mode mode) {
        Deviations deviations = new Deviations();
        PatchRequest request = new PatchReader(mode).request(body, deviations);
        return new Result(request, deviations.list());
    }

    private PatchRequest request(JsonNode body, Deviations deviations) {
        JsonNode schemas = member(body, "schemas");
        FormerVersion.refuse(schemas);
        if (!ScimJson.listsUrn(schemas, PatchRequest.SCHEMA)) {
            if (mode == Mode.STRICT) {
                throw syntax("The body of a PATCH must be an object whose schemas hold " + PatchRequest.SCHEMA + ".");
            }
            deviations.report("missing-schemas", "schemas of a PATCH does not hold " + PatchRequest.SCHEMA + ".");
        }
        JsonNode operations = member(body, "Operations");
        if (operations == null || !operations.isArray()) {
            throw syntax("The body of a PATCH must have Operations, a list of objects with op, path and value.");
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
        requireBearable(read, unusable);
        unusable.forEach(
                e -> deviations.report("unusable-path", "Left out: " + e.error().detail()));
        return new PatchRequest(read);
    }

    /** Throws the first that is too bad to be left out. */
    private static void requireBearable(List<PatchOperation> read, List<ScimException> unusable) {
        boolean deactivates = read.stream().anyMatch(Deactivation::isIn);
        for (ScimException e : unusable) {
            if (read.isEmpty() || !(deactivates || isAboutPath(e))) {
                throw e;
            }
        }
    }

    private static boolean isAboutPath(ScimException e) {
        ScimType type = e.error().scimType();
        return type == ScimType.INVALID_PATH || type == ScimType.INVALID_FILTER;
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
        if (path == null && !value.isObject()) {
            throw ScimError.badRequest(
                            ScimType.INVALID_VALUE,
                            place + " has no path, so its value must be an object of attributes.")
                    .exception();
        }
        return new PatchOperation(op, path, value);
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
        if (json == null || json.isNull()) {
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
