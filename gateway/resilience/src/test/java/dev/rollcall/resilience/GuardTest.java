package dev.rollcall.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.resilience.RefusedException.Reason;
import io.github.resilience4j.core.functions.Either;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class GuardTest {

    private static final Limits PLAIN = Limits.of(Duration.ofSeconds(15), 2);

    private final PassedTime time = new PassedTime();

    private Guard guard(Limits limits) {
        return guard(limits, new Random(1));
    }

    private Guard guard(Limits limits, RandomGenerator random) {
        return new Guard("party", limits, time, random);
    }

    /** A party that is asked: every call is kept, and is answered by the test. */
    private static final class Party {
        final List<Promise<String>> calls = new ArrayList<>();

        Future<String> ask() {
            Promise<String> call = Promise.promise();
            calls.add(call);
            return call.future();
        }
    }

    private static final class Overrun extends RuntimeException implements RetryAfter {
        private static final long serialVersionUID = 1L;
        private final transient Optional<Duration> wait;

        Overrun(Optional<Duration> wait) {
            this.wait = wait;
        }

        @Override
        public Optional<Duration> retryAfter() {
            return wait;
        }
    }

    private Places places(int atOnce) {
        return new Places("party", atOnce, Duration.ofSeconds(5), time);
    }

    private Guard sharing(CallBudget turns, Places places) {
        Circuit circuit = new Circuit("party", Limits.Breaker.NEVER, time);
        return new Guard("party", PLAIN, time, new Random(1), new Guard.Shared(turns, places, circuit));
    }

    private CallBudget often() {
        return new CallBudget("party", new Limits.Rate(99, Duration.ofSeconds(1), Duration.ofSeconds(5)), time);
    }

    @Test
    void guards_that_share_places_wait_for_each_other_in_the_order_in_which_they_came() {
        Places places = places(1);
        Guard one = sharing(often(), places);
        Guard other = sharing(often(), places);
        Party party = new Party();
        one.call(party::ask);
        Future<String> second = other.call(party::ask);
        Future<String> third = one.call(party::ask);
        assertThat(party.calls).hasSize(1);

        party.calls.get(0).complete("first");
        assertThat(party.calls).hasSize(2);
        party.calls.get(1).fail("second");
        assertThat(second.failed()).isTrue();
        assertThat(party.calls).hasSize(3);
        party.calls.get(2).complete("third");
        assertThat(third.result()).isEqualTo("third");
        assertThat(other.call(() -> Future.succeededFuture("free again")).result())
                .isEqualTo("free again");
    }

    @Test
    void a_call_that_waits_too_long_for_a_place_is_refused_and_holds_none() {
        Places places = places(1);
        Guard guard = sharing(often(), places);
        Party party = new Party();
        guard.call(party::ask);
        Future<String> second = guard.call(party::ask);
        time.pass(Duration.ofSeconds(6));
        assertThat(reason(second)).isEqualTo(Reason.TOO_MANY_AT_ONCE);

        party.calls.get(0).complete("at last");
        assertThat(guard.call(() -> Future.succeededFuture("next")).result()).isEqualTo("next");
    }

    @Test
    void those_who_wait_are_refused_as_well_when_the_party_is_given_a_rest() {
        Limits.Breaker breaker = new Limits.Breaker(1, 1, 50, Duration.ofMinutes(1), 1, failure -> true);
        Guard guard = new Guard(
                "party",
                PLAIN,
                time,
                new Random(1),
                new Guard.Shared(often(), places(1), new Circuit("party", breaker, time)));
        Party party = new Party();
        guard.call(party::ask);
        Future<String> second = guard.call(party::ask);
        Future<String> third = guard.call(party::ask);
        party.calls.get(0).fail(new Overrun(Optional.empty()));

        assertThat(reason(second)).isEqualTo(Reason.RESTING);
        assertThat(reason(third)).isEqualTo(Reason.RESTING);
        time.pass(Duration.ofSeconds(61));
        assertThat(guard.call(() -> Future.succeededFuture("well again")).result())
                .isEqualTo("well again");
    }

    @Test
    void a_circuit_that_is_kept_knows_how_the_last_guard_fared() {
        Limits.Breaker breaker = new Limits.Breaker(2, 2, 50, Duration.ofMinutes(1), 1, failure -> true);
        Guard.Shared shared = new Guard.Shared(often(), places(9), new Circuit("party", breaker, time));
        Guard first = new Guard("party", PLAIN, time, new Random(1), shared);
        for (int i = 0; i < 2; i++) {
            first.call(() -> Future.failedFuture(new Overrun(Optional.empty())));
        }

        Guard next = new Guard("party", PLAIN, time, new Random(1), shared);
        assertThat(next.isResting()).isTrue();
        assertThat(reason(next.call(() -> Future.succeededFuture("no")))).isEqualTo(Reason.RESTING);
    }

    @Test
    void guards_that_share_turns_call_no_oftener_than_one() {
        CallBudget turns =
                new CallBudget("party", new Limits.Rate(2, Duration.ofSeconds(1), Duration.ofSeconds(5)), time);
        Guard one = sharing(turns, places(9));
        Guard other = sharing(turns, places(9));
        Party party = new Party();

        one.call(party::ask);
        other.call(party::ask);
        other.call(party::ask);

        assertThat(party.calls).hasSize(2);
        time.pass(Duration.ofSeconds(1));
        assertThat(party.calls).hasSize(3);
    }

    @Test
    void the_answer_of_a_call_is_passed_on() {
        Party party = new Party();
        Future<String> answer = guard(PLAIN).call(party::ask);
        assertThat(answer.isComplete()).isFalse();
        party.calls.get(0).complete("yes");
        assertThat(answer.result()).isEqualTo("yes");
    }

    @Test
    void an_attempt_that_takes_too_long_fails_and_gives_its_place_back() {
        Guard guard = guard(Limits.of(Duration.ofSeconds(15), 1));
        Party party = new Party();
        Future<String> answer = guard.call(party::ask);
        time.pass(Duration.ofMillis(14_999));
        assertThat(answer.isComplete()).isFalse();
        time.pass(Duration.ofMillis(1));
        assertThat(answer.cause()).isInstanceOf(TimeoutException.class);

        Future<String> next = guard.call(party::ask);
        party.calls.get(0).complete("too late");
        assertThat(next.isComplete()).isFalse();
        party.calls.get(1).complete("in time");
        assertThat(next.result()).isEqualTo("in time");
    }

    @Test
    void no_more_attempts_are_under_way_than_allowed() {
        Guard guard = guard(PLAIN);
        Party party = new Party();
        guard.call(party::ask);
        guard.call(party::ask);
        assertThat(reason(guard.call(party::ask))).isEqualTo(Reason.TOO_MANY_AT_ONCE);
        assertThat(party.calls).hasSize(2);
        party.calls.get(0).fail("no");
        assertThat(guard.call(party::ask).isComplete()).isFalse();
        assertThat(party.calls).hasSize(3);
    }

    @Test
    void a_party_that_fails_is_given_a_rest_and_then_probed() {
        Guard guard = guard(PLAIN.with(
                new Limits.Breaker(4, 4, 50, Duration.ofMinutes(1), 1, failure -> failure instanceof Overrun)));
        for (int call = 0; call < 4; call++) {
            assertThat(guard.isResting()).isFalse();
            guard.call(() -> Future.failedFuture(new Overrun(Optional.empty())));
        }
        assertThat(guard.isResting()).isTrue();
        Party party = new Party();
        assertThat(reason(guard.call(party::ask))).isEqualTo(Reason.RESTING);
        time.pass(Duration.ofSeconds(61));
        assertThat(guard.isResting())
                .as("the rest is over before the next call")
                .isFalse();

        Future<String> probe = guard.call(party::ask);
        assertThat(reason(guard.call(party::ask))).as("one probe at a time").isEqualTo(Reason.RESTING);
        party.calls.get(0).complete("well again");
        assertThat(probe.result()).isEqualTo("well again");
        assertThat(guard.state()).isEqualTo("closed");
    }

    @Test
    void what_is_the_fault_of_the_caller_gives_nobody_a_rest() {
        Guard guard = guard(PLAIN.with(
                new Limits.Breaker(2, 2, 50, Duration.ofMinutes(1), 1, failure -> failure instanceof Overrun)));
        for (int call = 0; call < 20; call++) {
            guard.call(() -> Future.failedFuture(new IllegalArgumentException("badly asked")));
        }
        assertThat(guard.state()).isEqualTo("closed");
    }

    @Test
    void a_call_refused_for_want_of_a_turn_holds_no_place_and_no_probe() {
        Guard guard = guard(
                Limits.of(Duration.ofSeconds(15), 1).with(new Limits.Rate(1, Duration.ofSeconds(10), Duration.ZERO)));
        assertThat(guard.call(() -> Future.succeededFuture("first")).result()).isEqualTo("first");
        assertThat(reason(guard.call(() -> Future.succeededFuture("second")))).isEqualTo(Reason.TOO_OFTEN);
        time.pass(Duration.ofSeconds(10));
        assertThat(guard.call(() -> Future.succeededFuture("third")).result()).isEqualTo("third");
    }

    @Test
    void a_call_waits_for_its_turn_without_a_thread() {
        Guard guard = guard(PLAIN.with(new Limits.Rate(1, Duration.ofSeconds(2), Duration.ofSeconds(5))));
        guard.call(() -> Future.succeededFuture("first"));
        Future<String> second = guard.call(() -> Future.succeededFuture("second"));
        assertThat(second.isComplete()).isFalse();
        time.pass(Duration.ofSeconds(2));
        assertThat(second.result()).isEqualTo("second");
    }

    @Test
    void what_may_pass_by_itself_is_tried_again_and_nothing_else() {
        Guard guard = guard(PLAIN.with(new Limits.Retries(
                4, Duration.ofSeconds(1), Duration.ofMinutes(1), failure -> failure instanceof Overrun)));
        Party party = new Party();
        Future<String> answer = guard.call(party::ask);
        party.calls.get(0).fail(new Overrun(Optional.empty()));
        time.pass(Duration.ofSeconds(1));
        assertThat(party.calls).hasSize(2);
        party.calls.get(1).fail(new IllegalArgumentException("badly asked"));
        assertThat(answer.cause()).hasMessage("badly asked");
    }

    @Test
    void the_last_failure_is_told_when_all_attempts_are_used_up() {
        Guard guard =
                guard(PLAIN.with(new Limits.Retries(3, Duration.ofSeconds(1), Duration.ofMinutes(1), failure -> true)));
        List<Integer> asked = new ArrayList<>();
        Future<String> answer = guard.call(() -> {
            asked.add(asked.size() + 1);
            throw new IllegalStateException("attempt " + asked.size());
        });
        time.pass(Duration.ofMinutes(5));
        assertThat(answer.cause()).hasMessage("attempt 3");
    }

    @Test
    void pauses_double_and_are_drawn_over_their_whole_length() {
        FullJitter jitter = new FullJitter(
                new Limits.Retries(9, Duration.ofMillis(100), Duration.ofMillis(1_000), failure -> true),
                new Random(7));
        for (int attempt = 1; attempt <= 40; attempt++) {
            long limit = attempt < 5 ? 100L << (attempt - 1) : 1_000;
            List<Long> pauses = new ArrayList<>();
            for (int draw = 0; draw < 500; draw++) {
                pauses.add(jitter.apply(attempt, left(Optional.empty())));
            }
            assertThat(pauses).allMatch(pause -> pause >= 0 && pause <= limit);
            assertThat(pauses).anyMatch(pause -> pause < limit / 10).anyMatch(pause -> pause > limit - limit / 10);
        }
    }

    @Test
    void a_party_that_asks_for_a_pause_gets_it_and_one_too_long_is_not_waited_for() {
        Guard guard = guard(
                PLAIN.with(new Limits.Retries(5, Duration.ofSeconds(1), Duration.ofSeconds(60), failure -> true)));
        Party party = new Party();
        Future<String> answer = guard.call(party::ask);
        party.calls.get(0).fail(new Overrun(Optional.of(Duration.ofSeconds(30))));
        time.pass(Duration.ofMillis(29_999));
        assertThat(party.calls).hasSize(1);
        time.pass(Duration.ofMillis(1_001));
        assertThat(party.calls).hasSize(2);

        party.calls.get(1).fail(new Overrun(Optional.of(Duration.ofSeconds(61))));
        assertThat(answer.cause()).isInstanceOf(Overrun.class);
    }

    @Test
    void with_the_time_of_the_machine_it_waits_on_timers() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Guard guard = Guard.of(
                    vertx,
                    "party",
                    Limits.of(Duration.ofMillis(30), 1)
                            .with(new Limits.Retries(2, Duration.ofMillis(5), Duration.ofMillis(5), failure -> true)));
            CountDownLatch failed = new CountDownLatch(1);
            Party party = new Party();
            vertx.runOnContext(go -> guard.call(party::ask).onFailure(failure -> failed.countDown()));
            assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(party.calls).hasSize(2);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private static Either<Throwable, Object> left(Optional<Duration> wait) {
        return Either.left(new Overrun(wait));
    }

    private static Reason reason(Future<String> refused) {
        assertThat(refused.cause()).isInstanceOf(RefusedException.class);
        return ((RefusedException) refused.cause()).reason();
    }
}
