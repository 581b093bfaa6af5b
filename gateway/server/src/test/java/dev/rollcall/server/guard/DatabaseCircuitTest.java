package dev.rollcall.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.scim.error.ScimError;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class DatabaseCircuitTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final DatabaseCircuit circuit = new DatabaseCircuit(Duration.ofMillis(200));

    private Future<String> ask(Future<String> answer) {
        return circuit.call(() -> {
            asked.incrementAndGet();
            return answer;
        });
    }

    private void loseTheDatabase() {
        for (int i = 0; i < 20; i++) {
            ask(Future.failedFuture(new IOException("connection refused")));
        }
    }

    @Test
    void aLostDatabaseIsNotAskedAgainAtOnce() {
        loseTheDatabase();
        int before = asked.get();

        Future<String> refused = ask(Future.succeededFuture("ok"));

        assertThat(refused.cause()).isInstanceOf(DatabaseCircuit.OpenException.class);
        assertThat(asked).hasValue(before);
        assertThat(circuit.isOpen()).isTrue();
    }

    @Test
    void whatAClientDidWrongDoesNotCount() {
        for (int i = 0; i < 100; i++) {
            ask(Future.failedFuture(ScimError.conflict("taken").exception()));
        }
        assertThat(circuit.state()).isEqualTo("closed");
    }

    @Test
    void aFewProbesCloseItAgain() {
        loseTheDatabase();
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!circuit.state().equals("closed") && System.nanoTime() < until) {
            ask(Future.succeededFuture("ok"));
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(circuit.state()).isEqualTo("closed");
        assertThat(ask(Future.succeededFuture("ok")).result()).isEqualTo("ok");
    }

    @Test
    void aCallThatThrowsIsAFailureLikeOthers() {
        Future<String> failed = circuit.call(() -> {
            throw new IllegalStateException("a mistake");
        });
        assertThat(failed.cause()).hasMessage("a mistake");
    }
}
