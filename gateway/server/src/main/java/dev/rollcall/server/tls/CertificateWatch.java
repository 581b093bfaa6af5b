package dev.rollcall.server.tls;

import dev.rollcall.server.tls.CertificateFiles.Content;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the files of the certificate that clients are shown: when they change, new connections get the new certificate, without a
 * restart. Files that cannot be used are reported, and the former certificate stays in use.
 */
public final class CertificateWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

    private final Vertx vertx;
    private final CertificateFiles files;
    private volatile ServerCertificate shown;
    private volatile @Nullable String refused;
    private @Nullable Content judged;
    private @Nullable Long timer;
    private boolean busy;

    private CertificateWatch(Vertx vertx, CertificateFiles files, ServerCertificate shown) {
        this.vertx = vertx;
        this.files = files;
        this.shown = shown;
        this.judged = shown.content();
    }

    /**
     * Reads the files. Blocks: not for an event loop.
     *
     * @throws BadCertificate no TLS can be spoken with them; says what to change
     */
    public static CertificateWatch of(Vertx vertx, CertificateFiles files) throws BadCertificate {
        ServerCertificate first = ServerCertificate.of(vertx, files, files.read());
        first.warning(Instant.now()).ifPresent(LOG::warn);
        return new CertificateWatch(vertx, files, first);
    }

    /** What servers begin with. */
    public KeyCertOptions shown() {
        return shown.options();
    }

    /** When the certificate that is shown ends, in seconds since 1970. */
    public long ends() {
        return shown.ends().getEpochSecond();
    }

    /** Whether the files hold something that cannot be used, so that the former certificate is shown on. */
    public boolean isBehind() {
        return refused != null;
    }

    /** Looks at the files from time to time, and has another certificate shown when they hold one. */
    public synchronized void start(Duration pause, Function<KeyCertOptions, Future<?>> show) {
        timer = vertx.setPeriodic(pause.toMillis(), tick -> look(show));
    }

    private void look(Function<KeyCertOptions, Future<?>> show) {
        synchronized (this) {
            if (busy) {
                return;
            }
            busy = true;
        }
        vertx.executeBlocking(this::fresh)
                .compose(fresh -> fresh == null
                        ? Future.succeededFuture()
                        : show.apply(fresh.options()).onSuccess(done -> {
                            shown = fresh;
                            refused = null;
                            LOG.info("a new certificate is shown, until {}", fresh.ends());
                            fresh.warning(Instant.now()).ifPresent(LOG::warn);
                        }))
                .onFailure(this::refuse)
                .onComplete(done -> {
                    synchronized (this) {
                        busy = false;
                    }
                });
    }

    /** What the files hold, when it is not what was judged before. */
    private @Nullable ServerCertificate fresh() throws BadCertificate {
        Content content = files.read();
        synchronized (this) {
            if (content.equals(judged) && refused == null) {
                return null;
            }
            judged = content;
        }
        if (content.equals(shown.content())) {
            refused = null;
            return null;
        }
        return ServerCertificate.of(vertx, files, content);
    }

    private void refuse(Throwable failure) {
        String why = String.valueOf(failure.getMessage());
        if (!why.equals(refused)) {
            LOG.error(
                    "the certificate files have changed and cannot be used, so the former certificate is shown on: {}",
                    why);
        }
        refused = why;
    }

    @Override
    public synchronized void close() {
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
