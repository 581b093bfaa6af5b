package dev.rollcall.console.operator;

import dev.rollcall.console.api.ApiProblem;
import dev.rollcall.console.api.Listed;
import dev.rollcall.console.api.Write;
import dev.rollcall.console.api.organisation.Organization;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Query;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;

/** Shows all organisations, with those that have problems marked, and lets a new one be added. */
public final class OrganisationPages {

    private static final int PAGE = 100;

    /** What the list shows; what was typed into the form of a new one, and why it was refused. */
    public record View(Listed<Organization> organisations, String name, String slug, String problem) {}

    public Future<Outcome> list(Visit visit) {
        return page(visit, 200, "");
    }

    private static Future<Outcome> page(Visit visit, int status, String problem) {
        String path = new Query("/organizations")
                .with("limit", PAGE)
                .with("cursor", visit.value("cursor"))
                .toString();
        return visit.api()
                .list(path, Organization.class)
                .map(found -> new Outcome.Page(
                        status,
                        Section.ORGANISATIONS,
                        "Organisations",
                        "organisations.jte",
                        new View(found, visit.value("name"), visit.value("slug"), problem)));
    }

    public Future<Outcome> create(Visit visit) {
        String slug = visit.value("slug");
        JsonObject wish = new JsonObject()
                .put("name", visit.value("name"))
                .put("slug", slug)
                .put("plan", "enterprise")
                .put("purchasedSeats", seats(visit.value("seats")));
        Write write = Write.of(HttpMethod.POST, "/organizations", wish).once(visit.value("key"));
        return visit.api()
                .carryOut(write, Organization.class)
                .<Outcome>map(
                        made -> new Outcome.Onward("/console/o/" + Visit.encode(slug), "The organisation was created."))
                .recover(failure -> failure instanceof ApiProblem problem && !problem.isSignedOut()
                        ? page(visit, problem.status(), problem.detail())
                        : Future.failedFuture(failure));
    }

    static int seats(String typed) {
        return typed.matches("[0-9]{1,9}") ? Integer.parseInt(typed) : 0;
    }
}
