package dev.rollcall.console.operator;

import dev.rollcall.console.activity.SeatPages;
import dev.rollcall.console.api.Answer;
import dev.rollcall.console.api.Listed;
import dev.rollcall.console.api.Write;
import dev.rollcall.console.api.member.Role;
import dev.rollcall.console.api.organisation.Organization;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Proposal;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import dev.rollcall.console.web.Words;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Shows what an organisation has bought and which rules it has, and lets the operator change them, each after its impact was shown. */
public final class RulePages {

    /** The seat policies, in the order in which they are offered. */
    public static final List<String> POLICIES = List.of("expand", "limit", "overflow", "hold");

    /** What the page shows; the roles are those that cost no seat. */
    public record View(Organization organisation, List<Role> free) {}

    public Future<Outcome> show(Visit visit) {
        Future<Answer<Organization>> organisation = visit.api().get(visit.org(), Organization.class);
        Future<Listed<Role>> roles = visit.api().list("/roles", Role.class);
        return Future.all(organisation, roles)
                .map(both -> Outcome.Page.of(
                        Section.SEATS,
                        "Plan and rules",
                        "rules.jte",
                        new View(
                                organisation.result().value(),
                                roles.result().items().stream()
                                        .filter(role -> !role.seat())
                                        .toList())));
    }

    private static Proposal rule(Visit visit, String path, JsonObject body, String title, String sentence) {
        return Proposal.of(
                        Section.SEATS,
                        title,
                        sentence,
                        "Save",
                        Write.of(HttpMethod.PUT, visit.org() + path, body),
                        visit.base() + "/rules")
                .saying("It is saved.");
    }

    public Proposal plan(Visit visit) {
        JsonObject body = new JsonObject()
                .put("plan", visit.value("plan"))
                .put("purchasedSeats", OrganisationPages.seats(visit.value("seats")))
                .put("enterpriseMaxSeats", OrganisationPages.seats(visit.value("max")));
        return rule(
                visit,
                "/plan",
                body,
                "Change the plan",
                "The organisation gets the plan " + Words.plain(visit.value("plan")) + " with "
                        + Words.number(body.getInteger("purchasedSeats")) + " seats.");
    }

    public Proposal seatPolicy(Visit visit) {
        String policy = visit.value("policy");
        JsonObject body = new JsonObject().put("policy", policy);
        if (policy.equals("overflow")) {
            body.put("overflowRole", visit.value("role"));
        }
        return rule(
                visit,
                "/seat-policy",
                body,
                "Change the seat policy",
                "When all seats are taken: " + SeatPages.policy(policy));
    }

    public Proposal unverifiedDomains(Visit visit) {
        boolean on = visit.value("on").equals("true");
        return rule(
                visit,
                "/unverified-domains",
                new JsonObject().put("on", on),
                on ? "Let unverified domains in" : "Keep unverified domains out",
                on
                        ? "A directory can add people with an address of any domain, unless another organisation has verified it."
                        : "A directory can only add people with an address of a verified domain.");
    }

    public Proposal lastAdmin(Visit visit) {
        boolean on = visit.value("on").equals("true");
        return rule(
                visit,
                "/last-admin-protection",
                new JsonObject().put("on", on),
                on ? "Protect the last administrator" : "Let the last administrator go",
                on
                        ? "A change that would leave the organisation without an administrator is held."
                        : "A change may leave the organisation without an administrator.");
    }
}
