package dev.rollcall.bench.console;

import dev.rollcall.bench.kit.Stage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A live page that is open in a browser, as the gateway sees it: one connection with one request on it that never ends. */
final class Watcher {

    private static final String EVENT = "event: now";

    private final NetSocket socket;
    private final AtomicLong events = new AtomicLong();

    /** Whose page it is, and the address of what it follows. */
    record Place(String cookie, String path) {}

    private Watcher(NetSocket socket) {
        this.socket = socket;
        socket.handler(this::take);
    }

    static Watcher open(Stage stage, Place place) {
        NetSocket socket =
                stage.vertx.createNetClient().connect(stage.port, "127.0.0.1").await();
        Watcher watcher = new Watcher(socket);
        socket.write("GET " + place.path() + " HTTP/1.1\r\nHost: 127.0.0.1:" + stage.port + "\r\nCookie: "
                + place.cookie() + "\r\nAccept: text/event-stream\r\nSec-Fetch-Site: same-origin\r\n\r\n");
        return watcher;
    }

    /** An event's name stands at the beginning of what is written at once, so that no name is split. */
    private void take(Buffer chunk) {
        String text = chunk.toString(StandardCharsets.UTF_8);
        for (int at = text.indexOf(EVENT); at >= 0; at = text.indexOf(EVENT, at + 1)) {
            events.incrementAndGet();
        }
    }

    /** Told so far. */
    long events() {
        return events.get();
    }

    void close() {
        socket.close().await();
    }
}
