package dev.rollcall.console.activity;

import dev.rollcall.console.api.ConsoleSession;
import dev.rollcall.console.api.Listed;
import dev.rollcall.console.api.Write;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Proposal;
import dev.rollcall.console.web.Query;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;

/** Shows who is signed in, of an organisation or, in the operator's area, of the operator's own people, and signs them out. */
public final class SessionPages {

    private static final int ROWS = 50;

    /**
     * What the page shows.
     *
     * @param page its own address
     */
    public record View(Listed<ConsoleSession> sessions, String page) {}

    private static boolean isOperators(Visit visit) {
        return visit.path("org").isEmpty();
    }

    private static Section section(Visit visit) {
        return isOperators(visit) ? Section.OPERATORS : Section.SESSIONS;
    }

    private static String address(Visit visit) {
        return isOperators(visit) ? Section.OPERATORS.path() : visit.base() + Section.SESSIONS.path();
    }

    private static String api(Visit visit) {
        return isOperators(visit) ? "/sessions" : visit.org() + "/sessions";
    }

    public Future<Outcome> list(Visit visit) {
        Query query = new Query(api(visit)).with("limit", ROWS).with("cursor", visit.value("cursor"));
        return visit.api()
                .list(query.toString(), ConsoleSession.class)
                .map(found ->
                        Outcome.Page.of(section(visit), "Sessions", "sessions.jte", new View(found, address(visit))));
    }

    public Proposal end(Visit visit) {
        String who = visit.value("who");
        return Proposal.of(
                        section(visit),
                        who.isEmpty() ? "End the session" : "End the session of " + who,
                        "It ends with its next request, in every window of that browser. Signing in again takes a new sign-in link.",
                        "End it",
                        Write.of(HttpMethod.DELETE, api(visit) + "/" + Visit.encode(visit.path("session"))),
                        address(visit))
                .grave()
                .withoutForecast()
                .saying("The session has ended.");
    }
}
