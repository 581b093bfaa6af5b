package dev.rollcall.console;

import dev.rollcall.console.api.SignedIn;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import java.util.Map;

/** Begins and ends a session: leads to the page that the sign-in link was made for, and signs out. */
final class Start {

    /** The page of each purpose of a sign-in link; whatever is not here begins at the overview. */
    private static final Map<String, String> PURPOSES = Map.of(
            "directory", "/directories",
            "domains", "/domains",
            "roles", "/groups",
            "members", "/people",
            "audit", "/audit");

    Future<Outcome> enter(Visit visit) {
        return visit.session().map(signedIn -> new Outcome.Onward(first(signedIn), ""));
    }

    private static String first(SignedIn signedIn) {
        if (signedIn.organization() == null) {
            return "/console/operator/organisations";
        }
        String purpose = signedIn.isAuditor() ? "audit" : signedIn.purpose() == null ? "" : signedIn.purpose();
        return "/console/o/" + signedIn.organization() + PURPOSES.getOrDefault(purpose, "");
    }

    Future<Outcome> signOut(Visit visit) {
        return visit.api().signOut().map(Outcome.SignedOut::new);
    }

    /** Ends the other sessions of the same person as well. */
    Future<Outcome> signOutEverywhere(Visit visit) {
        return visit.api().signOutEverywhere().compose(ended -> signOut(visit));
    }
}
