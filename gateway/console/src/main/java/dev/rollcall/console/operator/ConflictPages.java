package dev.rollcall.console.operator;

import dev.rollcall.console.api.Listed;
import dev.rollcall.console.api.Write;
import dev.rollcall.console.api.member.Conflict;
import dev.rollcall.console.api.organisation.Organization;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Proposal;
import dev.rollcall.console.web.Query;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Shows members of one organisation whose address is in a domain that another one owns (R26), and lets the operator release them to
 * the owner or keep them.
 */
public final class ConflictPages {

    private static final int PAGE = 50;
    private static final String PAGE_ADDRESS = "/console/operator/conflicts";

    /** What the list shows, with the names of the organisations by their ids. */
    public record View(Listed<Conflict> conflicts, Map<String, String> names) {

        public String name(String organisation) {
            return names.getOrDefault(organisation, "An organisation");
        }
    }

    public Future<Outcome> list(Visit visit) {
        String path = new Query("/conflicts")
                .with("limit", PAGE)
                .with("cursor", visit.value("cursor"))
                .toString();
        return visit.api()
                .list(path, Conflict.class)
                .compose(found -> names(visit, found)
                        .map(names -> Outcome.Page.of(
                                Section.CONFLICTS, "Conflicts", "conflicts.jte", new View(found, names))));
    }

    private static Future<Map<String, String>> names(Visit visit, Listed<Conflict> found) {
        Map<String, String> names = new HashMap<>();
        List<Future<String>> lookups = found.items().stream()
                .flatMap(one ->
                        Stream.of(one.member().organization(), one.owner().organization()))
                .distinct()
                .map(id -> visit.api()
                        .get("/organizations/" + Visit.encode(id), Organization.class)
                        .map(organisation -> names.put(id, organisation.value().name())))
                .toList();
        return Future.all(lookups).map(all -> names);
    }

    private static String path(Visit visit) {
        return "/conflicts/" + Visit.encode(visit.path("conflict"));
    }

    public Proposal release(Visit visit) {
        return Proposal.of(
                        Section.CONFLICTS,
                        "Release the address to the owner of its domain",
                        "The membership in the other organisation ends, and the owner's user with that address is added.",
                        "Release",
                        Write.of(HttpMethod.POST, path(visit) + "/release"),
                        PAGE_ADDRESS)
                .grave()
                .saying("The address is released.");
    }

    public Proposal keep(Visit visit) {
        return Proposal.of(
                        Section.CONFLICTS,
                        "Keep the member where they are",
                        "The member stays, and the owner's user with that address is not added.",
                        "Keep",
                        Write.of(HttpMethod.POST, path(visit) + "/keep", new JsonObject()),
                        PAGE_ADDRESS)
                .saying("The member stays.");
    }
}
