package dev.rollcall.console.people;

import dev.rollcall.console.api.Answer;
import dev.rollcall.console.api.ApiProblem;
import dev.rollcall.console.api.Listed;
import dev.rollcall.console.api.Write;
import dev.rollcall.console.api.activity.Receipt;
import dev.rollcall.console.api.member.Explanation;
import dev.rollcall.console.api.member.Member;
import dev.rollcall.console.api.member.Role;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Proposal;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Shows one person: their path in five steps, why they have their status, role and seat, and what can be done by hand. */
public final class PersonPages {

    /**
     * What the page shows.
     *
     * @param etag of the member
     */
    public record View(
            Member member, String etag, Explanation why, Journey journey, List<Role> roles, List<Receipt> receipts) {}

    /** A form for somebody new: what was typed, and why it was refused, or "". */
    public record Invitation(String email, String name, String role, List<Role> roles, String problem) {}

    private static String path(Visit visit) {
        return visit.org() + "/members/" + Visit.encode(visit.path("member"));
    }

    private static String page(Visit visit) {
        return visit.base() + "/people/" + Visit.encode(visit.path("member"));
    }

    public Future<Outcome> show(Visit visit) {
        Future<Answer<Member>> member = visit.api().get(path(visit), Member.class);
        Future<Answer<Explanation>> why = visit.api().get(path(visit) + "/explanation", Explanation.class);
        Future<List<Role>> roles = roles(visit);
        Future<List<Receipt>> receipts = visit.api()
                .list(path(visit) + "/receipts?limit=20", Receipt.class)
                .map(Listed::items);
        return Future.all(member, why, roles, receipts).map(all -> {
            Member found = member.result().value();
            Explanation explained = why.result().value();
            return Outcome.Page.of(
                    Section.PEOPLE,
                    found.called(),
                    "person.jte",
                    new View(
                            found,
                            member.result().etag(),
                            explained,
                            Journey.of(explained),
                            roles.result(),
                            receipts.result()));
        });
    }

    private static Future<List<Role>> roles(Visit visit) {
        return visit.api().list("/roles", Role.class).map(found -> found.items());
    }

    public Future<Outcome> form(Visit visit) {
        return form(visit, 200, "");
    }

    private static Future<Outcome> form(Visit visit, int status, String problem) {
        return roles(visit)
                .map(roles -> new Outcome.Page(
                        status,
                        Section.PEOPLE,
                        "Invite a person",
                        "invite.jte",
                        new Invitation(
                                visit.value("email"), visit.value("name"), visit.value("role"), roles, problem)));
    }

    public Future<Outcome> invite(Visit visit) {
        String email = visit.value("email");
        JsonObject wish = new JsonObject().put("email", email).put("role", visit.value("role"));
        if (!visit.value("name").isEmpty()) {
            wish.put("displayName", visit.value("name"));
        }
        Write write = Write.of(HttpMethod.POST, visit.org() + "/members", wish).once(visit.value("key"));
        return visit.api()
                .carryOut(write, Object.class)
                .<Outcome>map(done -> new Outcome.Onward(visit.base() + "/people", email + " is a member now."))
                .recover(failure -> failure instanceof ApiProblem problem && !problem.isSignedOut()
                        ? form(visit, problem.status(), problem.detail())
                        : Future.failedFuture(failure));
    }

    public Proposal change(Visit visit) {
        String role = visit.value("role");
        return Proposal.of(
                        Section.PEOPLE,
                        "Give the role " + role,
                        "The person gets the role " + role + ".",
                        "Save",
                        Write.of(HttpMethod.PATCH, path(visit), new JsonObject().put("role", role))
                                .ifMatch(visit.value("etag")),
                        page(visit))
                .saying("The role is changed.");
    }

    public Proposal remove(Visit visit) {
        return Proposal.of(
                        Section.PEOPLE,
                        "Remove the member",
                        "The person is no longer a member of the organisation. Nothing else of theirs is deleted.",
                        "Remove the member",
                        Write.of(HttpMethod.DELETE, path(visit)).ifMatch(visit.value("etag")),
                        page(visit))
                .grave()
                .then(visit.base() + "/people")
                .saying("The member is removed.");
    }
}
