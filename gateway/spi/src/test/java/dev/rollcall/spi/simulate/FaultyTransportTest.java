package dev.rollcall.spi.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.spi.simulate.IdpTransport.Answer;
import dev.rollcall.spi.simulate.IdpTransport.Request;
import dev.rollcall.spi.simulate.IdpTransport.WireException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FaultyTransportTest {

    private static final Request REQUEST = new Request("GET", "/Users", Map.of(), null);

    private final Recorder behind = new Recorder();

    @Test
    void withoutAShareNothingGoesWrong() {
        FaultyTransport wire = new FaultyTransport(behind, 0, 1);
        assertThat(play(wire)).containsOnly("200");
        assertThat(wire.faults()).isZero();
    }

    @Test
    void everyKindOfFaultOccursAndTheSameSeedGivesTheSame() {
        FaultyTransport wire = new FaultyTransport(behind, 0.5, 1);
        List<String> first = play(wire);
        assertThat(first).contains("200", "429", "500", "502", "lost");
        assertThat(wire.faults()).isBetween(70L, 130L);
        assertThat(behind.sent).isBetween(200 - (int) wire.faults(), 199);
        assertThat(play(new FaultyTransport(behind, 0.5, 1))).isEqualTo(first);
    }

    @Test
    void whatItMadeUpItselfIsNotUnexpected() {
        FaultyTransport wire = new FaultyTransport(behind, 1, 1);
        IntStream.range(0, 20).forEach(n -> {
            try {
                wire.unexpected(REQUEST, wire.send(REQUEST), "why");
            } catch (WireException lost) {
                // Nothing came that could be reported.
            }
        });
        assertThat(behind.reported).isEmpty();
        wire.unexpected(REQUEST, Recorder.answer(), "no wonder");
        assertThat(behind.reported).containsExactly("no wonder");
    }

    private static List<String> play(IdpTransport wire) {
        return IntStream.range(0, 200).mapToObj(n -> sent(wire)).toList();
    }

    private static String sent(IdpTransport wire) {
        try {
            return Integer.toString(wire.send(REQUEST).status());
        } catch (WireException lost) {
            return "lost";
        }
    }

    private static final class Recorder implements IdpTransport {

        private final List<String> reported = new ArrayList<>();
        private int sent;

        static Answer answer() {
            return new Answer(200, Map.of(), "");
        }

        @Override
        public Answer send(Request request) {
            sent++;
            return answer();
        }

        @Override
        public void unexpected(Request request, Answer answer, String why) {
            reported.add(why);
        }
    }
}
