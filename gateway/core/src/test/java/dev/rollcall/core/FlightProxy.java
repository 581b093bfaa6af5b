package dev.rollcall.core;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Stands between client and PostgreSQL and keeps the answers to a flight of statements back until the client has sent all of it. A
 * client that waits for one of them before it sends the rest waits for ever, so what ends has taken as many round trips as there
 * were flights, however fast either side is. For one connection that is at rest when the flights begin.
 */
final class FlightProxy {

    private static final int LENGTH = 4;

    private final NetServer front;

    /** Kept, because Vert.x closes the connections of a client that nobody holds any more. */
    private final NetClient back;

    private final Queue<Integer> flights = new ArrayDeque<>();
    private Buffer held = Buffer.buffer();
    private Buffer sent = Buffer.buffer();
    private boolean watching;
    private int statements;
    private int ofFlight;

    private FlightProxy(Vertx vertx, int serverPort) {
        back = vertx.createNetClient();
        front = vertx.createNetServer().connectHandler(client -> {
            client.pause();
            back.connect(serverPort, "localhost").onSuccess(server -> {
                client.handler(bytes -> {
                    server.write(bytes);
                    count(client, bytes);
                });
                server.handler(bytes -> answer(client, bytes));
                client.endHandler(end -> server.end());
                client.resume();
            });
        });
    }

    static Future<FlightProxy> start(Vertx vertx, int serverPort) {
        FlightProxy proxy = new FlightProxy(vertx, serverPort);
        return proxy.front.listen(0, "localhost").map(listening -> proxy);
    }

    int port() {
        return front.actualPort();
    }

    /** From now on so many statements are expected in each flight; what comes behind the last is let through. */
    synchronized void expect(List<Integer> statementsOfEach) {
        watching = true;
        flights.clear();
        flights.addAll(statementsOfEach);
        held = Buffer.buffer();
        sent = Buffer.buffer();
        statements = 0;
        ofFlight = 0;
    }

    /** Statements since then. */
    synchronized int statements() {
        return statements;
    }

    /** What was sent and what is missing, for a person. */
    synchronized String seen() {
        return statements + " statements came, " + ofFlight
                + " of them in the flight that is waited for; missing are flights of " + flights;
    }

    /** A statement is a message Q, or a message E behind its parts. */
    private synchronized void count(NetSocket client, Buffer bytes) {
        if (!watching) {
            return;
        }
        sent.appendBuffer(bytes);
        int at = 0;
        while (sent.length() >= at + 1 + LENGTH && sent.length() >= at + 1 + sent.getInt(at + 1)) {
            byte type = sent.getByte(at);
            at += 1 + sent.getInt(at + 1);
            if (type == 'Q' || type == 'E') {
                statements++;
                ofFlight++;
                land(client);
            }
        }
        sent = sent.getBuffer(at, sent.length());
    }

    private void land(NetSocket client) {
        if (!flights.isEmpty() && ofFlight == flights.element()) {
            flights.remove();
            ofFlight = 0;
            client.write(held);
            held = Buffer.buffer();
        }
    }

    private synchronized void answer(NetSocket client, Buffer bytes) {
        if (flights.isEmpty() || ofFlight == 0) {
            client.write(bytes);
        } else {
            held.appendBuffer(bytes);
        }
    }
}
