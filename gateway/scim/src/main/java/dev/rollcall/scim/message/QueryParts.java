package dev.rollcall.scim.message;

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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a query is made of, from the parameters of a GET or the body of a {@code .search} alike. */
record QueryParts(
        @Nullable String filter,
        @Nullable String sortBy,
        @Nullable String sortOrder,
        @Nullable Integer startIndex,
        @Nullable Integer count,
        List<String> attributes,
        List<String> excludedAttributes,
        @Nullable String cursor) {

    ScimRequest.Query query(ResourceType type) {
        return query(type, Filter::parse);
    }

    ScimRequest.Query query(ResourceType type, Function<String, Filter> parser) {
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
            throw invalid("attributes and excludedAttributes exclude each other; send one of them.");
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
