package dev.rollcall.scim.message;

import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.DeviationRule;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parts of a query, whether they come from the parameters of a GET or from the body of a {@code .search}. */
record QueryParts(
        @Nullable String filter,
        @Nullable String sortBy,
        @Nullable String sortOrder,
        @Nullable Integer startIndex,
        @Nullable Integer count,
        List<String> attributes,
        List<String> excludedAttributes,
        @Nullable String cursor) {

    private static final Deviation UNQUOTED = new Deviation(
            DeviationRule.UNQUOTED_TEXT,
            "A text in the filter has no double quotes; it was read up to the next space.");

    private static final Deviation BLANK =
            new Deviation(DeviationRule.BLANK_FILTER, "The filter is blank; it was ignored.");

    ScimRequest.Query query(ResourceType type) {
        return query(type, Filter::parse);
    }

    /** In tolerant mode a text in the filter may lack its quotes, and a blank filter is none. */
    ScimRequest.Query tolerantQuery(ResourceType type, Consumer<Deviation> deviations) {
        if (filter != null && filter.isBlank()) {
            deviations.accept(BLANK);
        }
        return query(
                type, text -> text.isBlank() ? null : Filter.parseTolerantly(text, () -> deviations.accept(UNQUOTED)));
    }

    private ScimRequest.Query query(ResourceType type, Function<String, @Nullable Filter> parser) {
        return new ScimRequest.Query(
                type,
                filter == null ? null : parser.apply(filter),
                sort(),
                startIndex == null ? 1 : Math.max(1, startIndex),
                count == null ? null : Math.max(0, count),
                projection(attributes, excludedAttributes),
                cursor);
    }

    static Projection projection(List<String> attributes, List<String> excludedAttributes) {
        List<AttributePath> only = paths("attributes", attributes);
        List<AttributePath> excluded = paths("excludedAttributes", excludedAttributes);
        if (only.isEmpty() && excluded.isEmpty()) {
            return Projection.DEFAULT;
        }
        if (!only.isEmpty() && !excluded.isEmpty()) {
            throw invalid("attributes and excludedAttributes cannot be combined; send only one of them.");
        }
        return new Projection(only, excluded);
    }

    static ScimException invalid(String detail) {
        return ScimError.badRequest(ScimType.INVALID_VALUE, detail).exception();
    }

    private ScimRequest.@Nullable Sort sort() {
        if (sortBy == null || sortBy.isBlank()) {
            return null;
        }
        String order = sortOrder == null ? "ascending" : sortOrder.strip().toLowerCase(Locale.ROOT);
        if (!order.equals("ascending") && !order.equals("descending")) {
            throw invalid("sortOrder must be ascending or descending.");
        }
        return new ScimRequest.Sort(path("sortBy", sortBy), order.equals("descending"));
    }

    private static List<AttributePath> paths(String parameter, List<String> names) {
        List<AttributePath> paths = new ArrayList<>(names.size());
        for (String name : names) {
            if (!name.isBlank()) {
                paths.add(path(parameter, name));
            }
        }
        return paths;
    }

    private static AttributePath path(String parameter, String text) {
        try {
            return AttributePath.parse(text);
        } catch (ScimException e) {
            throw invalid(parameter + " must hold attribute names. " + e.error().detail());
        }
    }
}
