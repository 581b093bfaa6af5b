package dev.rollcall.pull.pass;

import dev.rollcall.pull.source.Progress;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceException.Kind;
import dev.rollcall.spi.pull.SourcePage;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Walks through all pages of a listing, one after the other. */
final class Listing<T> {

    private static final int MOST_PAGES = 10_000;
    private static final int MOST_RESTARTS = 3;

    private final Function<@Nullable String, Future<SourcePage<T>>> pages;
    private final Function<SourcePage<T>, Future<?>> use;
    private final Progress progress;
    private final Set<String> tokens = new HashSet<>();
    private int read;
    private int restarts;

    /**
     * Makes one.
     *
     * @param use takes a page; may be given the same again after the source had to begin anew
     */
    Listing(
            Function<@Nullable String, Future<SourcePage<T>>> pages,
            Function<SourcePage<T>, Future<?>> use,
            Progress progress) {
        this.pages = pages;
        this.use = use;
        this.progress = progress;
    }

    /** Ends with the last page; fails with a {@link SourceException} when it did not get there. */
    Future<Void> walk() {
        return from(null);
    }

    private Future<Void> from(@Nullable String token) {
        if (++read > MOST_PAGES || (token != null && !tokens.add(token))) {
            return Future.failedFuture(new SourceException(
                    Kind.INCOMPLETE, "The provider's pages led in a circle or did not end, so the rest was not read."));
        }
        return pages.apply(token)
                .compose(page -> {
                    progress.count("pages");
                    return use.apply(page).compose(used -> {
                        String next = page.next();
                        return next == null ? Future.<Void>succeededFuture() : from(next);
                    });
                })
                .recover(failure -> {
                    boolean again = failure instanceof SourceException told
                            && told.kind() == Kind.RESTART
                            && ++restarts <= MOST_RESTARTS;
                    if (!again) {
                        return Future.failedFuture(failure);
                    }
                    tokens.clear();
                    return from(null);
                });
    }
}
