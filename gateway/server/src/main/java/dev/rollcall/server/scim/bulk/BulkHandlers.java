package dev.rollcall.server.scim.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.Provisioning;
import dev.rollcall.core.store.HeavyWork;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.message.BulkOrder;
import dev.rollcall.scim.message.BulkReader;
import dev.rollcall.scim.message.BulkRequest;
import dev.rollcall.scim.message.ServiceProviderConfig.BulkLimits;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.server.http.PublicOrigin;
import dev.rollcall.server.scim.Connection;
import dev.rollcall.server.scim.RawRequests;
import dev.rollcall.server.scim.ResponseWriter;
import dev.rollcall.server.scim.ScimUrl;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Serves POST /Bulk (RFC 7644 section 3.7): many operations in one request, each independent of the others. */
public final class BulkHandlers {

    private final Provisioning provisioning;
    private final DatabaseCircuit circuit;
    private final PublicOrigin origin;
    private final BulkLimits limits;
    private final int turn;

    /**
     * Takes the door of the core.
     *
     * @param turn how many operations share a transaction at most
     */
    public BulkHandlers(
            Provisioning provisioning, DatabaseCircuit circuit, PublicOrigin origin, BulkLimits limits, int turn) {
        this.provisioning = provisioning;
        this.circuit = circuit;
        this.origin = origin;
        this.limits = limits;
        this.turn = turn;
    }

    /** Refuses what says beforehand that it is too large; nothing of its body is read. */
    public void requireSize(RoutingContext context) {
        String length = context.request().getHeader("Content-Length");
        if (length != null && length.length() < 19 && length.chars().allMatch(Character::isDigit)) {
            BulkReader.requireSize(Long.parseLong(length), limits);
        }
    }

    public void bulk(RoutingContext context) {
        HeavyWork.onBytes(RawRequests.bodyBytes(context), () -> read(context))
                .compose(request -> carryOut(context, request))
                .onFailure(context::fail);
    }

    private BulkRequest read(RoutingContext context) {
        JsonNode body = RawRequests.body(context);
        if (body == null) {
            throw ScimError.badRequest(
                            ScimType.INVALID_SYNTAX, "The request has no body; POST /Bulk needs a BulkRequest.")
                    .exception();
        }
        return BulkReader.read(body, limits, Connection.of(context).mode());
    }

    private Future<Void> carryOut(RoutingContext context, BulkRequest request) {
        Connection connection = Connection.of(context);
        List<BulkOrder.Step> steps = BulkOrder.of(request);
        Provisioning.Bulk places =
                provisioning.bulk(connection.caller(Exchange.of(context).requestId()), BulkRun.places(steps));
        BulkOperations operations = new BulkOperations(context, ScimUrl.of(origin, context), circuit, places);
        return new BulkRun(request, steps, operations, turn)
                .run()
                .eventually(() -> {
                    places.close();
                    return Future.succeededFuture();
                })
                .compose(response -> ResponseWriter.send(context, response.toJson()));
    }
}
