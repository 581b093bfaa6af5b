package dev.rollcall.server.jwt;

import dev.rollcall.resilience.Causes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys behind one URL. They are fetched when the first token needs them, again when they are old, and at once when a token
 * names a key that is not among them, but no more often than every {@code pause}. While the issuer does not answer, the keys that
 * are known are used for up to a day. Shared by all event loops.
 */
final class RemoteKeys implements KeySource {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);

    /** After it, keys that the issuer may have withdrawn meanwhile are not trusted any more. */
    private static final Duration AT_MOST = Duration.ofDays(1);

    private final String url;
    private final Supplier<Future<SigningKeys>> fetch;
    private final Limits limits;
    private final InstantSource time;

    private @Nullable Known known;
    private Instant tried = Instant.EPOCH;
    private @Nullable KeysUnavailable failure;
    private @Nullable Future<SigningKeys> underWay;

    /**
     * How often keys are fetched.
     *
     * @param old after which keys are fetched again, while the old ones are used still
     * @param pause at least between two attempts
     */
    record Limits(Duration old, Duration pause) {}

    private record Known(SigningKeys keys, Instant since) {}

    RemoteKeys(String url, Supplier<Future<SigningKeys>> fetch, Limits limits, InstantSource time) {
        this.url = url;
        this.fetch = fetch;
        this.limits = limits;
        this.time = time;
    }

    @Override
    public synchronized Future<SigningKeys> keys(Jws token) {
        Instant now = time.instant();
        Known present = known;
        if (present != null && now.isAfter(present.since().plus(AT_MOST))) {
            known = null;
            present = null;
        }
        if (present == null || !present.keys().mayHaveSigned(token)) {
            return fetched(now)
                    .compose(keys -> keys.mayHaveSigned(token)
                            ? Future.succeededFuture(keys)
                            : Future.failedFuture(new InvalidJwt("no key at " + url + " has its kid and algorithm")));
        }
        if (now.isAfter(present.since().plus(limits.old()))) {
            fetched(now);
        }
        return Future.succeededFuture(present.keys());
    }

    /** Keys as fresh as may be had: an attempt that is under way is shared, and one that was made a moment ago is not repeated. */
    private Future<SigningKeys> fetched(Instant now) {
        if (underWay != null) {
            return underWay;
        }
        // A clock that was set back does not make the pause longer.
        if (!now.isBefore(tried) && now.isBefore(tried.plus(limits.pause()))) {
            return known == null || failure != null
                    ? Future.failedFuture(failure == null ? new KeysUnavailable(url, "they are too old") : failure)
                    : Future.succeededFuture(known.keys());
        }
        tried = now;
        Promise<SigningKeys> promise = Promise.promise();
        underWay = promise.future();
        fetch.get().onComplete(done -> settle(done.result(), done.cause(), promise));
        return promise.future();
    }

    private void settle(@Nullable SigningKeys keys, @Nullable Throwable cause, Promise<SigningKeys> promise) {
        KeysUnavailable unavailable = null;
        synchronized (this) {
            underWay = null;
            if (keys != null) {
                known = new Known(keys, time.instant());
            } else {
                unavailable = new KeysUnavailable(url, cause == null ? "no answer" : Causes.words(cause));
                LOG.atWarn()
                        .addKeyValue("url", url)
                        .log("keys of an issuer cannot be fetched: {}", unavailable.getMessage());
            }
            failure = unavailable;
        }
        if (keys == null) {
            promise.fail(unavailable == null ? new KeysUnavailable(url, "no answer") : unavailable);
        } else {
            promise.complete(keys);
        }
    }
}
