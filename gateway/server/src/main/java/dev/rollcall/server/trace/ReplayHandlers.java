package dev.rollcall.server.trace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.OrganisationAccess;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.server.http.ProblemType;
import dev.rollcall.server.http.PublicOrigin;
import dev.rollcall.server.scim.Rehearsals;
import dev.rollcall.trace.EffectQueries;
import dev.rollcall.trace.RequestQueries.Found;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Replays recorded requests as a dry run: on today's state, with today's profile, and without writing anything. */
final class ReplayHandlers {

    private static final String OPERATION = "operation";

    private final OrganisationAccess organisations;
    private final Directories directories;
    private final EffectQueries effects;
    private final RequestHandlers requests;
    private final Rehearsals rehearsals;
    private final PublicOrigin origin;
    private final DatabaseCircuit circuit;

    ReplayHandlers(ApiParts api, RequestHandlers requests, Rehearsals rehearsals) {
        this.organisations = api.organisations();
        this.directories = new Directories(api.database(), api.time());
        this.effects = new EffectQueries(api.database());
        this.requests = requests;
        this.rehearsals = rehearsals;
        this.origin = api.origin();
        this.circuit = api.circuit();
    }

    /** {@code POST} with nothing, or with which operation of a bulk request. */
    void replay(RoutingContext context) {
        JsonInput input = JsonInput.optional(context, OPERATION);
        Integer operation =
                input.isNull(OPERATION) ? null : Integer.valueOf(input.whole(OPERATION, 1, Integer.MAX_VALUE));
        organisations
                .of(context)
                .compose(organisation -> requests.found(context, organisation)
                        .compose(found -> replay(context, organisation, found, Replayable.of(found, operation))))
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }

    private Future<ObjectNode> replay(
            RoutingContext context, Organisation organisation, Found found, Replayable recorded) {
        String base = origin.of(context.request()) + "/scim/v2/" + found.directoryId();
        return directory(found)
                .compose(directory -> rehearsals.of(
                        directory, recorded.sent(), base, Exchange.of(context).requestId()))
                .compose(now -> circuit.call(
                                () -> effects.of(organisation.id(), found.requestId(), RequestHandlers.end(found)))
                        .map(before -> ReplayJson.of(found, recorded, before, now)));
    }

    private Future<Directory> directory(Found found) {
        return circuit.call(() -> directories.byId(found.directoryId()))
                .map(directory -> directory.orElseThrow(() -> ProblemType.NOT_REPLAYABLE
                        .problem("This request cannot be replayed. Its directory was deleted.")
                        .exception()));
    }
}
