package dev.rollcall.server.jwt;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.rollcall.server.jwt.RemoteKeys.Limits;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;

/** The keys behind every URL that tokens are checked with, each fetched once for all event loops of a node. */
public final class RemoteKeySets {

    private static final int REMEMBERED = 1_000;

    private final LoadingCache<String, RemoteKeys> byUrl;

    /**
     * Makes one that has fetched nothing.
     *
     * @param old after which keys are fetched again, while the old ones are used still
     * @param pause at least between two attempts at one URL
     */
    public RemoteKeySets(Vertx vertx, InstantSource time, Duration old, Duration pause) {
        KeyFetcher fetcher = new KeyFetcher(vertx);
        Limits limits = new Limits(old, pause);
        byUrl = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .build(url -> new RemoteKeys(url, () -> fetcher.fetch(url), limits, time));
    }

    public KeySource at(String url) {
        return byUrl.get(url);
    }
}
