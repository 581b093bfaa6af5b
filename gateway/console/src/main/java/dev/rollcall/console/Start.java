package dev.rollcall.console;

import dev.rollcall.console.api.Api;
import dev.rollcall.console.api.SignedIn;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Pages;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Where a session begins and ends: the page that the sign-in link was made for, and signing out. */
final class Start {

    /** The page of each purpose of a sign-in link; whatever is not here begins at the overview. */
    private static final Map<String, String> PURPOSES = Map.of(
            "directory", "/directories",
            "domains", "/domains",
            "roles", "/groups",
            "members", "/people",
            "audit", "/audit");

    private final Pages pages;

    Start(Pages pages) {
        this.pages = pages;
    }

    Future<Outcome> enter(Visit visit) {
        return visit.api().session().map(signedIn -> new Outcome.Onward(first(signedIn), ""));
    }

    private static String first(SignedIn signedIn) {
        if (signedIn.organization() == null) {
            return "/console/operator/organisations";
        }
        String purpose = signedIn.isAuditor() ? "audit" : signedIn.purpose() == null ? "" : signedIn.purpose();
        return "/console/o/" + signedIn.organization() + PURPOSES.getOrDefault(purpose, "");
    }

    void signOut(RoutingContext context) {
        leave(context, pages.visit(context).api().signOut());
    }

    /** Ends the other sessions of the same person as well. */
    void signOutEverywhere(RoutingContext context) {
        Api api = pages.visit(context).api();
        leave(context, api.signOutEverywhere().compose(ended -> api.signOut()));
    }

    private static void leave(RoutingContext context, Future<String> signedOut) {
        signedOut
                .onFailure(context::fail)
                .onSuccess(cookie -> context.response()
                        .setStatusCode(303)
                        .putHeader("Set-Cookie", cookie)
                        .putHeader("Location", "/console/sign-in?out=true")
                        .end());
    }
}
