package dev.rollcall.spi.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.expression.ExpressionFailure;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.patch.Deactivation;
import dev.rollcall.scim.patch.PatchReader;
import dev.rollcall.scim.resource.Deviations;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.spelling.PlainSpelling;
import dev.rollcall.spi.RawRequest.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Applies the names and values that a profile lists to the body of one write. If an expression cannot be evaluated, the write is
 * refused, unless it takes access away: then the mapping does nothing, and what was sent for it is left out like any unknown name
 * (R28).
 */
final class NamesInBody {

    private static final String ACTIVE = "active";

    private final ResourceType type;
    private final TypeRules rules;
    private final Method method;
    private final ObjectNode body;
    private final Function<String, @Nullable JsonNode> request;
    private @Nullable ScimException failure;

    private NamesInBody(ResourceType type, TypeRules rules, Method method, ObjectNode body) {
        this.type = type;
        this.rules = rules;
        this.method = method;
        this.body = body;
        this.request = method == Method.PATCH ? this::patched : name -> Bag.get(body, name);
    }

    /**
     * The body with the RFC's names and values; the body itself is not changed.
     *
     * @throws ScimException an expression cannot be worked out
     */
    static ObjectNode read(ResourceType type, TypeRules rules, Method method, ObjectNode body) {
        NamesInBody names = new NamesInBody(type, rules, method, body);
        ObjectNode read = method == Method.PATCH ? names.patch() : names.attributes(body, true);
        ScimException failure = names.failure;
        if (failure != null && !names.takesAway(read)) {
            throw failure;
        }
        return read;
    }

    private boolean takesAway(ObjectNode read) {
        PlainSpelling spelling = new PlainSpelling(type, Mode.TOLERANT, new Deviations());
        return method == Method.PATCH
                ? Deactivation.isIn(
                        type,
                        spelling.patch(PatchReader.read(read, Mode.TOLERANT).request()))
                : Deactivation.isIn(type, spelling.resource(read));
    }

    private void failed(Mapping mapping, ExpressionFailure e) {
        if (failure == null) {
            failure = ScimError.badRequest(
                            ScimType.INVALID_VALUE,
                            "The directory's profile cannot work out " + mapping.to()
                                    + " for this request. Its expression, " + e.getMessage())
                    .exception();
        }
    }

    private ObjectNode attributes(ObjectNode sent, boolean isWhole) {
        ObjectNode object = sent.deepCopy();
        Members members = new Members(object);
        rules.ignore().forEach(members::take);
        for (Mapping mapping : rules.attributes()) {
            if ((mapping.copy() && !isWhole) || isSpokenFor(mapping, object)) {
                continue;
            }
            try {
                attribute(mapping, members, isWhole);
            } catch (ExpressionFailure e) {
                failed(mapping, e);
            }
        }
        return object;
    }

    /** {@code active: false} under its own name counts whatever a mapping would make of another name. */
    private boolean isSpokenFor(Mapping mapping, ObjectNode object) {
        return mapping.to().equalsIgnoreCase(ACTIVE)
                && !mapping.isSentAs(ACTIVE)
                && namesActive(object)
                && Deactivation.isIn(type, new PlainSpelling(type, Mode.TOLERANT, new Deviations()).resource(object));
    }

