package dev.rollcall.server.scim.bulk;

import dev.rollcall.core.Provisioning;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.model.StoredResource;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.message.BulkRequest.Method;
import dev.rollcall.scim.message.BulkRequest.Operation;
import dev.rollcall.scim.message.BulkRequest.Unreadable;
import dev.rollcall.scim.message.BulkResponse.Result;
import dev.rollcall.scim.message.ETags;
import dev.rollcall.scim.message.ScimRequest.Command;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.ErrorWriter;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.server.scim.Connection;
import dev.rollcall.spi.Normalized;
import dev.rollcall.spi.RawRequest;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries out one operation of a bulk request as the same request by itself would be: quirks, core, outcome. */
final class BulkOperations {

    private final RoutingContext context;
    private final String base;
    private final DatabaseCircuit circuit;
    private final Provisioning.Bulk places;

    BulkOperations(RoutingContext context, String base, DatabaseCircuit circuit, Provisioning.Bulk places) {
        this.context = context;
        this.base = base;
        this.circuit = circuit;
        this.places = places;
    }

    /** Never fails: what goes wrong is in the result. May complete on another event loop. */
    Future<Result> perform(Operation operation) {
        Normalized normalized;
        try {
            normalized = Connection.of(context).normalizer().normalize(raw(operation));
        } catch (RuntimeException e) {
            return Future.succeededFuture(failed(operation, e));
        }
        Exchange.of(context).read(context, place(operation), normalized);
        Command command = (Command) normalized.request();
        return circuit.call(() -> places.apply(command, normalized.deviations()))
                .map(outcome -> result(operation, outcome))
                .otherwise(failure -> failed(operation, failure));
    }

    /** What could not be read. */
    Result refused(Unreadable entry) {
        Exchange.of(context).notes().refused();
        String location = entry.path() == null ? null : base + entry.path();
        return new Result(
                entry.method(), entry.bulkId(), location, null, entry.error().status(), entry.error());
    }

    Result refused(Operation operation, ScimError error) {
        Exchange.of(context).notes().refused();
        return new Result(
                operation.method().name(), operation.bulkId(), location(operation), null, error.status(), error);
    }

    private Result failed(Operation operation, Throwable failure) {
        return refused(operation, ErrorWriter.toScimError(context, failure));
    }

    private Result result(Operation operation, Outcome outcome) {
        Exchange.of(context).became(place(operation), outcome);
        if (outcome instanceof Outcome.Refused refused) {
            return refused(operation, refused.error());
        }
        if (outcome instanceof Outcome.Stored stored) {
            StoredResource resource = stored.resource();
            return new Result(
                    operation.method().name(),
                    operation.bulkId(),
                    base + resource.type().endpoint() + "/" + resource.id(),
                    ETags.weak(resource.version()),
                    stored.created() ? 201 : 200,
                    null);
        }
        return new Result(operation.method().name(), operation.bulkId(), location(operation), null, 204, null);
    }

    /** How the request log and the headers name an operation. */
    private static String place(Operation operation) {
        String path = operation.method() + " /" + operation.endpoint();
        return operation.bulkId() != null
                ? "bulkId:" + operation.bulkId()
                : operation.id() == null ? path : path + "/" + operation.id();
    }

    private @Nullable String location(Operation operation) {
        return operation.method() == Method.POST ? null : base + "/" + operation.endpoint() + "/" + operation.id();
    }

    private static RawRequest raw(Operation operation) {
        return new RawRequest(
                RawRequest.Method.valueOf(operation.method().name()),
                operation.endpoint(),
                operation.id(),
                Map.of(),
                operation.version(),
                null,
                operation.data());
    }
}
