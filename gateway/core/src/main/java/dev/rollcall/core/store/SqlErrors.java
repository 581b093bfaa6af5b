package dev.rollcall.core.store;

import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.TransactionRollbackException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a failed statement means: the only reader of SQL states (PostgreSQL manual, appendix A). */
public final class SqlErrors {

    /** What to do about a failure. */
    public enum Kind {
        /** A row's data cannot be stored (classes 22 and 23): the same statement without that row would pass. */
        POISON,
        /** Chance: lost connection, deadlock, server restart. The same transaction may pass now. */
        RETRY,
        /** The server or this node's pool has no room now, or the statement took too long. */
        UNAVAILABLE,
        /** A mistake in the gateway or its database. */
        DEFECT
    }

    private SqlErrors() {}

    /** What to do about this failure of vertx-pg-client. */
    public static Kind kind(Throwable failure) {
        String state = sqlState(failure);
        if (state != null) {
            return kindOf(state);
        }
        if (failure instanceof ConnectionPoolTooBusyException
                || failure instanceof TimeoutException
                || failure instanceof BatchTransaction.CommitUnknown) {
            return Kind.UNAVAILABLE;
        }
        if (failure instanceof ClosedConnectionException
                || failure instanceof TransactionRollbackException
                || failure instanceof IOException
                || (failure instanceof VertxException && failure.getCause() instanceof IOException)
                || isDeadConnection(failure)) {
            return Kind.RETRY;
        }
        return Kind.DEFECT;
    }

    /** The pool lent a connection that had just ended; the client has no type for this, only these words. */
    private static boolean isDeadConnection(Throwable failure) {
        String message = failure.getMessage();
        return failure instanceof VertxException && message != null && message.startsWith("Connection is not active");
    }

    private static Kind kindOf(String state) {
        return switch (state.substring(0, 2)) {
            case "22", "23" -> Kind.POISON;
            case "08", "40" -> Kind.RETRY;
            case "53" -> Kind.UNAVAILABLE;
            case "57" -> state.startsWith("57P") ? Kind.RETRY : Kind.UNAVAILABLE;
            // lock_not_available, and a plan that a migration made stale: it is prepared anew by the next try
            case "55" -> state.equals("55P03") ? Kind.UNAVAILABLE : Kind.DEFECT;
            case "0A" -> Kind.RETRY;
            // idle_in_transaction_session_timeout: the server ended the session
            case "25" -> state.equals("25P03") ? Kind.RETRY : Kind.DEFECT;
            default -> Kind.DEFECT;
        };
    }

    /** The five-character SQL state, or null when the failure did not come from the server. */
    public static @Nullable String sqlState(Throwable failure) {
        return failure instanceof PgException pg ? pg.getSqlState() : null;
    }

    /**
     * Whether a statement failed only because an earlier one of its transaction had failed (25P02). In a pipelined batch the
     * first other failure is the one that tells why.
     */
    public static boolean isConsequence(Throwable failure) {
        return "25P02".equals(sqlState(failure));
    }

    /** Whether another row has one of the unique values (23505). */
    static boolean isUniqueViolation(Throwable failure) {
        return "23505".equals(sqlState(failure));
    }

    /** What the client is told. Details of the failure are for the log. */
    public static ScimError toScimError(Throwable failure) {
        return switch (kind(failure)) {
            case POISON ->
                isUniqueViolation(failure)
                        ? ScimError.conflict(
                                "Another resource of this directory already has one of these unique values.")
                        : ScimError.badRequest(
                                ScimType.INVALID_VALUE,
                                "A value in the request cannot be stored or compared: it is out of range, or text that"
                                        + " contains the character U+0000.");
            case RETRY, UNAVAILABLE ->
                ScimError.of(503, "The gateway cannot reach its database right now. Send the request again later.");
            case DEFECT ->
                ScimError.of(500, "The gateway failed to handle the request. Its log tells more under the request id.");
        };
    }
}
