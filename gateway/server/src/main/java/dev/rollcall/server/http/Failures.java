package dev.rollcall.server.http;

import dev.rollcall.core.admin.AdminException;
import dev.rollcall.core.lane.LaneFull;
import dev.rollcall.core.lane.Lanes;
import dev.rollcall.core.store.SqlErrors;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.server.guard.DatabaseCircuit;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Decides what a client is told about a failure. Internal details go to the log, under the request id. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static ScimError toScimError(RoutingContext context, Throwable failure) {
        if (failure instanceof ScimException scim) {
            return scim.error();
        }
        if (failure instanceof AdminException refused) {
            return ScimError.of(status(refused.reason()), String.valueOf(refused.getMessage()));
        }
        if (failure instanceof HttpException refused && refused.getStatusCode() < 500) {
            return Refusals.of(context, refused.getStatusCode());
        }
        if (failure instanceof HttpClosedException || failure instanceof StreamResetException) {
            return ScimError.of(400, "The request ended before all of it had arrived. Send it again.");
        }
        if (failure instanceof LaneFull) {
            return ScimError.of(
                    429, "Too many requests of this organisation are waiting. Send the request again later.");
        }
        if (failure instanceof Lanes.LanesClosed) {
            return ScimError.of(503, "This gateway is stopping. Send the request again.");
        }
        if (failure instanceof DatabaseCircuit.OpenException) {
            return ScimError.of(503, "The gateway cannot reach its database right now. Send the request again later.");
        }
        ScimError error = SqlErrors.toScimError(failure);
        boolean isDefect = error.status() == 500;
        LOG.atLevel(isDefect ? Level.ERROR : Level.WARN)
                .addKeyValue("requestId", Exchange.of(context).requestId())
                .addKeyValue("sqlState", SqlErrors.sqlState(failure))
                .log(
                        "request failed: {}",
                        isDefect ? Trace.of(failure) : failure.getClass().getSimpleName());
        return error;
    }

    private static int status(AdminException.Reason reason) {
        return switch (reason) {
            case INVALID -> 400;
            case CONFLICT -> 409;
            case NOT_FOUND -> 404;
        };
    }
}
