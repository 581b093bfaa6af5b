package dev.rollcall.spi.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScriptRunnerTest {

    private static final List<Integer> NUMBERS = IntStream.range(0, 100).boxed().toList();

    private final Queue<Integer> played = new ConcurrentLinkedQueue<>();

    @Test
    void playsTheScriptOnceForEach() {
        try (ScriptRunner crew = new ScriptRunner(4)) {
            crew.each(NUMBERS, played::add);
        }
        assertThat(played).containsExactlyInAnyOrderElementsOf(NUMBERS);
    }

    @Test
    void playsAsManySideBySideAsItHasHands() {
        CyclicBarrier allFour = new CyclicBarrier(4);
        try (ScriptRunner crew = new ScriptRunner(4)) {
            crew.each(NUMBERS.subList(0, 8), number -> {
                try {
                    allFour.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                played.add(number);
            });
        }
        assertThat(played).hasSize(8);
    }

    @Test
    void aScriptThatEndsDoesNotHoldUpTheOthers() {
        try (ScriptRunner crew = new ScriptRunner(2)) {
            crew.each(NUMBERS, number -> {
                if (number % 2 == 0) {
                    throw new ScriptEnded("unexpected");
                }
                played.add(number);
            });
        }
        assertThat(played).hasSize(50);
    }

    @Test
    void aSilentGatewayEndsThePhase() {
        try (ScriptRunner crew = new ScriptRunner(1)) {
            assertThatThrownBy(() -> crew.each(NUMBERS, number -> {
                        played.add(number);
                        throw new IdpTransport.WireException("no answer", new IOException("refused"));
                    }))
                    .isInstanceOf(IdpTransport.WireException.class);
        }
        assertThat(played).hasSize(1);
    }
}
