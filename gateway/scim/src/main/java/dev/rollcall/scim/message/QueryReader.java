package dev.rollcall.scim.message;

import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.ResourceType;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the query parameters of RFC 7644 sections 3.4.2 and 3.9 and of RFC 9865; those it does not know are ignored. */
public final class QueryReader {

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,100}");
    private static final BigInteger MAX = BigInteger.valueOf(Integer.MAX_VALUE);

    private QueryReader() {}

    /**
     * Reads the parameters of a GET of a list.
     *
     * @param parameters decoded; of a repeated one the first
     * @throws ScimException 400 invalidFilter or invalidValue naming the parameter
     */
    public static ScimRequest.Query query(ResourceType type, Map<String, String> parameters) {
        return parts(parameters, Mode.STRICT).query(type);
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
        return parts(parameters, mode).tolerantQuery(type, deviations);
    }

    private static QueryParts parts(Map<String, String> parameters, Mode mode) {
        return new QueryParts(
                parameters.get("filter"),
                parameters.get("sortBy"),
                parameters.get("sortOrder"),
                integer("startIndex", parameters.get("startIndex"), mode),
                integer("count", parameters.get("count"), mode),
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

    /** A number as a text; in tolerant mode a blank one is none. */
    static @Nullable Integer integer(String name, @Nullable String text, Mode mode) {
        if (text == null || (mode == Mode.TOLERANT && text.isBlank())) {
            return null;
        }
        if (!INTEGER.matcher(text.strip()).matches()) {
            throw QueryParts.invalid("The parameter " + name + " must be an integer.");
        }
        return bounded(new BigInteger(text.strip()));
    }

    /** Numbers beyond 32 bits are as good as the largest. */
    static int bounded(BigInteger number) {
        return number.min(MAX).max(MAX.negate()).intValue();
    }

    static List<String> names(@Nullable String commaSeparated) {
        return commaSeparated == null ? List.of() : List.of(commaSeparated.split(",", -1));
    }
}
