package dev.rollcall.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.read.EventQueries;
import dev.rollcall.server.guard.DatabaseCircuit;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/** What happened to an organisation. */
public final class OrganisationHandlers {

    private final OrganisationAccess access;
    private final EventQueries events;
    private final DatabaseCircuit circuit;

    public OrganisationHandlers(ApiParts api) {
        this.access = api.organisations();
        this.events = new EventQueries(api.database());
        this.circuit = api.circuit();
    }

    public void events(RoutingContext context) {
        long after = Parameters.number(context.queryParams(), "after", 0, 0, Long.MAX_VALUE);
        int limit = Parameters.limit(context.queryParams());
        answer(
                context,
                organisation -> events.after(organisation.id(), after, limit)
                        .map(found ->
                                Json.items(found.stream().map(LogJson::event).toList())));
    }

    private void answer(RoutingContext context, Function<Organisation, Future<ObjectNode>> ask) {
        access.of(context)
                .compose(organisation -> circuit.call(() -> ask.apply(organisation)))
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }
}
