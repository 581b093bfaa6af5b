package dev.rollcall.core.task;

import com.fasterxml.uuid.Generators;
import dev.rollcall.core.Provisioning;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.lane.Ticker;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.read.member.AwaitingQueries;
import dev.rollcall.core.read.member.AwaitingQueries.Candidate;
import dev.rollcall.core.store.transaction.BatchTransaction.Freed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again at people who are kept out because another organisation has a member with their address (R12) or has
 * verified its domain (R26), as soon as that changes.
 *
 * <p>The change happens in the other organisation's transaction, which may not touch this one. So the node that carried
 * it out looks at once for the people it concerns. Some may be missed, because the node was stopped in between or
 * because two changes happened at the same moment. A walk through all who wait finds those: every node looks at a part
 * of them at each tick, at a cost that does not grow with their number. Looking twice does no harm.
 */
public final class Reconsiderations implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reconsiderations.class);

    private static final String SUBJECT = "rollcall:reconsiderations";
    private static final int PART = 1_000;

    private final AwaitingQueries awaiting;
    private final Provisioning provisioning;
    private final Ticker ticker;
    private volatile @Nullable Candidate last;

    /**
     * Makes them; {@link #start} starts the walk.
     *
     * @param interval from one part of the walk to the next, on average
     */
    public Reconsiderations(Vertx vertx, SqlClient reads, Provisioning provisioning, Duration interval) {
        this.awaiting = new AwaitingQueries(reads);
        this.provisioning = provisioning;
        this.ticker = new Ticker(vertx, interval, this::walk);
    }

    public void start() {
        provisioning.whenFreed(this::freed);
        ticker.start();
    }

    /** Addresses were given up, or domains changed hands, on this node. */
    private void freed(Freed freed) {
        inParts(List.copyOf(freed.addresses()), awaiting::ofAddresses)
                .compose(done -> inParts(List.copyOf(freed.domains()), awaiting::ofDomains))
                .onFailure(Reconsiderations::later);
    }

    private Future<?> inParts(List<String> keys, Function<List<String>, Future<List<Candidate>>> who) {
        Future<?> chain = Future.succeededFuture();
        for (int from = 0; from < keys.size(); from += PART) {
            List<String> part = keys.subList(from, Math.min(keys.size(), from + PART));
            chain = chain.compose(done -> who.apply(part).compose(this::reconsider));
        }
        return chain;
    }

    private Future<?> walk() {
        return awaiting.next(last, PART).compose(page -> {
            last = page.last();
            return reconsider(page.candidates());
        });
    }

    private Future<?> reconsider(List<Candidate> candidates) {
        Map<UUID, List<DirectoryKey<UUID>>> byOrganisation = new LinkedHashMap<>();
        candidates.forEach(candidate -> byOrganisation
                .computeIfAbsent(candidate.orgId(), unseen -> new ArrayList<>())
                .add(candidate.user()));
        List<Future<?>> all = new ArrayList<>();
        byOrganisation.forEach((orgId, users) -> all.add(provisioning.apply(
                new Actor(orgId, SUBJECT, Generators.timeBasedEpochGenerator().generate()),
                new RuleCommand.Reconsider(users))));
        return Future.join(all);
    }

    /** A lane was full or the database away: the walk comes by again. */
    private static void later(Throwable failure) {
        LOG.atInfo()
                .addKeyValue("cause", failure.getClass().getSimpleName())
                .log("people who wait for an address are looked at later");
    }

    @Override
    public void close() {
        ticker.close();
    }
}
