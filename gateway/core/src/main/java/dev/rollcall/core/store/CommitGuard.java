package dev.rollcall.core.store;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.sqlclient.internal.command.CommandResponse;
import io.vertx.sqlclient.internal.command.ExtendedQueryCommand;
import io.vertx.sqlclient.internal.command.SimpleQueryCommand;

/**
 * Intercepts statements as they leave the client, and lets a COMMIT that is sent together with its statements pass only after all
 * of them. The server turns the COMMIT behind a statement that it refused into a ROLLBACK; but it never hears of a statement that
 * the client itself refused, for example because a parameter was missing, and would commit the rest of the batch.
 */
public final class CommitGuard extends ChannelOutboundHandlerAdapter {

    private static final String COMMIT = "COMMIT /* of ";
    private static final String END = " */";

    /** Those that change something; what a transaction reads has been answered before it is decided. */
    private int statements;

    /** COMMIT for a transaction of so many statements that change something. */
    public static String commitOf(int statements) {
        return COMMIT + statements + END;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof ExtendedQueryCommand<?> statement) {
            statements += statement.sql().startsWith("SELECT") ? 0 : 1;
        } else if (message instanceof SimpleQueryCommand<?> query) {
            int sent = statements;
            statements = 0;
            if (query.sql().startsWith(COMMIT) && !query.sql().equals(commitOf(sent))) {
                refuse(context, query);
                return;
            }
        }
        super.write(context, message, promise);
    }

    /** The connection has an answer to its command, as if the server had given it. */
    private static <T> void refuse(ChannelHandlerContext context, SimpleQueryCommand<T> query) {
        AsyncResult<Boolean> failed = Future.failedFuture(new Incomplete());
        CommandResponse<Boolean> response = new CommandResponse<>(failed);
        response.cmd = query;
        context.fireChannelRead(response);
    }

    /** A statement of the batch was not sent: its own failure says why. */
    static final class Incomplete extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Incomplete() {
            super("a statement of the transaction was not sent, so it is not committed", null, false, false);
        }
    }
}
