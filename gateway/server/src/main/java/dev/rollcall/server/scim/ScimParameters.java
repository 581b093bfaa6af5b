package dev.rollcall.server.scim;

import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.DeviationRule;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.server.config.Suggestion;
import dev.rollcall.server.http.Exchange;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Checks the query parameters of one kind of request (RFC 7644 sections 3.4.2 and 3.9, RFC 9865). A parameter that SCIM does not
 * have, such as a flag of an identity provider, is ignored, as the RFC says (SHOULD), and reported as a deviation. A parameter that
 * is nearly one of SCIM's is refused: if a {@code fitler} were ignored, the response would contain everybody. In tolerant mode
 * letter case does not count, and a parameter may occur twice with the same value.
 */
public final class ScimParameters {

    /** Of a list of resources. */
    public static final ScimParameters LIST = new ScimParameters(
            "filter", "sortBy", "sortOrder", "startIndex", "count", "cursor", "attributes", "excludedAttributes");

    /** Of what is answered with one resource. */
    public static final ScimParameters RESOURCE = new ScimParameters("attributes", "excludedAttributes");

    /** Of what the RFC has ignore the parameters of a list (RFC 7644 section 4). */
    public static final ScimParameters DISCOVERY = LIST;

    /** Of a request whose body says everything, or that is answered without a body. */
    public static final ScimParameters NONE = new ScimParameters();

    private static final String KEY = "scim-parameters";
    private static final int SHOWN = 60;

    private static final Deviation SPELLING = new Deviation(
            DeviationRule.PARAMETER_SPELLING, "A query parameter was spelt in a different letter case from SCIM's.");
    private static final Deviation REPEATED = new Deviation(
            DeviationRule.REPEATED_PARAMETER,
            "A query parameter appeared more than once in the request, with the " + "same value.");
    private static final Deviation IGNORED = new Deviation(
            DeviationRule.UNKNOWN_PARAMETER, "A query parameter that SCIM does not have for this request was ignored.");

    private final List<String> known;

    private ScimParameters(String... known) {
        this.known = List.of(known);
    }

    /** What a request that passed {@link #read} has, by the names of the RFC. */
    public static Map<String, String> of(RoutingContext context) {
        return Objects.requireNonNull(context.get(KEY));
    }

    /** The handler behind the authentication: reads the query, or refuses it. Who shows no credential is read as a tolerant directory. */
    public void read(RoutingContext context) {
        boolean strict = Connection.ifShown(context)
                .filter(shown -> shown.mode() == Mode.STRICT)
                .isPresent();
        context.put(
                KEY,
                read(
                        strict,
                        context.queryParams(),
                        deviation -> Exchange.of(context).deviations(List.of(deviation))));
        context.next();
    }

    /**
     * Reads a query.
     *
     * @param sent decoded, in order
     * @param told learns what was accepted against the RFC
     * @return the parameters by the names of the RFC
     * @throws dev.rollcall.scim.error.ScimException one of them cannot be used
     */
    Map<String, String> read(boolean strict, Iterable<Map.Entry<String, String>> sent, Consumer<Deviation> told) {
        Map<String, String> read = new HashMap<>();
        for (Map.Entry<String, String> parameter : sent) {
            meant(strict, parameter.getKey(), told)
                    .ifPresent(name -> put(strict, read, name, parameter.getValue(), told));
        }
        return Map.copyOf(read);
    }

    /** The parameter of the RFC that this is, if it is one. */
    private Optional<String> meant(boolean strict, String name, Consumer<Deviation> told) {
        if (known.contains(name)) {
            return Optional.of(name);
        }
        Optional<String> sameLetters =
                known.stream().filter(name::equalsIgnoreCase).findFirst();
        if (sameLetters.isPresent() && !strict) {
            told.accept(SPELLING);
            return sameLetters;
        }
        boolean isAnothers = LIST.known.contains(name);
        Suggestion.ignoringCase(known, name)
                .filter(near -> !isAnothers)
                .ifPresent(near ->
                        refuse("There is no query parameter \"" + name.substring(0, Math.min(SHOWN, name.length()))
                                + "\" here; did you mean \"" + near + "\"?"));
        told.accept(IGNORED);
        return Optional.empty();
    }

    private static void put(
            boolean strict, Map<String, String> read, String name, String value, Consumer<Deviation> told) {
        String before = read.putIfAbsent(name, value);
        if (before == null) {
            return;
        }
        if (strict || !before.equals(value)) {
            refuse("The query parameter " + name + " is given more than once: give it once.");
        }
        told.accept(REPEATED);
    }

    private static void refuse(String detail) {
        throw ScimError.badRequest(ScimType.INVALID_VALUE, detail).exception();
    }
}
