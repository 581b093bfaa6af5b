package dev.rollcall.server.api.organisation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.read.member.LedgerQueries;
import dev.rollcall.core.read.member.LedgerQueries.Filter;
import dev.rollcall.core.read.member.SeatQueries;
import dev.rollcall.core.read.member.SeatQueries.Holders;
import dev.rollcall.core.read.member.SeatQueries.Point;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.ListPage;
import dev.rollcall.server.api.OrganisationAccess;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.guard.DatabaseCircuit;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Shows how many seats are in use and by whom, and the ledger of every seat taken and freed (R16). */
final class SeatHandlers {

    private static final int LEAST_POINTS = 2;
    private static final int MOST_POINTS = 1_000;

    private final OrganisationAccess access;
    private final SeatQueries seats;
    private final LedgerQueries ledger;
    private final DatabaseCircuit circuit;

    SeatHandlers(ApiParts api) {
        this.access = api.organisations();
        this.seats = new SeatQueries(api.database());
        this.ledger = new LedgerQueries(api.database());
        this.circuit = api.circuit();
    }

    /** {@code GET}: the seats of now; with {@code ?points=N} those in use at so many moments of the past as well. */
    void usage(RoutingContext context) {
        int points = (int) Parameters.number(context.queryParams(), "points", 0, LEAST_POINTS, MOST_POINTS);
        access.of(context)
                .compose(organisation -> circuit.call(() -> seats.byDirectory(organisation.id()))
                        .map(holders -> json(organisation, holders))
                        .compose(json -> points == 0
                                ? Future.succeededFuture(json)
                                : circuit.call(() -> seats.history(organisation.id(), points))
                                        .map(history -> with(history, json))))
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }

    private static ObjectNode json(Organisation organisation, List<Holders> holders) {
        ObjectNode json = OrganisationJson.seats(organisation.seats());
        ArrayNode byDirectory = json.putArray("byDirectory");
        holders.forEach(held -> byDirectory
                .addObject()
                .put("directory", Json.text(held.directoryId()))
                .put("seats", held.seats()));
        return json;
    }

    private static ObjectNode with(List<Point> history, ObjectNode json) {
        ArrayNode points = json.putArray("history");
        history.forEach(
                point -> points.addObject().put("at", point.at().toString()).put("used", point.used()));
        return json;
    }

    /** {@code GET}: oldest first, so that a reader goes on where it stopped; {@code ?order=newest} for people. */
    void ledger(RoutingContext context) {
        MultiMap query = context.queryParams();
        ListPage page = ListPage.of(query);
        Filter filter = filter(query);
        boolean newestFirst = isNewestFirst(query);
        long behind = page.number();
        access.of(context)
                .compose(organisation -> circuit.call(() -> newestFirst
                        ? ledger.before(organisation.id(), filter, behind, page.atMost())
                        : ledger.after(organisation.id(), filter, behind, page.atMost())))
                .map(found -> page.json(
                        found, LogJson::entry, recorded -> recorded.entry().entry()))
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }

    private static Filter filter(MultiMap query) {
        return new Filter(
                query.get("cause"),
                Parameters.id(query, "member", "the id of a member"),
                Parameters.id(query, "directory", "the id of a directory"),
                Parameters.id(query, "activation", "the id of an activation"),
                Parameters.id(query, "request", "the id of a request"),
                Parameters.time(query, "since"),
                Parameters.time(query, "until"));
    }

    private static boolean isNewestFirst(MultiMap query) {
        String order = query.get("order");
        if (order == null || order.equals("oldest")) {
            return false;
        }
        if (order.equals("newest")) {
            return true;
        }
        throw Parameters.wrong("order", "oldest or newest");
    }
}
