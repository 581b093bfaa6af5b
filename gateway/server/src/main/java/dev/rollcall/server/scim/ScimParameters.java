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

/**
 * The query parameters that SCIM has for one kind of request (RFC 7644 sections 3.4.2 and 3.9, RFC 9865). One that SCIM does not
 * have, such as a flag of an identity provider, is ignored, as the RFC has it (SHOULD), and told as a deviation. One that is nearly one
 * of SCIM's is refused: a {@code fitler} that is passed over would be answered with everybody. In tolerant mode letter case does not
 * count, and a parameter may stand twice with one value.
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
            DeviationRule.PARAMETER_SPELLING, "A query parameter was spelt in another letter case than SCIM's.");
    private static final Deviation REPEATED = new Deviation(
            DeviationRule.REPEATED_PARAMETER, "A query parameter stood in the request more than once, with one value.");
    private static final Deviation IGNORED = new Deviation(
            DeviationRule.UNKNOWN_PARAMETER, "A query parameter that SCIM does not have for this request was ignored.");

    private final List<String> known;

    private ScimParameters(String... known) {
        this.known = List.of(known);
    }

    /** What a request that passed {@link #read} has, by the names of the RFC. */
    static Map<String, String> of(RoutingContext context) {
        return Objects.requireNonNull(context.get(KEY));
    }

    /** The handler behind the authentication: reads the query, or refuses it. Who shows no credential is read as a tolerant directory. */
    public void read(RoutingContext context) {
        boolean strict = Connection.ifShown(context)
                .filter(shown -> shown.mode() == Mode.STRICT)
                .isPresent();
        Map<String, String> read = new HashMap<>();
        for (Map.Entry<String, String> sent : context.queryParams()) {
            meant(context, strict, sent.getKey()).ifPresent(name -> put(context, strict, read, name, sent.getValue()));
        }
        context.put(KEY, Map.copyOf(read));
        context.next();
    }

    /** The parameter of the RFC that this is, if it is one. */
    private Optional<String> meant(RoutingContext context, boolean strict, String name) {
        if (known.contains(name)) {
            return Optional.of(name);
        }
        Optional<String> sameLetters =
                known.stream().filter(name::equalsIgnoreCase).findFirst();
        if (sameLetters.isPresent() && !strict) {
            Exchange.of(context).deviations(List.of(SPELLING));
            return sameLetters;
        }
        boolean isAnothers = LIST.known.contains(name);
        Suggestion.ignoringCase(known, name)
                .filter(near -> !isAnothers)
                .ifPresent(near ->
                        refuse("There is no query parameter \"" + name.substring(0, Math.min(SHOWN, name.length()))
                                + "\" here; did you mean \"" + near + "\"?"));
        Exchange.of(context).deviations(List.of(IGNORED));
        return Optional.empty();
    }

    private static void put(
            RoutingContext context, boolean strict, Map<String, String> read, String name, String value) {
        String before = read.putIfAbsent(name, value);
        if (before == null) {
            return;
        }
        if (strict || !before.equals(value)) {
            refuse("The query parameter " + name + " is given more than once: give it once.");
        }
        Exchange.of(context).deviations(List.of(REPEATED));
    }

    private static void refuse(String detail) {
        throw ScimError.badRequest(ScimType.INVALID_VALUE, detail).exception();
    }
}
