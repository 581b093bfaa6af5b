package dev.rollcall.spi.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.patch.PatchPath;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.RawRequest.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names and values that a profile lists, in bodies, paths, filters and responses. */
final class ProfileNames implements Quirk.OfBody, Quirk.OfFilter, Quirk.OfAnswer {

    private final ClientProfile profile;

    ProfileNames(ClientProfile profile) {
        this.profile = profile;
    }

    @Override
    public String why() {
        return "The directory's profile lists what the client calls its attributes and how their values are read.";
    }

    @Override
    public List<String> evidence() {
        return List.of("CUSTOM-15");
    }

    @Override
    public Set<Method> methods() {
        return EnumSet.of(Method.POST, Method.PUT, Method.PATCH);
    }

    @Override
    public Optional<JsonNode> apply(Method method, ResourceType type, JsonNode body) {
        TypeRules rules = profile.of(type);
        if (rules.isEmpty() || !(body instanceof ObjectNode object)) {
            return Optional.empty();
        }
        JsonNode changed =
                method == Method.PATCH ? patch(rules, object) : attributes(rules, object, method == Method.POST, true);
        return changed.equals(body) ? Optional.empty() : Optional.of(changed);
    }

    private static ObjectNode attributes(TypeRules rules, ObjectNode sent, boolean isNew, boolean isWhole) {
        ObjectNode object = sent.deepCopy();
        rules.ignore().forEach(name -> Bag.take(object, name));
        for (Mapping mapping : rules.attributes()) {
            if (mapping.copy() && !isWhole) {
                continue;
            }
            JsonNode value = value(mapping, object);
            if (isWhole && mapping.constant() != null) {
                value = mapping.constant();
            } else if (value == null && isNew) {
                value = mapping.byDefault();
            }
            if (value != null && !value.isMissingNode() && !value.equals(Bag.get(object, mapping.to()))) {
                Bag.take(object, mapping.to());
                object.set(mapping.to(), value);
            }
        }
        return object;
    }

    /** What was sent for an attribute, as it is read; {@code MissingNode} when nothing is left of it, null where nothing was sent. */
    private static @Nullable JsonNode value(Mapping mapping, ObjectNode object) {
        for (String name : mapping.from()) {
            boolean stays = mapping.copy() || name.equalsIgnoreCase(mapping.to());
            JsonNode sent = stays ? Bag.get(object, name) : Bag.take(object, name);
            if (sent != null) {
                return mapping.value(sent);
            }
        }
        return null;
    }

    private static ObjectNode patch(TypeRules rules, ObjectNode body) {
        String key = Bag.key(body, "Operations");
        if (key == null || !body.get(key).isArray()) {
            return body;
        }
        ArrayNode operations = JsonNodeFactory.instance.arrayNode();
        for (JsonNode operation : body.get(key)) {
            if (operation instanceof ObjectNode object) {
                ObjectNode changed = operation(rules, object);
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
    private static @Nullable ObjectNode operation(TypeRules rules, ObjectNode operation) {
        String pathKey = Bag.key(operation, "path");
        String valueKey = Bag.key(operation, "value");
        JsonNode value = valueKey == null ? null : operation.get(valueKey);
        String path = pathKey == null ? "" : operation.get(pathKey).asText("").strip();
        if (path.isEmpty() || operation.get(pathKey).isNull()) {
            return value instanceof ObjectNode object
                    ? operation.deepCopy().set(valueKey, attributes(rules, object, false, false))
                    : operation;
        }
        if (rules.ignore().stream().anyMatch(path::equalsIgnoreCase)) {
            return null;
        }
        for (Mapping mapping : rules.attributes()) {
            String rest = rest(mapping, path);
            if (rest != null) {
                ObjectNode changed = operation.deepCopy().put(pathKey, mapping.to() + rest);
                if (value != null && rest.isEmpty()) {
                    changed.set(valueKey, mapping.value(value));
                }
                return changed;
            }
        }
        return operation;
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

    @Override
    public Optional<Filter> apply(ResourceType type, Filter filter) {
        TypeRules rules = profile.of(type);
        Filter changed = rules.attributes().isEmpty() ? filter : filter(rules, filter);
        return changed.equals(filter) ? Optional.empty() : Optional.of(changed);
    }

    private static Filter filter(TypeRules rules, Filter filter) {
        if (filter instanceof Filter.And and) {
            return Filter.and(
                    and.terms().stream().map(term -> filter(rules, term)).toList());
        }
        if (filter instanceof Filter.Or or) {
            return Filter.or(
                    or.terms().stream().map(term -> filter(rules, term)).toList());
        }
        if (filter instanceof Filter.Not not) {
            return new Filter.Not(filter(rules, not.term()));
        }
        if (filter instanceof Filter.Comparison comparison) {
            return term(
                    rules,
                    comparison.path(),
                    (mapping, path) -> {
                        JsonNode value = mapping.value(comparison.value());
                        return new Filter.Comparison(
                                path, comparison.op(), value instanceof ValueNode simple ? simple : comparison.value());
                    },
                    filter);
        }
        if (filter instanceof Filter.Present present) {
            return term(rules, present.path(), (mapping, path) -> new Filter.Present(path), filter);
        }
        if (filter instanceof Filter.ValuePath inside) {
            Mapping mapping = mapping(rules, inside.path());
            PatchPath to = mapping == null ? null : PatchPath.parse(mapping.to());
            return to == null || to.filter() != null ? filter : new Filter.ValuePath(to.attribute(), inside.filter());
        }
        return filter;
    }

    /** What is asked about an attribute. */
    private interface Term {
        Filter about(Mapping mapping, AttributePath path);
    }

    private static Filter term(TypeRules rules, AttributePath path, Term term, Filter otherwise) {
        Mapping mapping = mapping(rules, path);
        if (mapping == null) {
            return otherwise;
        }
        PatchPath to = PatchPath.parse(mapping.to());
        Filter brackets = to.filter();
        if (brackets == null) {
            return term.about(mapping, to.attribute());
        }
        String sub = to.attribute().subAttribute();
        return new Filter.ValuePath(
                to.attribute().withSubAttribute(null),
                Filter.and(List.of(brackets, term.about(mapping, AttributePath.of(sub == null ? "value" : sub)))));
    }

    private static @Nullable Mapping mapping(TypeRules rules, AttributePath path) {
        String name = path.toString();
        return rules.attributes().stream()
                .filter(mapping -> !mapping.copy() && mapping.isSentAs(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Optional<ObjectNode> apply(ResourceType type, ObjectNode body) {
        ObjectNode changed = null;
        for (Mapping mapping : profile.of(type).attributes()) {
            JsonNode value = mapping.inResponses() ? Bag.get(body, mapping.to()) : null;
            String name = mapping.from().get(0);
            if (value != null && !value.equals(body.get(name))) {
                changed = changed == null ? body.deepCopy() : changed;
                changed.set(name, value);
            }
        }
        return Optional.ofNullable(changed);
    }
}
