package dev.rollcall.scim.message;

import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.ResourceType;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the query parameters of RFC 7644 sections 3.4.2 and 3.9 and of RFC 9865; those it does not know are ignored. */
public final class QueryReader {

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,100}");
    private static final BigInteger MAX = BigInteger.valueOf(Integer.MAX_VALUE);

    private static final Deviation UNQUOTED = new Deviation(
            "unquoted-text", "A text in the filter stands without double quotes; it was read up to the next space.");

    private QueryReader() {}

    /**
     * Reads the parameters of a GET of a list.
     *
     * @param parameters decoded; of a repeated one the first
     * @throws ScimException 400 invalidFilter or invalidValue naming the parameter
     */
    public static ScimRequest.Query query(ResourceType type, Map<String, String> parameters) {
        return parts(parameters).query(type);
    }

    /**
     * Reads the parameters of a GET of a list; in tolerant mode a text in the filter may lack its quotes.
     *
     * @param parameters decoded; of a repeated one the first
     * @param deviations learns what was accepted against the RFC
     * @throws ScimException 400 invalidFilter or invalidValue naming the parameter
     */
    public static ScimRequest.Query query(
            ResourceType type, Map<String, String> parameters, Mode mode, Consumer<Deviation> deviations) {
        if (mode == Mode.STRICT) {
            return query(type, parameters);
        }
        return parts(parameters).query(type, tolerantly(deviations));
    }

    /** How a filter is read in tolerant mode. */
    static Function<String, Filter> tolerantly(Consumer<Deviation> deviations) {
        return filter -> Filter.parseTolerantly(filter, () -> deviations.accept(UNQUOTED));
    }

    private static QueryParts parts(Map<String, String> parameters) {
        return new QueryParts(
                parameters.get("filter"),
                parameters.get("sortBy"),
                parameters.get("sortOrder"),
                integer("startIndex", parameters.get("startIndex")),
                integer("count", parameters.get("count")),
                names(parameters.get("attributes")),
                names(parameters.get("excludedAttributes")),
                parameters.get("cursor"));
    }

    /**
     * Reads {@code attributes} and {@code excludedAttributes}, which every request that returns a resource may have.
     *
     * @throws ScimException 400 invalidValue when both are given or a name is none
     */
    public static Projection projection(Map<String, String> parameters) {
        return QueryParts.projection(names(parameters.get("attributes")), names(parameters.get("excludedAttributes")));
    }

    /** Numbers beyond 32 bits are as good as the largest. */
    private static @Nullable Integer integer(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!INTEGER.matcher(text.strip()).matches()) {
            throw QueryParts.invalid("The parameter " + name + " must be an integer.");
        }
        return new BigInteger(text.strip()).min(MAX).max(MAX.negate()).intValue();
    }

    private static List<String> names(@Nullable String commaSeparated) {
        return commaSeparated == null ? List.of() : List.of(commaSeparated.split(",", -1));
    }
}