    /** Plainly, or behind the URN of a schema. */
    private static boolean namesActive(ObjectNode object) {
        return object.properties().stream()
                .map(Map.Entry::getKey)
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).endsWith(ACTIVE) || name.contains(":"));
    }

    private void attribute(Mapping mapping, Members members, boolean isWhole) {
        String name = sentName(mapping, members);
        JsonNode sent = name == null ? null : members.get(name);
        if (!mapping.counts(sent, request)) {
            return;
        }
        JsonNode value = sent == null ? null : mapping.value(sent, request);
        if (isWhole && mapping.constant() != null) {
            value = mapping.constant();
        } else if (sent == null && isWhole) {
            value = notSent(mapping);
        }
        if (name != null && !mapping.copy() && !name.equalsIgnoreCase(mapping.to())) {
            members.take(name);
        }
        JsonNode there = value == null ? null : members.get(mapping.to());
        if (value != null && !value.isMissingNode() && !value.equals(there)) {
            if (there != null) {
                members.take(mapping.to());
            }
            members.set(mapping.to(), value);
        }
    }

    private @Nullable JsonNode notSent(Mapping mapping) {
        JsonNode computed = mapping.computed(request);
        return computed == null && method == Method.POST ? mapping.byDefault() : computed;
    }

    private static @Nullable String sentName(Mapping mapping, Members members) {
        for (String name : mapping.from()) {
            if (members.get(name) != null) {
                return name;
            }
        }
        return null;
    }

    private ObjectNode patch() {
        String key = Bag.key(body, "Operations");
        if (key == null || !body.get(key).isArray()) {
            return body;
        }
        ArrayNode operations = JsonNodeFactory.instance.arrayNode();
        for (JsonNode operation : body.get(key)) {
            if (operation instanceof ObjectNode object) {
                ObjectNode changed = operation(object);
                if (changed != null) {
                    operations.add(changed);
                }
            } else {
                operations.add(operation);
            }
        }
        ObjectNode changed = JsonNodeFactory.instance.objectNode().setAll(body);
        return changed.set(key, operations);
    }

    /** Null when nothing of it is left. */
    private @Nullable ObjectNode operation(ObjectNode operation) {
        String pathKey = Bag.key(operation, "path");
        String valueKey = Bag.key(operation, "value");
        JsonNode value = valueKey == null ? null : operation.get(valueKey);
        String path = path(operation);
        if (pathKey == null || path.isEmpty()) {
            return value instanceof ObjectNode object
                    ? operation.deepCopy().set(valueKey, attributes(object, false))
                    : operation;
        }
        if (rules.ignore().stream().anyMatch(path::equalsIgnoreCase)) {
            return null;
        }
        for (Mapping mapping : rules.attributes()) {
            String rest = rest(mapping, path);
            try {
                if (rest != null && mapping.counts(value, request)) {
                    ObjectNode changed = operation.deepCopy().put(pathKey, mapping.to() + rest);
                    if (value != null && rest.isEmpty()) {
                        changed.set(valueKey, mapping.value(value, request));
                    }
                    return changed;
                }
            } catch (ExpressionFailure e) {
                failed(mapping, e);
                return operation;
            }
        }
        return operation;
    }

    /** Empty where the operation names none. */
    private static String path(ObjectNode operation) {
        String key = Bag.key(operation, "path");
        JsonNode path = key == null ? null : operation.get(key);
        return path == null || path.isNull() ? "" : path.asText("").strip();
    }

    /** What stands in a path behind a name of the mapping; null when it begins with none of them. */
    private static @Nullable String rest(Mapping mapping, String path) {
        for (String name : mapping.copy() ? List.<String>of() : mapping.from()) {
            if (!path.regionMatches(true, 0, name, 0, name.length())) {
                continue;
            }
            String rest = path.substring(name.length());
            if (rest.isEmpty() || rest.charAt(0) == '[' || rest.charAt(0) == '.') {
                return rest;
            }
        }
        return null;
    }

    /** What the operations of a PATCH say of an attribute, the last of them. */
    private @Nullable JsonNode patched(String name) {
        String key = Bag.key(body, "Operations");
        JsonNode said = null;
        for (JsonNode one : key == null ? JsonNodeFactory.instance.arrayNode() : body.get(key)) {
            String valueKey = one instanceof ObjectNode operation ? Bag.key(operation, "value") : null;
            if (valueKey == null) {
                continue;
            }
            String path = path((ObjectNode) one);
            JsonNode value = one.get(valueKey);
            JsonNode found = path.isEmpty() && value instanceof ObjectNode object
                    ? Bag.get(object, name)
                    : path.equalsIgnoreCase(name) ? value : null;
            said = found == null ? said : found;
        }
        return said;
    }
}
