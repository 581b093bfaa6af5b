package dev.rollcall.server.guard;

import dev.rollcall.core.store.DatabaseUrl;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The way from a gateway to its database, which can fail in each way that a network does, and be mended. */
public final class Cable implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private volatile URI real = URI.create("none:/");
    private volatile State forNewOnes = State.WHOLE;
    private volatile Duration delay = Duration.ZERO;

    private enum State {
        WHOLE,
        /** Nothing arrives at either end, and neither learns of it. */
        SILENT,
        /** What the client sends arrives; no answer does. */
        HALF,
        /** No connection is taken. */
        CUT
    }

    /** The URL that leads through the cable to {@link DatabaseUrl}. */
    public String to(String databaseUrl) {
        real = URI.create(databaseUrl);
        NetServer front = vertx.createNetServer().connectHandler(this::connect);
        int port = front.listen(0, "127.0.0.1").await().actualPort();
        return databaseUrl.replace(real.getHost() + ":" + real.getPort(), "127.0.0.1:" + port);
    }

    /** New connections lead to the server of that URL from now on, as after a failover. */
    public void leadTo(String databaseUrl) {
        real = URI.create(databaseUrl);
    }

    private void connect(NetSocket client) {
        if (forNewOnes == State.CUT) {
            client.close();
            return;
        }
        client.pause();
        vertx.createNetClient()
                .connect(real.getPort(), real.getHost())
                .onSuccess(server -> lines.add(new Line(client, server, forNewOnes)))
                .onFailure(refused -> client.close());
    }

    /** One connection through the cable. */
    private final class Line {

        private final NetSocket client;
        private final NetSocket server;
        private final Queue<Buffer> toServer = new ConcurrentLinkedQueue<>();
        private final Queue<Buffer> toClient = new ConcurrentLinkedQueue<>();
        private volatile State state;

        Line(NetSocket client, NetSocket server, State state) {
            this.client = client;
            this.server = server;
            this.state = state;
            client.handler(bytes -> pass(bytes, server, State.SILENT));
            server.handler(bytes -> pass(bytes, client, State.HALF));
            client.closeHandler(closed -> end(server));
            server.closeHandler(closed -> end(client));
            client.resume();
        }

        private void pass(Buffer bytes, NetSocket to, State stopper) {
            if (state == State.SILENT || state == stopper) {
                return;
            }
            Queue<Buffer> late = to == server ? toServer : toClient;
            if (delay.isZero() && late.isEmpty()) {
                to.write(bytes);
            } else {
                late.add(bytes);
                vertx.setTimer(Math.max(1, delay.toMillis()), later -> to.write(late.remove()));
            }
        }

        private void end(NetSocket other) {
            lines.remove(this);
            if (state == State.WHOLE) {
                other.close();
            }
        }

        private void cut() {
            client.close();
            server.close();
        }
    }

    /** Connections end; no new one is taken. */
    public void cut() {
        forNewOnes = State.CUT;
        lines.forEach(Line::cut);
    }

    /** Connections that there are carry nothing any more; new ones do: a firewall has forgotten them, or a new primary took over. */
    public void silenceThoseThatAre() {
        lines.forEach(line -> line.state = State.SILENT);
    }

    /** No connection carries anything, old or new. */
    public void silence() {
        forNewOnes = State.SILENT;
        silenceThoseThatAre();
    }

    /** Requests arrive at the server, answers do not come back, on connections old and new. */
    public void halve() {
        forNewOnes = State.HALF;
        lines.forEach(line -> line.state = State.HALF);
    }

    /** Every piece takes so much longer from now on. */
    public void slow(Duration by) {
        delay = by;
    }

    /** New connections carry again; old ones that were silent stay so. */
    public void mend() {
        forNewOnes = State.WHOLE;
        delay = Duration.ZERO;
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
