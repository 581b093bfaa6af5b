package dev.rollcall.core.store;

import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.TransactionRollbackException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells what a failed statement means; no other class reads SQL states (PostgreSQL manual, appendix A). */
public final class SqlErrors {

    /** What to do about a failure. */
    public enum Kind {
        /** A row's data cannot be stored (classes 22, 23 and 54): the same statement without that row would pass. */
        POISON,
        /** Chance: lost connection, deadlock, server restart. The same transaction may pass now. */
        RETRY,
        /** The server or this node's pool gives nothing now, or the statement took too long. */
        UNAVAILABLE,
        /** A mistake in the gateway or its database. */
        DEFECT
    }

    /** What the pool says when no connection was free in time, for a transaction and for a statement, and when it is closed. */
    private static final Set<String> WANT_OF_ROOM = Set.of("Timeout", "Timeout waiting for connection", "Pool closed");

    /** How the client's words begin when a connection ended that it had lent, that it was opening, or that statements waited on. */
    private static final List<String> LOST = List.of(
            "Connection is not active",
            "Connection was closed",
            "Pending requests failed to be sent",
            "Postgres Server does not handle SSL connection",
            "SSL handshake failed");

    private static final String NOT_STORABLE =
            "A value in the request cannot be stored or compared: it is out of range, or text"
                    + " that contains the character U+0000.";
    private static final String TOO_LARGE =
            "A value in the request is too long to be stored or compared. Shorten it: the limits"
                    + " of the attributes are in the documentation under \"Limits\".";

    private SqlErrors() {}

    /** What to do about this failure of vertx-pg-client. */
    public static Kind kind(Throwable failure) {
        String state = sqlState(failure);
        if (state != null) {
            return SqlStates.kind(state);
        }
        if (failure instanceof CommitUnknown || isWantOfRoom(failure)) {
            return Kind.UNAVAILABLE;
        }
        if (failure instanceof ClosedConnectionException
                || failure instanceof TransactionRollbackException
                || failure instanceof IOException
                || isLostConnection(failure)) {
            return Kind.RETRY;
        }
        return Kind.DEFECT;
    }

    /** No connection was free in time, or no more may wait for one: says nothing about the server. */
    public static boolean isWantOfRoom(Throwable failure) {
        return failure instanceof ConnectionPoolTooBusyException
                || failure instanceof TimeoutException
                || WANT_OF_ROOM.contains(String.valueOf(failure.getMessage()));
    }

    /** A connection that could not be opened, or ended; the client has no type for most of these, only words. */
    private static boolean isLostConnection(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return (failure instanceof VertxException && failure.getCause() instanceof IOException)
                || LOST.stream().anyMatch(message::startsWith);
    }

    /**
     * Whether the server as a whole gave nothing: no connection was had or kept, or it says so itself. As opposed to an answer, however
     * bad, and to a pool that is busy.
     */
    public static boolean isLost(Throwable failure) {
        String state = sqlState(failure);
        if (state != null) {
            return SqlStates.isServers(state);
        }
        if (failure instanceof CommitUnknown && failure.getCause() != null) {
            return isLost(failure.getCause());
        }
        return !isWantOfRoom(failure) && kind(failure) == Kind.RETRY;
    }

    /**
     * Whether a failure that looks like the server's may be the work of one item of a batch: a fault of the server that its data
     * touches (class XX), or memory that its statement wants (53200).
     */
    public static boolean isPerhapsOneItems(Throwable failure) {
        String state = sqlState(failure);
        return state != null && (state.startsWith("XX") || state.equals("53200"));
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
    public static boolean isUniqueViolation(Throwable failure) {
        return "23505".equals(sqlState(failure));
    }

    /** Whether a value, or the statement, is larger than the server takes (class 54). */
    private static boolean isTooLarge(Throwable failure) {
        String state = sqlState(failure);
        return state != null && state.startsWith("54");
    }

    /** What the client is told. Details of the failure are for the log. */
    public static ScimError toScimError(Throwable failure) {
        return switch (kind(failure)) {
            case POISON ->
                isUniqueViolation(failure)
                        ? ScimError.conflict(
                                "Another resource of this directory already has one of these unique values.")
                        : ScimError.badRequest(ScimType.INVALID_VALUE, isTooLarge(failure) ? TOO_LARGE : NOT_STORABLE);
            case RETRY, UNAVAILABLE ->
                ScimError.of(503, "The gateway cannot reach its database right now. Send the request again later.");
            case DEFECT ->
                ScimError.of(
                        500,
                        "The gateway failed to handle the request. Search its log for the request id to "
                                + "find out more.");
        };
    }
}
