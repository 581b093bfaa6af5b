package dev.rollcall.spi.quirk;

import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.patch.PatchPath;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceType.Resolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Rewrites the comparisons of a filter, or of the value filters in the paths of a PATCH, each with the attribute it means. */
public final class Comparisons {

    /** What becomes of one comparison. */
    @FunctionalInterface
    public interface Rule {

        /** The comparison that takes its place, or null to leave it alone. */
        Filter.@Nullable Comparison apply(Resolved attribute, Filter.Comparison comparison);
    }

    private final Function<AttributePath, @Nullable Resolved> scope;
    private final Rule rule;

    private Comparisons(Function<AttributePath, @Nullable Resolved> scope, Rule rule) {
        this.scope = scope;
        this.rule = rule;
    }

    public static Optional<Filter> inFilter(ResourceType type, Filter filter, Rule rule) {
        return Optional.ofNullable(new Comparisons(type::resolve, rule).rewrite(filter));
    }

    public static Optional<PatchRequest> inPatch(ResourceType type, PatchRequest patch, Rule rule) {
        return Values.eachOperation(patch, operation -> {
            PatchPath path = operation.path();
            if (path == null || path.filter() == null) {
                return null;
            }
            AttributePath list = path.attribute().withSubAttribute(null);
            Filter filter = new Comparisons(type::resolve, rule).inside(list).rewrite(path.filter());
            return filter == null
                    ? null
                    : List.of(new PatchOperation(
                            operation.op(),
                            new PatchPath(path.attribute(), filter),
                            operation.value(),
                            operation.unmatched()));
        });
    }

    /** Names inside brackets are sub-attributes of the attribute in front of them. */
    private Comparisons inside(AttributePath list) {
        Resolved outer = scope.apply(list);
        return new Comparisons(
                path -> {
                    Attribute inner = outer == null ? null : outer.attribute().subAttribute(path.attribute());
                    return outer == null || inner == null
                            ? null
                            : new Resolved(outer.extension(), outer.attribute(), inner);
                },
                rule);
    }

    private @Nullable Filter rewrite(Filter filter) {
        return filter.match(new Kinds()).orElse(null);
    }

    /** What takes the place of each kind of filter; empty where it stays. */
    private final class Kinds implements Filter.Cases<Optional<Filter>> {

        @Override
        public Optional<Filter> comparison(Filter.Comparison comparison) {
            Resolved attribute = scope.apply(comparison.path());
            return attribute == null ? Optional.empty() : Optional.ofNullable(rule.apply(attribute, comparison));
        }

        @Override
        public Optional<Filter> present(Filter.Present present) {
            return Optional.empty();
        }

        @Override
        public Optional<Filter> and(Filter.And and) {
            return Optional.ofNullable(rewrite(and.terms(), Filter::and));
        }

        @Override
        public Optional<Filter> or(Filter.Or or) {
            return Optional.ofNullable(rewrite(or.terms(), Filter::or));
        }

        @Override
        public Optional<Filter> not(Filter.Not not) {
            return Optional.ofNullable(wrap(rewrite(not.term()), Filter.Not::new));
        }

        @Override
        public Optional<Filter> valuePath(Filter.ValuePath valuePath) {
            return Optional.ofNullable(wrap(
                    inside(valuePath.path()).rewrite(valuePath.filter()),
                    inner -> new Filter.ValuePath(valuePath.path(), inner)));
        }
    }

    private @Nullable Filter rewrite(List<Filter> terms, Function<List<Filter>, Filter> join) {
        List<Filter> all = new ArrayList<>(terms.size());
        boolean fired = false;
        for (Filter term : terms) {
            Filter instead = rewrite(term);
            fired |= instead != null;
            all.add(instead == null ? term : instead);
        }
        return fired ? join.apply(all) : null;
    }

    private static @Nullable Filter wrap(@Nullable Filter inner, UnaryOperator<Filter> around) {
        return inner == null ? null : around.apply(inner);
    }
}
