package dev.rollcall.server.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.spi.simulate.ExpectedState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Lets another process on this machine make things happen in a company that is simulated here: {@code POST /grow} and {@code POST
 * /live}, and {@code GET /standing} for what a directory should hold. Listens on the loopback address only, and requires the token.
 */
public final class StandInServer implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final CompanyLife life;
    private final String token;
    private final HttpServer server;

    private StandInServer(CompanyLife life, String token, HttpServer server) {
        this.life = life;
        this.token = token;
        this.server = server;
    }

    /** Starts one on a free port. */
    public static Future<StandInServer> start(Vertx vertx, CompanyLife life, String token) {
        HttpServer http = vertx.createHttpServer();
        StandInServer server = new StandInServer(life, token, http);
        return http.requestHandler(server::serve).listen(0, "127.0.0.1").map(server);
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    private void serve(HttpServerRequest request) {
        byte[] shown = String.valueOf(request.getHeader("Authorization")).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(shown, ("Bearer " + token).getBytes(StandardCharsets.UTF_8))) {
            answer(request, 401, "{}");
            return;
        }
        request.body().onSuccess(body -> {
            try {
                answer(request, 200, done(request.path(), ScimJson.parse(body.getBytes())));
            } catch (RuntimeException e) {
                answer(
                        request,
                        400,
                        JSON.createObjectNode().put("detail", e.getMessage()).toString());
            }
        });
    }

    private String done(String path, JsonNode wish) {
        if (path.equals("/standing")) {
            return standing();
        }
        life.happen(path.substring(1), wish);
        return "{}";
    }

    private String standing() {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode users = json.putObject("users");
        ExpectedState standing = life.company().standing();
        standing.users().forEach(users::put);
        ObjectNode groups = json.putObject("groups");
        standing.groups().forEach((name, members) -> members.forEach(groups.putArray(name)::add));
        return json.toString();
    }

    private static void answer(HttpServerRequest request, int status, String body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }

    @Override
    public void close() {
        server.close();
        life.company().close();
    }
}
