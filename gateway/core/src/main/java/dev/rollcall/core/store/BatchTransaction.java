package dev.rollcall.core.store;

import dev.rollcall.core.Outcome;
import dev.rollcall.core.decide.Decider;
import dev.rollcall.core.decide.Decision;
import dev.rollcall.core.decide.Pending;
import dev.rollcall.core.decide.Wanted;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One batch of one organisation as one transaction: lock, load, decide, write, commit. The lock on the organisation's row makes
 * batches of several nodes follow each other, so that what was loaded is still true when it is written.
 */
public final class BatchTransaction {

    private final Pool pool;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    public BatchTransaction(Pool pool, InstantSource clock, Supplier<UUID> ids) {
        this.pool = pool;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Runs a batch; all commands are of the same organisation.
     *
     * @return one outcome for each command, after the commit; a failure means that nothing was changed, or, after
     *     {@link CommitUnknown}, that nobody knows
     */
    public Future<List<Outcome>> run(List<Pending> batch) {
        return pool.getConnection()
                .compose(connection -> inTransaction(connection, batch).eventually(() -> connection.close()));
    }

    private Future<List<Outcome>> inTransaction(SqlConnection connection, List<Pending> batch) {
        UUID orgId = batch.get(0).caller().orgId();
        Future<?> begin = connection.query("BEGIN").execute();
        return new SliceLoader(connection, orgId, Wanted.by(batch))
                .load()
                .compose(slice -> begin.map(slice))
                .map(slice -> Decider.decide(slice, batch, clock.instant().truncatedTo(ChronoUnit.MILLIS), ids))
                .compose(decision -> finish(connection, orgId, decision))
                .recover(failure -> rollback(connection, failure));
    }

    private Future<List<Outcome>> finish(SqlConnection connection, UUID orgId, Decision decision) {
        if (decision.changes().isEmpty()) {
            return connection.query("ROLLBACK").execute().map(decision.outcomes());
        }
        return ChangeWriter.write(connection, orgId, decision.changes())
                .compose(written -> connection
                        .query("COMMIT")
                        .execute()
                        .recover(failure -> Future.failedFuture(new CommitUnknown(failure))))
                .map(decision.outcomes());
    }

    private static Future<List<Outcome>> rollback(SqlConnection connection, Throwable failure) {
        return connection.query("ROLLBACK").execute().transform(done -> Future.failedFuture(failure));
    }

    /** Whether a batch failed because an address that it wanted was claimed by another organisation meanwhile. */
    public static boolean isClaimLost(Throwable failure) {
        return failure instanceof EmailClaimTable.ClaimLost;
    }

    /**
     * The connection broke while COMMIT was under way. The batch must not be tried again: it may have been committed. The client
     * is told to repeat its request, and finds what there is.
     */
    public static final class CommitUnknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CommitUnknown(Throwable cause) {
            super("whether the commit took effect is not known", cause);
        }
    }
}
