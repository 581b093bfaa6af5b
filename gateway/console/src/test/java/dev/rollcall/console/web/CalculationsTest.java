package dev.rollcall.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.console.api.ApiProblem;
import dev.rollcall.console.web.Calculations.Question;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class CalculationsTest {

    private static final long PATIENCE = 40;
    private static final Question APPROVE = new Question("org:1", "approve");

    private final Vertx vertx = Vertx.vertx();
    private final Calculations calculations = new Calculations(vertx);

    /** What was begun, in order. */
    private final List<Promise<String>> begun = new ArrayList<>();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private Future<String> work() {
        Promise<String> promise = Promise.promise();
        begun.add(promise);
        return promise.future();
    }

    private Optional<String> ask(Question question, String claim) {
        return calculations.ask(question, claim, PATIENCE, this::work).await();
    }

    private Optional<String> ask(String claim) {
        return ask(APPROVE, claim);
    }

    @Test
    @DisplayName("What is ready in a moment is told at once")
    void whatIsReadyIsTold() {
        assertThat(calculations
                        .ask(APPROVE, "a", PATIENCE, () -> Future.succeededFuture("ready"))
                        .await())
                .contains("ready");
    }

    @Test
    @DisplayName("What takes longer is told to each claim once; after that it is worked out again")
    void eachClaimIsToldOnce() {
        assertThat(ask("a")).isEmpty();
        assertThat(ask("a")).isEmpty();
        assertThat(begun).hasSize(1);
        begun.get(0).complete("first");
        assertThat(ask("a")).contains("first");
        assertThat(ask("a")).isEmpty();
        assertThat(begun).hasSize(2);
    }

    @Test
    @DisplayName("A page that was asked for later is not shown what was begun before; all that wait share the next one")
    void nothingIsOlderThanItsPage() {
        ask("early");
        assertThat(ask("late")).isEmpty();
        assertThat(ask("later")).isEmpty();
        assertThat(begun).as("one at a time").hasSize(1);
        begun.get(0).complete("first");
        assertThat(ask("late")).isEmpty();
        assertThat(begun).hasSize(2);
        begun.get(1).complete("second");
        assertThat(ask("early")).contains("first");
        assertThat(ask("late")).contains("second");
        assertThat(ask("later")).contains("second");
        assertThat(begun).hasSize(2);
    }

    @Test
    @DisplayName("Who has other rights is told nothing that was worked out with these")
    void rightsAreNotShared() {
        ask("a");
        begun.get(0).complete("of organisation 1");
        assertThat(ask(new Question("org:2", "approve"), "a")).isEmpty();
        assertThat(begun).hasSize(2);
    }

    @Test
    @DisplayName("A failure is told, and the next one who asks begins anew")
    void aFailureIsTold() {
        ask("a");
        begun.get(0).fail(new ApiProblem(409, "about:blank", "It is decided already", ""));
        assertThatThrownBy(() -> ask("a")).hasMessageContaining("It is decided already");
        assertThat(ask("a")).isEmpty();
        assertThat(begun).hasSize(2);
        Question other = new Question("org:1", "reject");
        assertThatThrownBy(() -> calculations
                        .ask(other, "a", PATIENCE, () -> {
                            throw new IllegalStateException("it cannot even begin");
                        })
                        .await())
                .hasMessage("it cannot even begin");
        assertThat(ask(other, "a")).isEmpty();
        assertThat(begun).hasSize(3);
    }

    @Test
    @DisplayName("When the session of the one who asked first has ended, another one asks with their own")
    void anEndedSessionStopsNobodyElse() {
        ask("a");
        begun.get(0).fail(new ApiProblem(401, "about:blank", "Not signed in", ""));
        assertThat(ask("a")).isEmpty();
        assertThat(ask("a")).isEmpty();
        assertThat(begun).hasSize(2);
    }

    @Test
    @DisplayName("Four are worked out at once; the next one begins when one of them is ready")
    void thereIsAnEnd() {
        for (int i = 0; i < 6; i++) {
            ask(new Question("org:1", "hold " + i), "a");
        }
        assertThat(begun).hasSize(4);
        begun.get(2).complete("third");
        vertx.executeBlocking(() -> null).await();
        assertThat(begun).hasSize(5);
    }
}
