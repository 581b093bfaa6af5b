package dev.rollcall.server.node;

import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.http.ErrorWriter;
import dev.rollcall.server.tls.CertificateWatch;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One event loop's HTTP server; all instances share one port. */
final class HttpVerticle extends VerticleBase {

    /** Filters travel in the request line. */
    private static final int REQUEST_LINE = 32 * 1024;

    private static final int HEADERS = 32 * 1024;

    /** A document that is edited on a page of the console is one field of a form; the form itself is bounded by its route. */
    private static final int FORM_FIELD = 128 * 1024;

    /** Bytes. Packing a single resource costs more than it saves; lists gain. */
    private static final int WORTH_COMPRESSING = 8 * 1024;

    private static final long LOOK_MILLIS = 1_000;

    private final Config config;
    private final int port;
    private final Function<Vertx, Router> routes;
    private final Optional<CertificateWatch> tls;
    private final Runnable slow;
    private @Nullable HttpServer server;

    /**
     * Makes one that does not listen yet.
     *
     * @param tls the certificate to show; clear text without one
     * @param slow called for each request that took too long to arrive
     */
    HttpVerticle(
            Config config, int port, Function<Vertx, Router> routes, Optional<CertificateWatch> tls, Runnable slow) {
        this.config = config;
        this.port = port;
        this.routes = routes;
        this.tls = tls;
        this.slow = slow;
    }

    @Override
    public Future<?> start() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.get(Settings.SERVER_HOST))
                .setPort(port)
                .setIdleTimeout(config.get(Settings.SERVER_IDLE_TIMEOUT))
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxInitialLineLength(REQUEST_LINE)
                .setMaxHeaderSize(HEADERS)
                .setMaxFormAttributeSize(FORM_FIELD)
                .setCompressionSupported(true)
                .setCompressionContentSizeThreshold(WORTH_COMPRESSING)
                .setHttp2ClearTextEnabled(false)
                .setTcpNoDelay(true);
        // HTTP/2 has one limit for request line and headers together.
        options.getInitialSettings().setMaxHeaderListSize(REQUEST_LINE + HEADERS);
        tls.ifPresent(shown -> options.setSsl(true).setUseAlpn(true).setKeyCertOptions(shown.shown()));
        Arrivals arrivals = new Arrivals(Duration.ofSeconds(config.get(Settings.SERVER_REQUEST_TIMEOUT)), slow);
        vertx.setPeriodic(LOOK_MILLIS, timer -> arrivals.look());
        HttpServer made = vertx.createHttpServer(options)
                .connectionHandler(arrivals::watch)
                .invalidRequestHandler(ErrorWriter::unreadable)
                .requestHandler(ErrorWriter.clear(routes.apply(vertx)));
        server = made;
        return made.listen();
    }

    int actualPort() {
        return Objects.requireNonNull(server).actualPort();
    }

    /** Shows another certificate to new connections of all instances, which share one port. */
    Future<?> show(KeyCertOptions certificate) {
        return Objects.requireNonNull(server)
                .updateSSLOptions(new ServerSSLOptions().setUseAlpn(true).setKeyCertOptions(certificate));
    }

    /** Takes no new connection; requests under way end within the grace. */
    Future<Void> drain() {
        return server == null
                ? Future.succeededFuture()
                : server.shutdown(config.get(Settings.SERVER_SHUTDOWN_GRACE), TimeUnit.SECONDS);
    }
}
