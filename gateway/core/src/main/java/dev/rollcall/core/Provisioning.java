package dev.rollcall.core;

import com.fasterxml.uuid.Generators;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.Caller;
import dev.rollcall.core.command.ChangeState;
import dev.rollcall.core.command.Impact;
import dev.rollcall.core.command.LaneResult;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.command.Rehearsed;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.RuleOutcome;
import dev.rollcall.core.decide.request.LaneItem;
import dev.rollcall.core.decide.request.PendingRule;
import dev.rollcall.core.decide.request.PendingScim;
import dev.rollcall.core.decide.request.Rehearsal;
import dev.rollcall.core.lane.ActiveOrganisations;
import dev.rollcall.core.lane.LaneLimits;
import dev.rollcall.core.lane.LaneObserver;
import dev.rollcall.core.lane.LaneReservation;
import dev.rollcall.core.lane.Lanes;
import dev.rollcall.core.lane.Remedy;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.store.SqlErrors;
import dev.rollcall.core.store.transaction.BatchTransaction;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.message.ScimRequest.Command;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** The entry point of the core: it takes commands and responds once their effect is committed (R24). */
public final class Provisioning {

    private final ActiveOrganisations company = new ActiveOrganisations();
    private final Lanes<LaneItem, LaneResult> lanes;
    private volatile Consumer<BatchTransaction.Freed> freed = nothing -> {};
    private volatile Consumer<UUID> committed = nobody -> {};

    /** Opens the lanes with {@link OperatorRules#DEFAULT}. */
    public Provisioning(Vertx vertx, Pool writes, LaneLimits limits, InstantSource clock, LaneObserver observer) {
        this(vertx, writes, writes, OperatorRules.DEFAULT, limits, clock, observer);
    }

    /**
     * Opens the lanes.
     *
     * @param writes connections that nobody else uses for long
     * @param dryRuns connections on which is found out what a command would do
     * @param house what the operator sets for all organisations
     */
    public Provisioning(
            Vertx vertx,
            Pool writes,
            Pool dryRuns,
            OperatorRules house,
            LaneLimits limits,
            InstantSource clock,
            LaneObserver observer) {
        BatchTransaction transaction = new BatchTransaction(
                writes,
                dryRuns,
                house,
                clock,
                Generators.timeBasedEpochGenerator()::generate,
                told -> freed.accept(told),
                orgId -> committed.accept(orgId));
        this.lanes = new Lanes<>(
                vertx,
                limits,
                transaction::run,
                item -> !(item instanceof PendingScim),
                Provisioning::remedy,
                observer,
                company);
    }

    /**
     * Applies a command. Fails with {@link dev.rollcall.core.lane.LaneFull}, {@link Lanes.LanesClosed} or a failure of the
     * database; what SCIM or a rule refuses is an {@link Outcome.Refused}.
     */
    public Future<Outcome> apply(Caller caller, Command command) {
        return apply(caller, command, List.of());
    }

    /**
     * The same.
     *
     * @param readBefore what was accepted against the RFC while the request was read: what of it was left out stands in the audit
     */
    public Future<Outcome> apply(Caller caller, Command command, List<Deviation> readBefore) {
        return apply(caller, command, readBefore, pending -> lanes.submit(caller.orgId(), pending));
    }

    /**
     * Keeps places for the commands of a bulk request, which come in turns.
     *
     * @throws dev.rollcall.core.lane.LaneFull when the organisation has not as many left
     * @throws Lanes.LanesClosed when the node is stopping
     */
    public Bulk bulk(Caller caller, int commands) {
        return new Bulk(caller, lanes.reserve(caller.orgId(), commands));
    }

    /** The commands of one bulk request; to be closed when no more come. */
    public static final class Bulk implements AutoCloseable {

        private final Caller caller;
        private final LaneReservation<LaneItem, LaneResult> places;

        private Bulk(Caller caller, LaneReservation<LaneItem, LaneResult> places) {
            this.caller = caller;
            this.places = places;
        }

