package dev.rollcall.spi.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import dev.rollcall.expression.ExpressionFailure;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
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

/** Translates the names and values that a profile lists, in bodies, paths, filters and responses. */
final class ProfileNames implements Quirk.OfBody, Quirk.OfFilter, Quirk.OfResponse {

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
        ObjectNode changed = NamesInBody.read(type, rules, method, object);
        return changed.equals(body) ? Optional.empty() : Optional.of(changed);
    }

    @Override
    public Optional<Filter> apply(ResourceType type, Filter filter) {
        TypeRules rules = profile.of(type);
        Filter changed = rules.attributes().isEmpty() ? filter : filter.match(new Renamed(rules));
        return changed.equals(filter) ? Optional.empty() : Optional.of(changed);
    }

    /** A filter with the names and values of the profile in the place of the client's. */
    private record Renamed(TypeRules rules) implements Filter.Cases<Filter> {

        @Override
        public Filter and(Filter.And and) {
            return Filter.and(and.terms().stream().map(term -> term.match(this)).toList());
        }

        @Override
        public Filter or(Filter.Or or) {
            return Filter.or(or.terms().stream().map(term -> term.match(this)).toList());
        }

        @Override
        public Filter not(Filter.Not not) {
            return new Filter.Not(not.term().match(this));
        }

        @Override
        public Filter comparison(Filter.Comparison comparison) {
            return term(
                    rules,
                    comparison.path(),
                    (mapping, path) -> {
                        JsonNode value = compared(mapping, comparison.value());
                        return new Filter.Comparison(
                                path, comparison.op(), value instanceof ValueNode simple ? simple : comparison.value());
                    },
                    comparison);
        }

        @Override
        public Filter present(Filter.Present present) {
            return term(rules, present.path(), (mapping, path) -> new Filter.Present(path), present);
        }

        @Override
        public Filter valuePath(Filter.ValuePath inside) {
            Mapping mapping = mapping(rules, inside.path());
            PatchPath to = mapping == null ? null : PatchPath.parse(mapping.to());
            return to == null || to.filter() != null ? inside : new Filter.ValuePath(to.attribute(), inside.filter());
        }
    }

    /** A filter has no attributes of a request, and asks no condition: names are names. */
    private static JsonNode compared(Mapping mapping, JsonNode value) {
        try {
            return mapping.value(value, name -> null);
        } catch (ExpressionFailure e) {
            throw ScimError.badRequest(
                            ScimType.INVALID_FILTER,
                            "The filter compares what the directory's profile makes " + mapping.to()
                                    + " of, and its expression cannot be worked out from the filter alone: "
                                    + e.getMessage())
                    .exception();
        }
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
