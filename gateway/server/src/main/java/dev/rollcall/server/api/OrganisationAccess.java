package dev.rollcall.server.api;

import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.admin.Organisations;
import dev.rollcall.server.auth.session.Session;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Finds the organisation that a path names, for callers who may see it; for others there is none of that name. It is looked up once
 * per request.
 */
public final class OrganisationAccess {

    private static final String KEY = "organisation";

    private final Organisations organisations;
    private final DatabaseCircuit circuit;

    OrganisationAccess(Organisations organisations, DatabaseCircuit circuit) {
        this.organisations = organisations;
        this.circuit = circuit;
    }

    public Future<Organisation> of(RoutingContext context) {
        Organisation known = context.get(KEY);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        String name = String.valueOf(context.pathParam("org"));
        return circuit.call(() -> find(name))
                .map(found -> found.filter(
                                organisation -> Session.principal(context).maySee(organisation.id()))
                        .orElseThrow(
                                () -> Problem.notFound("There is no organisation " + name + " that this token may see.")
                                        .exception()))
                .onSuccess(found -> {
                    context.put(KEY, found);
                    Exchange.of(context).of(found.id());
                });
    }

    private Future<Optional<Organisation>> find(String name) {
        return Parameters.id(name).map(organisations::byId).orElseGet(() -> organisations.bySlug(name));
    }
}