        /** As {@link Provisioning#apply(Caller, Command, List)}, but never refused for want of a place. */
        public Future<Outcome> apply(Command command, List<Deviation> readBefore) {
            return apply(caller, command, readBefore);
        }

        /** The same of a caller of its own, who is of the organisation that the places are kept for. */
        public Future<Outcome> apply(Caller own, Command command, List<Deviation> readBefore) {
            return Provisioning.apply(own, command, readBefore, places::submit);
        }

        @Override
        public void close() {
            places.close();
        }
    }

    private static Future<Outcome> apply(
            Caller caller, Command command, List<Deviation> readBefore, Function<LaneItem, Future<LaneResult>> submit) {
        PendingScim pending;
        try {
            pending = PendingScim.of(caller, command, readBefore);
        } catch (ScimException e) {
            return Future.succeededFuture(new Outcome.Refused(e.error()));
        }
        return submit.apply(pending).map(answer -> (Outcome) answer);
    }

    /**
     * Carries out an administrator's command, with everything that follows from it. Fails as {@link #apply(Caller, Command)}
     * does; what a rule refuses is a {@link RuleOutcome.Refused}.
     */
    public Future<RuleOutcome> apply(Actor actor, RuleCommand command) {
        if (command instanceof ChangeState.ForeseeActivation) {
            return Future.failedFuture(new IllegalArgumentException("this command only previews an activation"));
        }
        return submit(new PendingRule(actor, command, false));
    }

    /**
     * Finds out what a command would do now, exactly, and does nothing (R18). Costs what the command costs, and waits its turn
     * as the command does.
     */
    public Future<RuleOutcome> forecast(Actor actor, RuleCommand command) {
        return submit(new PendingRule(actor, command, true));
    }

    /**
     * Finds out what a directory's command would do now, exactly, and does nothing. Waits its turn as the command does, and fails as
     * {@link #apply(Caller, Command)} does.
     *
     * @param caller stands for the directory; its request id is the rehearsal's own
     */
    public Future<Rehearsed> rehearse(Caller caller, Command command, List<Deviation> readBefore) {
        PendingScim pending;
        try {
            pending = PendingScim.of(caller, command, readBefore);
        } catch (ScimException e) {
            Impact none = new Impact(List.of(), 0, 0, 0, 0);
            return Future.succeededFuture(new Rehearsed(new Outcome.Refused(e.error()), none, List.of(), List.of()));
        }
        return lanes.submit(caller.orgId(), new Rehearsal(pending)).map(answer -> (Rehearsed) answer);
    }

    private Future<RuleOutcome> submit(PendingRule ruling) {
        return lanes.submit(ruling.actor().orgId(), ruling).map(answer -> (RuleOutcome) answer);
    }

    private static Remedy remedy(Throwable failure) {
        if (BatchTransaction.isClaimLost(failure)) {
            return Remedy.RETRY;
        }
        return switch (SqlErrors.kind(failure)) {
            case RETRY -> Remedy.RETRY;
            case POISON, DEFECT -> Remedy.SPLIT;
            case UNAVAILABLE -> SqlErrors.isPerhapsOneItems(failure) ? Remedy.SPLIT : Remedy.NONE;
        };
    }

    /** Who is told, after each commit, what other organisations' people may have waited for. */
    public void whenFreed(Consumer<BatchTransaction.Freed> told) {
        freed = told;
    }

    /** Who is told, after each commit of this node, which organisation it changed; on any thread, and to be quick. */
    public void whenCommitted(Consumer<UUID> told) {
        committed = told;
    }

    /** Which organisations are at work on this node: told by this class of those that change something. */
    public ActiveOrganisations company() {
        return company;
    }

    /** Commands that wait or are under way. */
    public int depth() {
        return lanes.depth();
    }

    /** Takes no more commands; done when all that were taken are answered. */
    public Future<Void> drain() {
        return lanes.drain();
    }
}
