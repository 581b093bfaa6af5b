package dev.rollcall.console.activity;

import dev.rollcall.console.api.Answer;
import dev.rollcall.console.api.Listed;
import dev.rollcall.console.api.Write;
import dev.rollcall.console.api.member.Hold;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Proposal;
import dev.rollcall.console.web.Query;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import dev.rollcall.console.web.Words;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Shows the changes that rules hold: one line for each cause, the people concerned, and what approving and rejecting would do now. */
public final class HoldPages {

    private static final int PAGE = 50;

    /** What the list shows; {@code which} is {@code waiting}, {@code rejected} (kept as they are for the moment) or {@code past}. */
    public record View(Listed<Hold> holds, String which) {}

    /** What the page of one shows. */
    public record One(Hold hold, Listed<Hold> people) {}

    public Future<Outcome> list(Visit visit) {
        String which = List.of("rejected", "past").contains(visit.value("show")) ? visit.value("show") : "waiting";
        String path = new Query(visit.org() + "/holds")
                .with("limit", PAGE)
                .with("inForce", which.equals("past") ? "false" : "true")
                .with("state", which.equals("past") ? "" : which.equals("waiting") ? "open" : "rejected")
                .with("cursor", visit.value("cursor"))
                .toString();
        return visit.api()
                .list(path, Hold.class)
                .map(found -> Outcome.Page.of(Section.HOLDS, "Holds", "holds.jte", new View(found, which)));
    }

    private static String path(Visit visit) {
        return visit.org() + "/holds/" + Visit.encode(visit.path("hold"));
    }

    public Future<Outcome> show(Visit visit) {
        Future<Answer<Hold>> hold = visit.api().get(path(visit), Hold.class);
        String people = new Query(path(visit) + "/people")
                .with("limit", PAGE)
                .with("cursor", visit.value("cursor"))
                .toString();
        Future<Listed<Hold>> all = visit.api().list(people, Hold.class);
        return Future.all(hold, all)
                .map(both -> Outcome.Page.of(
                        Section.HOLDS, "Hold", "hold.jte", new One(hold.result().value(), all.result())));
    }

    public Future<Proposal> approve(Visit visit) {
        return decide(visit, "approve");
    }

    public Future<Proposal> reject(Visit visit) {
        return decide(visit, "reject");
    }

    private static Future<Proposal> decide(Visit visit, String verb) {
        boolean isApproval = verb.equals("approve");
        List<String> people = visit.all("person");
        JsonObject body = people.isEmpty() ? new JsonObject() : new JsonObject().put("people", new JsonArray(people));
        return visit.api().get(path(visit), Hold.class).map(found -> {
            Hold hold = found.value();
            String would = isApproval ? hold.ifApproved() : hold.ifRejected();
            Proposal proposal = Proposal.of(
                            Section.HOLDS,
                            (isApproval ? "Approve the change" : "Reject the change") + of(people, hold),
                            people.isEmpty()
                                    ? hold.what() + " " + (would == null ? "" : would)
                                    : "Decided for the people you selected; the others still wait.",
                            isApproval ? "Approve" : "Reject",
                            Write.of(HttpMethod.POST, path(visit) + "/" + verb, body),
                            visit.base() + "/holds/" + Visit.encode(visit.path("hold")))
                    .then(visit.base() + "/holds" + (people.isEmpty() ? "" : "/" + Visit.encode(visit.path("hold"))))
                    .concerning(people.isEmpty() ? hold.people() : people.size())
                    .saying(isApproval ? "The change is approved." : "The change is rejected.");
            return isApproval && hold.kind().equals("mass_change") ? proposal.grave() : proposal;
        });
    }

    private static String of(List<String> people, Hold hold) {
        return people.isEmpty() ? "" : " for " + people.size() + " of " + Words.people(hold.people());
    }
}
