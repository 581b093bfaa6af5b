package dev.rollcall.server.guard;

import dev.rollcall.core.lane.Ticker;
import dev.rollcall.scim.error.ScimError;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when the database is used with a key that this node does not hold, because its key file is an old one: it would refuse
 * what the other nodes have issued. Such a node reports that it is not ready and answers 503, so that clients try again, at another
 * node or later.
 */
public final class KeyWatch {

    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Pool pool;
    private final Predicate<byte[]> isHeld;
    private final Ticker ticker;
    private volatile boolean behind;

    /**
     * Makes one that does not look yet.
     *
     * @param isHeld whether the key of a check value is one of this node's
     */
    public KeyWatch(Vertx vertx, Pool pool, Predicate<byte[]> isHeld) {
        this.pool = pool;
        this.isHeld = isHeld;
        this.ticker = new Ticker(vertx, PAUSE, this::look);
    }

    /** Looks from time to time; returns at once. */
    public void start() {
        ticker.start();
    }

    public void stop() {
        ticker.close();
    }

    private static final String IN_USE = "SELECT key_check FROM installation";

    private Future<Void> look() {
        return pool.query(IN_USE).execute().map(rows -> {
            rows.forEach(row -> {
                Buffer check = row.getBuffer("key_check");
                boolean now = !isHeld.test(check.getBytes());
                if (now && !behind) {
                    LOG.error("the database is used with a key that is not in secret.file of this gateway: put the key"
                            + " file of the other gateways there and start again; until then requests are answered"
                            + " with 503");
                }
                behind = now;
            });
            return null;
        });
    }

    /** For readiness. */
    public Future<Void> proof() {
        return behind ? Future.failedFuture("the key in use is not held") : Future.succeededFuture();
    }

    /** Among the first handlers of every request. */
    public void pass(RoutingContext context) {
        if (behind) {
            context.fail(ScimError.of(
                            503, "This gateway does not hold the key that is in use. Send the request again later.")
                    .exception());
        } else {
            context.next();
        }
    }
}
