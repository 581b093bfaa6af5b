package dev.rollcall.core.task;

import com.fasterxml.uuid.Generators;
import dev.rollcall.core.Provisioning;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.OfConflict;
import dev.rollcall.core.lane.Ticker;
import dev.rollcall.core.read.ConflictQueries;
import dev.rollcall.core.read.ConflictQueries.After;
import dev.rollcall.core.read.ConflictQueries.Conflict;
import dev.rollcall.core.read.ConflictQueries.Untold;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Announces the conflicts that a newly verified domain brings (R26), by an event in each organisation that has a member with an
 * address in it. A node takes a domain for a minute; if it dies meanwhile, another node announces the conflicts again, so an event
 * may be there twice.
 */
public final class ConflictNews implements AutoCloseable {

    private static final String SUBJECT = "rollcall:conflict-news";
    private static final int AT_A_TIME = 100;

    private final ConflictQueries conflicts;
    private final Provisioning provisioning;
    private final InstantSource time;
    private final Ticker ticker;

    /**
     * Makes them; {@link #start} starts the clock.
     *
     * @param interval from one look to the next, on average
     */
    public ConflictNews(
            Vertx vertx, SqlClient database, Provisioning provisioning, InstantSource time, Duration interval) {
        this.conflicts = new ConflictQueries(database);
        this.provisioning = provisioning;
        this.time = time;
        this.ticker = new Ticker(vertx, interval, this::tellOne);
    }

    public void start() {
        ticker.start();
    }

    private Future<?> tellOne() {
        return conflicts
                .takeUntold(time.instant())
                .compose(untold -> untold.isEmpty()
                        ? Future.succeededFuture()
                        : tell(untold.get(), null)
                                .compose(v -> conflicts.told(untold.get()))
                                .compose(v -> tellOne()));
    }

    private Future<?> tell(Untold untold, @Nullable After after) {
        return conflicts.list(untold.domain(), after, AT_A_TIME).compose(page -> {
            List<Future<?>> all = List.copyOf(page.stream().map(this::tell).toList());
            return Future.join(all)
                    .compose(v -> page.size() < AT_A_TIME
                            ? Future.succeededFuture()
                            : tell(
                                    untold,
                                    new After(
                                            untold.domain(),
                                            page.get(AT_A_TIME - 1).memberId())));
        });
    }

    private Future<?> tell(Conflict conflict) {
        Actor actor = new Actor(
                conflict.holder().orgId(),
                SUBJECT,
                Generators.timeBasedEpochGenerator().generate());
        return provisioning.apply(actor, new OfConflict.TellConflict(conflict.memberId(), conflict.emailKey()));
    }

    @Override
    public void close() {
        ticker.close();
    }
}
