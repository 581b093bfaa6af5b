package dev.rollcall.server.http;

import dev.rollcall.server.config.Suggestion;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The query parameters that one route takes. A request with any other parameter, or with one of them twice, is refused before it
 * has any effect: otherwise a mistyped {@code dryRun} would let happen what it was meant to prevent.
 *
 * @param known their names, which are case-sensitive
 */
public record QueryNames(List<String> known) {

    /** Of what a client sent, no more than this is repeated. */
    private static final int SHOWN = 60;

    public QueryNames {
        known = List.copyOf(known);
    }

    /**
     * Lets a request pass whose query has these parameters and no others.
     *
     * @throws Problem.ProblemException 400 with the nearest name
     */
    public void require(RoutingContext context) {
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, String> parameter : context.queryParams()) {
            String name = parameter.getKey();
            if (!known.contains(name)) {
                throw Problem.badRequest(unknown(name)).exception();
            }
            if (!seen.add(name)) {
                throw Problem.badRequest("The query parameter " + name + " is given more than once: give it once.")
                        .exception();
            }
        }
        context.next();
    }

    private String unknown(String name) {
        return "There is no query parameter \"" + name.substring(0, Math.min(SHOWN, name.length())) + "\" here"
                + Suggestion.ignoringCase(known, name)
                        .map(near -> "; did you mean \"" + near + "\"?")
                        .orElse(
                                known.isEmpty()
                                        ? "; this request takes none."
                                        : ". Known are: " + String.join(", ", known) + ".");
    }
}
