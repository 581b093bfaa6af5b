package dev.rollcall.server.guard;

import dev.rollcall.core.store.DatabaseUrl;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way from a gateway to its database, which can be cut and mended. */
final class Cable implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Set<NetSocket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    /** The URL that leads through the cable to {@link DatabaseUrl}. */
    String to(String databaseUrl) {
        URI real = URI.create(databaseUrl);
        NetServer front = vertx.createNetServer().connectHandler(client -> connect(client, real));
        int port = front.listen(0, "127.0.0.1").await().actualPort();
        return databaseUrl.replace(real.getHost() + ":" + real.getPort(), "127.0.0.1:" + port);
    }

    private void connect(NetSocket client, URI real) {
        if (cut) {
            client.close();
            return;
        }
        client.pause();
        vertx.createNetClient().connect(real.getPort(), real.getHost()).onSuccess(server -> {
            ends.add(client);
            ends.add(server);
            client.pipeTo(server);
            server.pipeTo(client);
        });
    }

    void cut() {
        cut = true;
        ends.forEach(NetSocket::close);
        ends.clear();
    }

    void mend() {
        cut = false;
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
