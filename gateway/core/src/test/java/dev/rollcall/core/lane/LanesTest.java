package dev.rollcall.core.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LanesTest {

    private static final UUID ORG = UUID.randomUUID();

    /** A transaction whose end the test decides. */
    private record Running(List<String> items, Promise<List<String>> end) {
        void commit() {
            end.complete(items.stream().map(item -> item + "!").toList());
        }
    }

    private static final class Chance extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Poison extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong nanos = new AtomicLong();
    private final ActiveOrganisations company = new ActiveOrganisations(nanos::get);
    private final AtomicInteger waysMade = new AtomicInteger();
    private final LaneObserver observer = new LaneObserver() {
        @Override
        public void madeWay() {
            waysMade.incrementAndGet();
        }
    };
    private final LinkedBlockingQueue<Running> running = new LinkedBlockingQueue<>();

    private Lanes<String, String> lanes(LaneLimits limits) {
        return new Lanes<>(
                vertx, limits, this::begin, item -> item.startsWith("alone"), LanesTest::remedy, observer, company);
    }

    private Future<List<String>> begin(List<String> items) {
        Promise<List<String>> end = Promise.promise();
        running.add(new Running(items, end));
        return end.future();
    }

    private static Remedy remedy(Throwable failure) {
        if (failure instanceof Chance) {
            return Remedy.RETRY;
        }
        return failure instanceof Poison ? Remedy.SPLIT : Remedy.NONE;
    }

    private Running next() throws InterruptedException {
        Running batch = running.poll(10, TimeUnit.SECONDS);
        assertThat(batch).as("a batch is started").isNotNull();
        return batch;
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static String await(Future<String> result) {
        return result.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void anItemThatGoesAloneSharesItsBatchWithNobodyAndKeepsItsPlace() throws InterruptedException {
        Lanes<String, String> lanes = lanes(LaneLimits.DEFAULT);
        lanes.submit(ORG, "first");
        Running first = next();
        for (String item : List.of("a", "b", "alone", "c", "d")) {
            lanes.submit(ORG, item);
        }
        first.commit();
        List<List<String>> batches = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Running batch = next();
            batches.add(batch.items());
            batch.commit();
        }
        assertThat(batches).containsExactly(List.of("a", "b"), List.of("alone"), List.of("c", "d"));
    }

    @Test
    void anIdleLaneStartsWithASingleItem() throws InterruptedException {
        Future<String> result = lanes(LaneLimits.DEFAULT).submit(ORG, "a");
        Running batch = next();
        assertThat(batch.items()).containsExactly("a");
        assertThat(result.isComplete()).as("answered only after the commit").isFalse();
        batch.commit();
        assertThat(await(result)).isEqualTo("a!");
    }

    @Test
    void whatArrivesDuringACommitSharesTheNextBatchInOrder() throws InterruptedException {
        Lanes<String, String> lanes = lanes(new LaneLimits(3, 100));
        lanes.submit(ORG, "a");
        Running first = next();
        List<Future<String>> results = new ArrayList<>();
        for (String item : List.of("b", "c", "d", "e")) {
            results.add(lanes.submit(ORG, item));
        }
        first.commit();
        Running second = next();
        assertThat(second.items()).containsExactly("b", "c", "d");
        second.commit();
        Running third = next();
        assertThat(third.items()).containsExactly("e");
        third.commit();
        assertThat(results.stream().map(LanesTest::await)).containsExactly("b!", "c!", "d!", "e!");
    }

    @Test
    void organisationsDoNotWaitForEachOther() throws InterruptedException {
        Lanes<String, String> lanes = lanes(LaneLimits.DEFAULT);
        lanes.submit(ORG, "slow");
        Running slow = next();
        Future<String> other = lanes.submit(UUID.randomUUID(), "other");
        next().commit();
        assertThat(await(other)).isEqualTo("other!");
        slow.commit();
    }

    @Test
    void aFullLaneRefusesAtOnceAndTakesAgainLater() throws InterruptedException {
        Lanes<String, String> lanes = lanes(new LaneLimits(1, 2));
        lanes.submit(ORG, "a");
        Future<String> second = lanes.submit(ORG, "b");
        Future<String> third = lanes.submit(ORG, "c");
        assertThat(third.failed()).isTrue();
        assertThat(third.cause()).isInstanceOf(LaneFull.class);
        next().commit();
        next().commit();
        assertThat(await(second)).isEqualTo("b!");
        Future<String> fourth = lanes.submit(ORG, "d");
        next().commit();
        assertThat(await(fourth)).isEqualTo("d!");
    }

    @Test
    void anItemThatCannotBeStoredFailsAlone() throws InterruptedException {
        Lanes<String, String> lanes = lanes(LaneLimits.DEFAULT);
        lanes.submit(ORG, "first");
        Running first = next();
        List<Future<String>> results = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            results.add(lanes.submit(ORG, i == 11 ? "poison" : "item" + i));
        }
        first.commit();
        Deque<String> stored = new ArrayDeque<>();
        while (!results.stream().allMatch(Future::isComplete)) {
            Running batch = running.poll(10, TimeUnit.MILLISECONDS);
            if (batch == null) {
                continue;
            }
            if (batch.items().contains("poison")) {
                batch.end().fail(new Poison());
            } else {
                stored.addAll(batch.items());
                batch.commit();
            }
        }
        assertThat(stored).hasSize(15).doesNotHaveDuplicates();
        for (int i = 0; i < 16; i++) {
            assertThat(results.get(i).failed()).isEqualTo(i == 11);
        }
        assertThat(results.get(11).cause()).isInstanceOf(Poison.class);
    }

    @Test
    void aFailureByChanceIsTriedAgainAndNotForEver() throws InterruptedException {
        Lanes<String, String> lanes = lanes(LaneLimits.DEFAULT);
        Future<String> lucky = lanes.submit(ORG, "lucky");
        next().end().fail(new Chance());
        next().commit();
        assertThat(await(lucky)).isEqualTo("lucky!");
        Future<String> unlucky = lanes.submit(ORG, "unlucky");
        for (int i = 0; i < 4; i++) {
            next().end().fail(new Chance());
        }
        assertThatThrownBy(() -> await(unlucky))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(Chance.class);
    }

    @Test
    void aDrainedNodeAnswersWhatItTookAndTakesNoMore() throws InterruptedException {
        Lanes<String, String> lanes = lanes(LaneLimits.DEFAULT);
        Future<String> taken = lanes.submit(ORG, "taken");
        Running batch = next();
        Future<Void> drained = lanes.drain();
        assertThat(drained.isComplete()).isFalse();
        assertThat(lanes.submit(ORG, "late").cause()).isInstanceOf(Lanes.LanesClosed.class);
        batch.commit();
        assertThat(await(taken)).isEqualTo("taken!");
        drained.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        assertThat(lanes.depth()).isZero();
    }

    @Test
    void nothingIsLostOrDoubledWhenManyThreadsSubmit() throws InterruptedException {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Lanes<String, String> lanes = new Lanes<>(
                vertx,
                new LaneLimits(7, 100_000),
                items -> {
                    seen.addAll(items);
                    return vertx.timer(1, TimeUnit.MILLISECONDS).map(items);
                },
                item -> false,
                LanesTest::remedy,
                LaneObserver.NONE,
                company);
        List<Future<String>> results = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            String name = "t" + t + "-";
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 500; i++) {
                    results.add(lanes.submit(ORG, name + i));
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        results.forEach(LanesTest::await);
        assertThat(seen).hasSize(2000).doesNotHaveDuplicates();
    }

    @Test
    void aBusyLaneTakesSmallBatchesAndPausesWhileOthersAreAtWork() throws InterruptedException {
        Lanes<String, String> lanes = lanes(LaneLimits.DEFAULT);
        lanes.submit(ORG, "first");
        Running first = next();
        for (int i = 0; i < 100; i++) {
            lanes.submit(ORG, "item" + i);
        }
        lanes.submit(UUID.randomUUID(), "of another organisation");
        next().commit();
        TimeUnit.MILLISECONDS.sleep(5);
        first.commit();
        Running inCompany = next();
        assertThat(inCompany.items()).hasSize(Lane.BATCH_IN_COMPANY);
        assertThat(waysMade).hasValue(1);

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        inCompany.commit();
        Running alone = next();
        assertThat(alone.items()).as("nobody else came for a second").hasSize(100 - Lane.BATCH_IN_COMPANY);
        assertThat(waysMade).hasValue(1);
        alone.commit();
    }

    @Test
    void oneOrganisationIsNoCompany() {
        for (int i = 0; i < 3; i++) {
            company.seen(ORG);
        }
        assertThat(company.isPresent()).isFalse();
        company.seen(UUID.randomUUID());
        assertThat(company.isPresent()).isTrue();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(company.isPresent()).isFalse();
        company.seen(ORG);
        assertThat(company.isPresent()).isTrue();
    }

    @Test
    void placesThatAreKeptCountAgainstTheLimitUntilGivenBack() throws InterruptedException {
        Lanes<String, String> lanes = lanes(new LaneLimits(2, 4));
        LaneReservation<String, String> places = lanes.reserve(ORG, 3);
        assertThatThrownBy(() -> lanes.reserve(ORG, 2)).isInstanceOf(LaneFull.class);
        Future<String> alone = lanes.submit(ORG, "alone");
        assertThat(lanes.submit(ORG, "more").cause()).isInstanceOf(LaneFull.class);
        Future<String> kept = places.submit("kept");
        next().commit();
        if (!kept.isComplete()) {
            next().commit();
        }
        places.close();
        assertThat(kept.await()).isEqualTo("kept!");
        assertThat(alone.await()).isEqualTo("alone!");
        assertThat(lanes.drain().await()).isNull();
        assertThat(lanes.depth()).isZero();
    }
}
