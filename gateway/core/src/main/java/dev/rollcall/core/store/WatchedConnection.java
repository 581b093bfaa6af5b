package dev.rollcall.core.store;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.pgclient.impl.codec.NoticeResponse;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.command.CommandBase;
import io.vertx.sqlclient.internal.command.CommandResponse;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Records what one connection to the database is doing: whether the server owes a result, and when anything was last
 * received from it. Written on the connection's event loop, read on any thread.
 */
final class WatchedConnection extends ChannelDuplexHandler {

    private static final String NAME = "rollcall-watch";

    /** More than any batch has. */
    private static final int STATEMENTS_A_PACKET = 256;

    /** What the loop has read but not yet looked at is looked at first. */
    private static final long SECOND_LOOK_MILLIS = 200;

    /** Of a warning, such as the one that a commit was not replicated. */
    private static final String WARNING = "01000";

    private final int processId;
    private final Channel channel;
    private volatile int owed;
    private volatile long owedSince;
    private volatile long heard = System.nanoTime();

    private WatchedConnection(int processId, Channel channel) {
        this.processId = processId;
        this.channel = channel;
    }

    /** Watches a connection that has just been opened; on its event loop. */
    static WatchedConnection on(SocketConnectionBase connection) {
        ChannelPipeline pipeline = connection.socket().channelHandlerContext().pipeline();
        WatchedConnection watched = new WatchedConnection(connection.getProcessId(), pipeline.channel());
        pipeline.addFirst(watched.new Ear());
        // Statements that are issued in one turn of the event loop leave in one packet.
        pipeline.addFirst(new FlushConsolidationHandler(STATEMENTS_A_PACKET, true));
        if (pipeline.get(DatabaseTransport.HANDSHAKE) != null) {
            pipeline.remove(DatabaseTransport.HANDSHAKE);
        }
        String last = connection.socket().channelHandlerContext().name();
        pipeline.addBefore(last, NAME, watched);
        pipeline.addBefore(last, null, new CommitGuard());
        return watched;
    }

    /** The process of the server that serves it. */
    int processId() {
        return processId;
    }

    void whenClosed(Runnable then) {
        channel.closeFuture().addListener(closed -> then.run());
    }

    /** For how long nothing was heard of a server that owes an answer; zero when it owes none. */
    Duration silence(long now) {
        return owed == 0 ? Duration.ZERO : Duration.ofNanos(Math.max(0, now - Math.max(owedSince, heard)));
    }

    boolean isIdle() {
        return owed == 0;
    }

    /** Whether anything was heard of it since that moment of {@link System#nanoTime}. */
    boolean wasHeardSince(long moment) {
        return heard - moment > 0;
    }

    /** Ends it, unless something is heard of it after all: then what waits for it fails as on a connection that broke. */
    void endUnlessHeardSince(long moment) {
        channel.eventLoop().execute(() -> {
            ScheduledFuture<?> unused = channel.eventLoop()
                    .schedule(
                            () -> {
                                if (!wasHeardSince(moment)) {
                                    end();
                                }
                            },
                            SECOND_LOOK_MILLIS,
                            TimeUnit.MILLISECONDS);
        });
    }

    /** Ends it from below the codec, which would say farewell and wait for an answer. */
    void end() {
        ChannelFuture unused = channel.pipeline().firstContext().close();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof CommandBase) {
            if (owed == 0) {
                owedSince = System.nanoTime();
            }
            setOwed(owed + 1);
        }
        super.write(context, message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof CommandResponse) {
            setOwed(owed - 1);
        }
        if (message instanceof NoticeResponse notice && WARNING.equals(notice.getCode())) {
            // A commit that the server gave up waiting for a standby with would be answered as if it were replicated.
            end();
            return;
        }
        context.fireChannelRead(message);
    }

    private void setOwed(int answers) {
        owed = Math.max(0, answers);
    }

    /** Hears every byte, of an answer that is not complete too. */
    private final class Ear extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            heard = System.nanoTime();
            context.fireChannelRead(message);
        }
    }
}
