package dev.rollcall.bench.kit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A SCIM client that costs the machine little, so that what is measured is the gateway: it keeps connections open,
 * sends one request at a time on each, and knows no more of HTTP/1.1 than the gateway's responses need.
 */
public final class ScimClient implements AutoCloseable {

    private static final String ID = "\"id\":\"";

    /** Kept, because Vert.x closes the connections of a client that nobody holds any more. */
    private final NetClient client;

    private final String headers;
    private final String base;
    private final List<Connection> all = new ArrayList<>();
    private final Queue<Connection> free = new ConcurrentLinkedQueue<>();

    /** Opens connections for the stage's own directory. */
    public ScimClient(Stage stage, int connections) {
        this(stage, stage.vertx, stage.own, connections);
    }

    /** Opens connections for a directory, served by the event loops of {@code vertx}. */
    public ScimClient(Stage stage, Vertx vertx, Stage.Tenant tenant, int connections) {
        this(vertx, tenant, stage.port, connections);
    }

    /** Opens connections to a gateway of the stage that listens there. */
    public ScimClient(Vertx vertx, Stage.Tenant tenant, int port, int connections) {
        this(vertx, port, "/scim/v2/" + tenant.directoryId(), tenant.token(), "application/scim+json", connections);
    }

    /** One connection to the admin API, as the operator. */
    public static ScimClient ofOperator(Stage stage) {
        return new ScimClient(stage.vertx, stage.port, "/api/v1", stage.operator, "application/json", 1);
    }

    private ScimClient(Vertx vertx, int port, String base, String token, String type, int connections) {
        client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        this.base = base;
        headers = " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + token + "\r\nAccept: " + type
                + "\r\nContent-Type: " + type + "\r\nContent-Length: ";
        for (int i = 0; i < connections; i++) {
            all.add(Connection.open(client, port).await());
        }
        free.addAll(all);
    }

    /**
     * Sends; fails unless the answer has the status. At most as many at once as there are connections.
     *
     * @param body ASCII
     */
    public Future<String> send(HttpMethod method, String path, String body, int expected) {
        Connection connection = free.remove();
        return connection
                .send(method.name() + " " + base + path + headers + body.length() + "\r\n\r\n" + body)
                .onComplete(done -> free.add(connection))
                .compose(answer -> answer.status() == expected
                        ? Future.succeededFuture(answer.body())
                        : Future.failedFuture(method + " " + path + ": " + answer.status() + " " + answer.body()));
    }

    /** The id of the resource that an answer shows; empty when it shows none. */
    public static String id(String answer) {
        int at = answer.indexOf(ID);
        return at < 0 ? "" : answer.substring(at + ID.length(), answer.indexOf('"', at + ID.length()));
    }

    @Override
    public void close() {
        all.forEach(Connection::close);
        client.close().await();
    }
}
