package dev.rollcall.core.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/**
 * Stands between client and server and, when told so, keeps the server's answers back until the client has sent a certain
 * word. A client that waits for an answer before it sends that word waits for ever.
 */
final class HoldingProxy {

    private final NetServer front;
    private final Buffer held = Buffer.buffer();
    private volatile String awaited = "";

    private HoldingProxy(Vertx vertx, int serverPort) {
        front = vertx.createNetServer().connectHandler(client -> {
            client.pause();
            vertx.createNetClient().connect(serverPort, "localhost").onSuccess(server -> {
                client.handler(bytes -> {
                    server.write(bytes);
                    if (!awaited.isEmpty() && bytes.toString().contains(awaited)) {
                        awaited = "";
                        client.write(held.copy());
                    }
                });
                server.handler(bytes -> answer(client, bytes));
                client.endHandler(end -> server.end());
                client.resume();
            });
        });
    }

    static Future<HoldingProxy> start(Vertx vertx, int serverPort) {
        HoldingProxy proxy = new HoldingProxy(vertx, serverPort);
        return proxy.front.listen(0, "localhost").map(listening -> proxy);
    }

    int port() {
        return front.actualPort();
    }

    /** From now on answers are held back until the client has sent this word. */
    void holdUntilSent(String word) {
        awaited = word;
    }

    private void answer(NetSocket client, Buffer bytes) {
        if (awaited.isEmpty()) {
            client.write(bytes);
        } else {
            held.appendBuffer(bytes);
        }
    }
}
