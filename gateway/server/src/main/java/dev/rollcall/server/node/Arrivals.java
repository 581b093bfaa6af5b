package dev.rollcall.server.node;

import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimError;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Ends connections whose client takes too long to send a request, from its first byte to its last: 408, where no response has begun.
 * A byte now and then keeps a connection from being idle, so that the idle time-out alone would let a client hold it for ever.
 * Belongs to one event loop.
 */
final class Arrivals {

    private static final String DECODER = "httpDecoder";
    private static final String LAST = "handler";

    private final long longest;
    private final byte[] refusal;
    private final Runnable ended;
    private final Set<Arrival> open = new HashSet<>();

    /**
     * Watches nothing yet.
     *
     * @param longest how long a request may take to arrive
     * @param ended called for each connection that was ended
     */
    Arrivals(Duration longest, Runnable ended) {
        this.longest = longest.toNanos();
        this.refusal = refusal(longest);
        this.ended = ended;
    }

    private static byte[] refusal(Duration longest) {
        String body = new String(
                ScimJson.write(ScimError.of(
                                408,
                                "The request had not arrived as a whole " + longest.toSeconds()
                                        + " s after its first byte (setting server.request-timeout of this gateway)."
                                        + " Send it faster, or split it into smaller requests.")
                        .toJson()),
                StandardCharsets.UTF_8);
        return ("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Type: application/scim+json\r\n"
                        + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** To be called on the event loop, before anything was read. HTTP/2 has frames of several requests on one connection, and is left alone. */
    void watch(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        ChannelPipeline pipeline = channel.pipeline();
        if (pipeline.get(DECODER) == null) {
            return;
        }
        Arrival arrival = new Arrival(channel);
        pipeline.addBefore(DECODER, "bytes-of-requests", arrival.bytes);
        pipeline.addBefore(LAST, "ends-of-requests", arrival.ends);
        open.add(arrival);
        ChannelFuture unused = channel.closeFuture().addListener(closed -> open.remove(arrival));
    }

    /** To be called now and then on the event loop. */
    void look() {
        long now = System.nanoTime();
        List.copyOf(open).forEach(arrival -> arrival.look(now));
    }

    /** What arrives on one connection. */
    private final class Arrival {

        private final Channel channel;
        private boolean isUnderWay;
        private boolean isAnswered;
        private long since;

        private final ChannelDuplexHandler bytes = new ChannelDuplexHandler() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                if (!isUnderWay) {
                    isUnderWay = true;
                    isAnswered = false;
                    since = System.nanoTime();
                }
                context.fireChannelRead(message);
            }

            @Override
            public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
                isAnswered = true;
                ChannelFuture unused = context.write(message, promise);
            }
        };

        private final ChannelInboundHandlerAdapter ends = new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                if (message instanceof LastHttpContent) {
                    isUnderWay = false;
                }
                context.fireChannelRead(message);
            }
        };

        Arrival(Channel channel) {
            this.channel = channel;
        }

        void look(long now) {
            if (!isUnderWay || now - since <= longest) {
                return;
            }
            isUnderWay = false;
            ended.run();
            ChannelHandlerContext below = channel.pipeline().context(bytes);
            ChannelFuture unused = isAnswered || below == null
                    ? channel.close()
                    : below.writeAndFlush(Unpooled.wrappedBuffer(refusal)).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
