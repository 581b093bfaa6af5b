package dev.rollcall.console.identity;

import dev.rollcall.console.api.Answer;
import dev.rollcall.console.api.ApiProblem;
import dev.rollcall.console.api.Write;
import dev.rollcall.console.api.organisation.Domain;
import dev.rollcall.console.api.organisation.Organization;
import dev.rollcall.console.live.Subject;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Proposal;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Shows the e-mail domains of an organisation, and lets them be claimed, proved by a DNS record, and released. */
public final class Domains {

    /**
     * What the list shows.
     *
     * @param typed what was typed into the form, and {@code problem} why it was refused; both "" at first
     */
    public record View(List<Domain> domains, String typed, String problem) {}

    public Future<Outcome> list(Visit visit) {
        return page(visit, 200, "", "");
    }

    private static Future<Outcome> page(Visit visit, int status, String typed, String problem) {
        return visit.api()
                .list(visit.org() + "/domains", Domain.class)
                .map(found -> new Outcome.Page(
                        status, Section.DOMAINS, "Domains", "domains.jte", new View(found.items(), typed, problem)));
    }

    public Future<Outcome> claim(Visit visit) {
        String name = visit.value("name");
        Write write = Write.of(HttpMethod.POST, visit.org() + "/domains", new JsonObject().put("name", name))
                .once(visit.value("key"));
        return visit.api()
                .carryOut(write, Domain.class)
                .<Outcome>map(made -> new Outcome.Onward(
                        visit.base() + "/domains/" + Visit.encode(made == null ? name : made.name()), ""))
                .recover(failure -> failure instanceof ApiProblem problem && !problem.isSignedOut()
                        ? page(visit, problem.status(), name, problem.detail())
                        : Future.failedFuture(failure));
    }

    private static String path(Visit visit) {
        return visit.org() + "/domains/" + Visit.encode(visit.path("domain"));
    }

    private static String page(Visit visit) {
        return visit.base() + "/domains/" + Visit.encode(visit.path("domain"));
    }

    public Future<Outcome> show(Visit visit) {
        return visit.api()
                .get(path(visit), Domain.class)
                .map(found -> Outcome.Page.of(Section.DOMAINS, found.value().name(), "domain.jte", found.value()));
    }

    /** What is known of the record, while the page is open. */
    public Future<Outcome> live(Visit visit) {
        Future<Answer<Organization>> organisation = visit.api().get(visit.org(), Organization.class);
        Future<Outcome.Now> first = state(visit);
        return Future.all(organisation, first)
                .map(both -> new Outcome.Following(
                        Subject.domain(organisation.result().value().id(), visit.path("domain")), () -> state(visit)));
    }

    private static Future<Outcome.Now> state(Visit visit) {
        return visit.api()
                .get(path(visit), Domain.class)
                .map(Answer::value)
                .map(domain -> new Outcome.Now(
                        Live.stamp(domain),
                        new Outcome.Part("domainState.jte", Map.of("domain", domain, "address", page(visit)))));
    }

    public Future<Outcome> check(Visit visit) {
        return visit.api()
                .carryOut(Write.of(HttpMethod.POST, path(visit) + "/check"), Domain.class)
                .map(found -> visit.isOfScript() && found != null
                        ? new Outcome.Part("domainState.jte", Map.of("domain", found, "address", page(visit)))
                        : new Outcome.Onward(page(visit), ""));
    }

    public Proposal release(Visit visit) {
        String name = visit.path("domain");
        return Proposal.of(
                        Section.DOMAINS,
                        "Release " + name,
                        "Addresses of this domain then count as unverified, and another organisation can verify the"
                                + " domain.",
                        "Release the domain",
                        Write.of(HttpMethod.DELETE, path(visit)),
                        page(visit))
                .grave()
                .then(visit.base() + "/domains")
                .saying("The domain " + name + " is released.");
    }

    public Proposal attest(Visit visit) {
        String name = visit.path("domain");
        return Proposal.of(
                        Section.DOMAINS,
                        "Attest " + name,
                        "You vouch as the operator that the domain belongs to this organisation. No record is looked"
                                + " up.",
                        "Attest the domain",
                        Write.of(HttpMethod.PUT, path(visit) + "/attestation"),
                        page(visit))
                .saying("The domain " + name + " counts as verified.");
    }
}
