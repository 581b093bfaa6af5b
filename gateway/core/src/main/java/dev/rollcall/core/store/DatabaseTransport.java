package dev.rollcall.core.store;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Makes the connections to the database, below PostgreSQL's protocol. vertx-pg-client 5.0 does not pass on the transport options
 * that its builder takes, so they are set where it makes its client; and it has no time-out for the handshake between client and
 * server, so this class adds one.
 */
final class DatabaseTransport extends VertxWrapper {

    /** The handler that ends a connection whose server says nothing while it is being opened; removed when it is open. */
    static final String HANDSHAKE = "rollcall-handshake";

    /** Until the server takes a connection. */
    private static final Duration CONNECT = Duration.ofSeconds(3);

    /** Between two answers of the server while a connection is being opened. */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    /** How long what was sent may stay without an acknowledgement of the other side's kernel before the connection ends. */
    private static final Duration UNACKNOWLEDGED = Duration.ofSeconds(10);

    private DatabaseTransport(VertxInternal vertx) {
        super(vertx);
    }

    /** This Vert.x, whose TCP clients are made as the database wants them. */
    static Vertx of(Vertx vertx) {
        return new DatabaseTransport((VertxInternal) vertx);
    }

    @Override
    public NetClient createNetClient(NetClientOptions ignored) {
        NetClientOptions options = new NetClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true);
        options.setTcpUserTimeout((int) UNACKNOWLEDGED.toMillis());
        return new Impatient(super.createNetClient(options));
    }

    /**
     * Stands nearest to the wire: PostgreSQL's codec turns every request to close, but for one from below it, into a polite farewell
     * that a silent server never answers.
     */
    private static NetSocket bounded(NetSocket socket) {
        ((NetSocketInternal) socket).channelHandlerContext().pipeline().addFirst(HANDSHAKE, new Deadline());
        return socket;
    }

    /** Ends a connection on which nothing was read for {@link #SILENCE}. */
    private static final class Deadline extends IdleStateHandler {

        Deadline() {
            super(SILENCE.toMillis(), 0, 0, TimeUnit.MILLISECONDS);
        }

        @Override
        protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
            ChannelFuture unused = context.close();
        }
    }

    /** Bounds the silence of what it connects. */
    private record Impatient(NetClient client) implements NetClient {

        @Override
        public Future<NetSocket> connect(int port, String host) {
            return client.connect(port, host).map(DatabaseTransport::bounded);
        }

        @Override
        public Future<NetSocket> connect(int port, String host, String serverName) {
            return client.connect(port, host, serverName).map(DatabaseTransport::bounded);
        }

        @Override
        public Future<NetSocket> connect(SocketAddress remoteAddress) {
            return client.connect(remoteAddress).map(DatabaseTransport::bounded);
        }

        @Override
        public Future<NetSocket> connect(SocketAddress remoteAddress, String serverName) {
            return client.connect(remoteAddress, serverName).map(DatabaseTransport::bounded);
        }

        @Override
        public Future<NetSocket> connect(ConnectOptions options) {
            return client.connect(options).map(DatabaseTransport::bounded);
        }

        @Override
        public Future<Void> shutdown(long timeout, TimeUnit unit) {
            return client.shutdown(timeout, unit);
        }

        @Override
        public Future<Boolean> updateSSLOptions(ClientSSLOptions options, boolean force) {
            return client.updateSSLOptions(options, force);
        }

        @Override
        public boolean isMetricsEnabled() {
            return client.isMetricsEnabled();
        }
    }
}
