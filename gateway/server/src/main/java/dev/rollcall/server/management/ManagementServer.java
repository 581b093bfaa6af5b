package dev.rollcall.server.management;

import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Serves health and metrics: {@code /health/live} says that the process answers, {@code /health/ready} whether it should get
 * traffic, and {@code /metrics} is for Prometheus.
 */
public final class ManagementServer {

    private static final String JSON = "application/json";

    private final Readiness readiness;
    private final Metrics metrics;

    private ManagementServer(Readiness readiness, Metrics metrics) {
        this.readiness = readiness;
        this.metrics = metrics;
    }

    /** Listens; the server says on which port. */
    public static Future<HttpServer> start(Vertx vertx, Config config, Readiness readiness, Metrics metrics) {
        ManagementServer management = new ManagementServer(readiness, metrics);
        return vertx.createHttpServer(new HttpServerOptions()
                        .setHost(config.get(Settings.MANAGEMENT_HOST))
                        .setPort(config.get(Settings.MANAGEMENT_PORT))
                        .setIdleTimeout(config.get(Settings.SERVER_IDLE_TIMEOUT)))
                .requestHandler(management::handle)
                .listen();
    }

    private void handle(HttpServerRequest request) {
        if (!HttpMethod.GET.equals(request.method())) {
            request.response().putHeader("Allow", "GET");
            answer(request, 405, JSON, "{\"status\":\"use GET\"}");
            return;
        }
        switch (request.path()) {
            case "/health/live" -> answer(request, 200, JSON, "{\"status\":\"live\"}");
            case "/health/ready" ->
                readiness
                        .report()
                        .onSuccess(report -> answer(
                                request,
                                report.ready() ? 200 : 503,
                                JSON,
                                report.body().encode()));
            case "/metrics" -> answer(request, 200, Metrics.CONTENT_TYPE, metrics.scrape());
            default -> answer(request, 404, JSON, "{\"status\":\"try /health/live, /health/ready or /metrics\"}");
        }
    }

    private static void answer(HttpServerRequest request, int status, String type, String body) {
        HttpServerResponse response = request.response().setStatusCode(status).putHeader("Content-Type", type);
        response.end(body);
    }
}
