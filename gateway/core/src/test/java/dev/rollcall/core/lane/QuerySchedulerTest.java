package dev.rollcall.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class QuerySchedulerTest {

    private static final UUID ORG = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong nanos = new AtomicLong();
    private final QueryScheduler turns = new QueryScheduler(vertx, new ActiveOrganisations(nanos::get), 4, 3);
    private final LinkedBlockingQueue<Promise<String>> running = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private Future<String> ask(UUID organization) {
        return turns.take(organization, () -> {
            Promise<String> end = Promise.promise();
            running.add(end);
            return end.future();
        });
    }

    private Promise<String> next() throws InterruptedException {
        Promise<String> query = running.poll(10, TimeUnit.SECONDS);
        assertThat(query).as("a query is started").isNotNull();
        return query;
    }

    @Test
    void aloneAsManyRunAsThereAreConnectionsAndTheNextComesWhenOneEnds() throws InterruptedException {
        List<Future<String>> results = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            results.add(ask(ORG));
        }
        assertThat(running).hasSize(4);
        next().complete("first");
        assertThat(results.get(0).await()).isEqualTo("first");
        for (int i = 0; i < 4; i++) {
            next().complete("other");
        }
        for (Future<String> result : results.subList(1, 5)) {
            assertThat(result.await()).isEqualTo("other");
        }
    }

    @Test
    void inCompanyOnlyTwoRunAndNobodyElseWaitsForThem() throws InterruptedException {
        ask(OTHER);
        next().complete("");
        for (int i = 0; i < 4; i++) {
            ask(ORG);
        }
        assertThat(running).hasSize(2);
        ask(OTHER);
        assertThat(running).as("the other's runs at once").hasSize(3);
    }

    @Test
    void whenTheOthersAreGoneAllThatWaitMayRun() throws InterruptedException {
        ask(OTHER);
        next().complete("");
        for (int i = 0; i < 5; i++) {
            ask(ORG);
        }
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        next().complete("");
        for (int i = 0; i < 4; i++) {
            next();
        }
        assertThat(running).isEmpty();
    }

    @Test
    void tooManyThatWaitAreRefusedAndTheOthersGetTheirTurn() throws InterruptedException {
        List<Future<String>> results = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            results.add(ask(ORG));
        }
        assertThat(results.get(7).cause()).isInstanceOf(LaneFull.class);
        for (int i = 0; i < 7; i++) {
            next().complete("done");
        }
        for (Future<String> result : results.subList(0, 7)) {
            assertThat(result.await()).isEqualTo("done");
        }
    }

    @Test
    void aQueryThatFailsOrThrowsGivesItsTurnOn() {
        List<Future<String>> results = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            RuntimeException failure = new IllegalStateException("no " + i);
            boolean throwsIt = i % 2 == 0;
            results.add(turns.take(ORG, () -> {
                if (throwsIt) {
                    throw failure;
                }
                return Future.failedFuture(failure);
            }));
        }
        for (int i = 0; i < 12; i++) {
            assertThat(results.get(i).cause()).hasMessage("no " + i);
        }
    }

    @Test
    void aQueryThatWaitedRunsOnTheContextOfItsCaller() throws InterruptedException {
        Context own = vertx.getOrCreateContext();
        for (int i = 0; i < 4; i++) {
            ask(ORG);
        }
        Promise<Context> ranOn = Promise.promise();
        own.runOnContext(v -> turns.take(ORG, () -> {
            ranOn.complete(Vertx.currentContext());
            return Future.succeededFuture("");
        }));
        next().complete("");
        assertThat(ranOn.future().await()).isSameAs(own);
    }

    @Test
    void nothingIsLostWhenManyThreadsAsk() throws InterruptedException {
        QueryScheduler wide = new QueryScheduler(vertx, new ActiveOrganisations(), 4, 10_000);
        List<List<Future<Integer>>> results = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            UUID organization = t % 2 == 0 ? ORG : OTHER;
            List<Future<Integer>> own = new ArrayList<>();
            results.add(own);
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 500; i++) {
                    int number = i;
                    own.add(wide.take(
                            organization, () -> Future.succeededFuture().compose(v -> Future.succeededFuture(number))));
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (List<Future<Integer>> own : results) {
            for (int i = 0; i < own.size(); i++) {
                assertThat(own.get(i).await()).isEqualTo(i);
            }
        }
    }
}
