package dev.rollcall.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.read.EventQueries;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/** What happened to an organisation. */
public final class OrganisationHandlers {

    /** What the cursor of the events was called before, with a meaning of its own: 0 is before the first. */
    private static final String AFTER = "after";

    private final OrganisationAccess access;
    private final EventQueries events;
    private final DatabaseCircuit circuit;

    public OrganisationHandlers(ApiParts api) {
        this.access = api.organisations();
        this.events = new EventQueries(api.database());
        this.circuit = api.circuit();
    }

    /** {@code GET}: oldest first. The number of an event is the cursor behind it. */
    public void events(RoutingContext context) {
        MultiMap query = context.queryParams();
        ListPage page = ListPage.of(query);
        if (page.cursor() != null && query.contains(AFTER)) {
            throw Problem.badRequest("The query parameters cursor and after say the same: give one of them.")
                    .exception();
        }
        long last = page.cursor() == null ? Parameters.number(query, AFTER, 0, 0, Long.MAX_VALUE) : page.number();
        answer(
                context,
                organisation -> events.after(organisation.id(), last, page.atMost())
                        .map(found -> page.json(
                                found,
                                LogJson::event,
                                recorded -> recorded.event().seq())));
    }

    private void answer(RoutingContext context, Function<Organisation, Future<ObjectNode>> ask) {
        access.of(context)
                .compose(organisation -> circuit.call(() -> ask.apply(organisation)))
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }
}
