package dev.rollcall.core.store.transaction;

import dev.rollcall.core.command.LaneResult;
import dev.rollcall.core.decide.request.LaneItem;
import dev.rollcall.core.decide.request.PendingRule;
import dev.rollcall.core.decide.request.PendingScim;
import dev.rollcall.core.decide.request.Rehearsal;
import dev.rollcall.core.decide.workspace.Changes;
import dev.rollcall.core.decide.workspace.MassChangeBrake;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.model.row.LedgerEntry;
import dev.rollcall.core.store.CommitUnknown;
import dev.rollcall.core.store.LastSeen;
import dev.rollcall.core.store.SqlErrors;
import dev.rollcall.core.store.people.EmailClaimTable;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries out one batch of one organisation as one transaction: lock, load, decide, write, see to the consequences, commit. The
 * lock on the organisation's row makes batches of several nodes follow each other, so that what was loaded is still true when it is
 * written.
 */
public final class BatchTransaction {

    private final Pool pool;
    private final Pool dryRuns;
    private final OperatorRules house;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final Consumer<Freed> freed;
    private final Consumer<UUID> committed;
    private final LastSeen lastSeen = new LastSeen();

    /**
     * What a transaction may let other organisations' people in by.
     *
     * @param addresses case-folded, that the organisation has given up
     * @param domains that it has verified or released
     */
    public record Freed(Set<String> addresses, Set<String> domains) {
        public Freed {
            addresses = Set.copyOf(addresses);
            domains = Set.copyOf(domains);
        }
    }

    /**
     * Makes one.
     *
     * @param pool connections of changes
     * @param dryRuns connections of forecasts, which may take long and must not keep others' changes waiting
     * @param freed learns after each commit what others may wait for, if anything
     * @param committed learns after each commit that changed something of which organisation it was
     */
    public BatchTransaction(
            Pool pool,
            Pool dryRuns,
            OperatorRules house,
            InstantSource clock,
            Supplier<UUID> ids,
            Consumer<Freed> freed,
            Consumer<UUID> committed) {
        this.pool = pool;
        this.dryRuns = dryRuns;
        this.house = house;
        this.clock = clock;
        this.ids = ids;
        this.freed = freed;
        this.committed = committed;
    }

    /**
     * Runs a batch; all items are of the same organisation. A rule command, and a rehearsal, is a batch of its own.
     *
     * @return one answer for each item, after the commit; a failure means that nothing was changed, or, after
     *     {@link CommitUnknown}, that nobody knows
     */
    public Future<List<LaneResult>> run(List<LaneItem> batch) {
        boolean isDryRun =
                batch.get(0) instanceof Rehearsal || (batch.get(0) instanceof PendingRule ruling && ruling.forecast());
        return (isDryRun ? dryRuns : pool)
                .getConnection()
                .compose(connection -> inTransaction(connection, batch).eventually(() -> connection.close()));
    }

    private Future<List<LaneResult>> inTransaction(SqlConnection connection, List<LaneItem> batch) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Future<?> begin = connection.query("BEGIN").execute();
        Future<List<LaneResult>> done;
        if (batch.get(0) instanceof PendingRule ruling) {
            done = begin.compose(v -> new RuleTransaction(connection, house, now, ids, ruling, this::tell).run())
                    .map(answer -> List.of(answer));
        } else if (batch.get(0) instanceof Rehearsal rehearsal) {
            done = new RehearsalTransaction(connection, house, now, ids, rehearsal.pending())
                    .run(begin)
                    .map(answer -> List.of(answer));
        } else {
            done = commands(connection, commandsOf(batch), now, begin);
        }
        return done.recover(failure -> rollback(connection, failure));
    }

    private Future<List<LaneResult>> commands(
            SqlConnection connection, List<PendingScim> batch, Instant now, Future<?> begin) {
        TransactionContext steps = new TransactionContext(
                connection, batch.get(0).caller().orgId(), house, now, ids, MassChangeBrake.looking(), null);
        return steps.decide(batch, begin, lastSeen.of(steps.orgId()))
                .compose(decision -> write(connection, steps, decision.changes(), cause(decision.changes(), batch))
                        .onSuccess(v -> tell(steps))
                        .map(v -> List.copyOf(decision.outcomes())));
    }

    /** Where nothing can follow from what is written, COMMIT travels with it. */
    private static Future<?> write(SqlConnection connection, TransactionContext steps, Changes changes, UUID cause) {
        Consequences consequences = new Consequences(steps, cause);
        return consequences.mayFollow(changes)
                ? steps.write(changes)
                        .compose(v -> consequences.follow())
                        .compose(v -> end(connection, steps.hasWritten()))
                : steps.writeAndCommit(changes);
    }

    private void tell(TransactionContext steps) {
        lastSeen.note(steps.organization());
        if (steps.hasWritten()) {
            committed.accept(steps.orgId());
        }
        Freed told = new Freed(steps.givenUpAddresses(), steps.changedDomains());
        if (!told.addresses().isEmpty() || !told.domains().isEmpty()) {
            freed.accept(told);
        }
    }

    /**
     * The request that consequences are put down to: the last of the batch that freed a seat, because that is what most people
     * wait for; else the last that changed anything in the organisation.
     */
    static UUID cause(Changes changes, List<PendingScim> batch) {
        List<LedgerEntry> ledger = changes.ledger();
        for (int i = ledger.size() - 1; i >= 0; i--) {
            if (ledger.get(i).delta() < 0) {
                return ledger.get(i).requestId();
            }
        }
        return changes.events().isEmpty()
                ? batch.get(batch.size() - 1).caller().requestId()
                : changes.events().get(changes.events().size() - 1).requestId();
    }

    private static List<PendingScim> commandsOf(List<LaneItem> batch) {
        List<PendingScim> commands = new ArrayList<>(batch.size());
        for (LaneItem item : batch) {
            if (item instanceof PendingScim pending) {
                commands.add(pending);
            } else {
                throw new IllegalStateException("a rule command or a rehearsal is a batch of its own");
            }
        }
        return commands;
    }

    /** COMMIT when there is something to keep, else ROLLBACK. */
    static Future<?> end(SqlConnection connection, boolean keep) {
        return keep
                ? committed(connection.query("COMMIT").execute())
                : connection.query("ROLLBACK").execute();
    }

    /** The outcome of a COMMIT; fails with {@link CommitUnknown} where the server did not say. */
    static Future<?> committed(Future<?> commit) {
        return commit.recover(
                failure -> Future.failedFuture(isRefusal(failure) ? failure : new CommitUnknown(failure)));
    }

    /** The failure of a statement with a COMMIT behind it: of a connection that ended nobody knows how far the server came. */
    static <T> Future<T> unlessAnswered(Throwable failure) {
        boolean ended = SqlErrors.sqlState(failure) == null && SqlErrors.isLost(failure);
        return Future.failedFuture(ended ? new CommitUnknown(failure) : failure);
    }

    /** The server answered that it did not commit, as opposed to a connection that ended with the answer under way. */
    private static boolean isRefusal(Throwable failure) {
        String state = SqlErrors.sqlState(failure);
        return state != null && !state.startsWith("08") && !state.startsWith("57") && !state.equals("40003");
    }

    private static Future<List<LaneResult>> rollback(SqlConnection connection, Throwable failure) {
        return connection.query("ROLLBACK").execute().transform(done -> Future.failedFuture(failure));
    }

    /** Whether a batch failed because an address that it wanted was claimed by another organisation meanwhile. */
    public static boolean isClaimLost(Throwable failure) {
        return failure instanceof EmailClaimTable.ClaimLost;
    }
}
