package dev.rollcall.server.scim;

import dev.rollcall.core.Caller;
import dev.rollcall.core.Outcome;
import dev.rollcall.core.StoredResource;
import dev.rollcall.core.read.ResourceQueries;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.scim.message.ScimRequest.Command;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.spi.Normalized;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiFunction;

/** Users and Groups: a request freed of its quirks goes to the core; what becomes of it goes to the {@link ResponseWriter}. */
public final class ScimHandlers {

    private final BiFunction<Caller, Command, Future<Outcome>> provisioning;
    private final ResourceQueries queries;
    private final DatabaseCircuit circuit;
    private final ResponseWriter writer;
    private final int maxPage;

    /**
     * Takes the core's two doors.
     *
     * @param provisioning applies a command; may complete on any thread
     * @param maxPage resources on a page of a list at the most
     */
    public ScimHandlers(
            BiFunction<Caller, Command, Future<Outcome>> provisioning,
            ResourceQueries queries,
            DatabaseCircuit circuit,
            ResponseWriter writer,
            int maxPage) {
        this.provisioning = provisioning;
        this.queries = queries;
        this.circuit = circuit;
        this.writer = writer;
        this.maxPage = maxPage;
    }

    public void users(RoutingContext context) {
        handle(context, "Users");
    }

    public void groups(RoutingContext context) {
        handle(context, "Groups");
    }

    private void handle(RoutingContext context, String endpoint) {
        Connection connection = Connection.of(context);
        Normalized normalized = connection.normalizer().normalize(RawRequests.of(context, endpoint));
        Exchange.of(context).quirks(context, normalized.quirks());
        Exchange.of(context).deviations(normalized.deviations());
        answer(context, connection, normalized.request()).onFailure(context::fail);
    }

    private Future<Void> answer(RoutingContext context, Connection connection, ScimRequest request) {
        if (request instanceof Command command) {
            Caller caller = connection.caller(Exchange.of(context).requestId());
            return OwnLoop.hop(circuit.call(() -> provisioning.apply(caller, command)))
                    .compose(outcome -> answer(context, connection, command, outcome));
        }
        if (request instanceof ScimRequest.Get get) {
            return circuit.call(() -> queries.get(connection.orgId(), connection.id(), get))
                    .compose(found -> writer.resource(context, get, found));
        }
        ScimRequest.Query query = (ScimRequest.Query) request;
        return circuit.call(() -> queries.list(connection.orgId(), connection.id(), query, connection.mode(), maxPage))
                .compose(page -> writer.page(context, query, page));
    }

    private Future<Void> answer(RoutingContext context, Connection connection, Command command, Outcome outcome) {
        if (outcome instanceof Outcome.Stored stored) {
            Exchange.of(context).deviations(stored.deviations());
            return complete(connection, command, stored)
                    .compose(resource -> writer.stored(context, command, resource, stored.created()));
        }
        return outcome instanceof Outcome.Refused refused
                ? Future.failedFuture(refused.error().exception())
                : writer.deleted(context);
    }

    /** Reads again what the answer must show and the command did not load: the members of a group. */
    private Future<StoredResource> complete(Connection connection, Command command, Outcome.Stored stored) {
        StoredResource resource = stored.resource();
        if (stored.complete() || !ResponseWriter.showsMembers(command)) {
            return Future.succeededFuture(resource);
        }
        return circuit.call(
                        () -> queries.get(connection.orgId(), connection.id(), resource.type(), resource.id(), true))
                .map(found -> found == null ? resource : found);
    }
}
