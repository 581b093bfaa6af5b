package dev.rollcall.spi.simulate;

import dev.rollcall.scim.error.ScimError;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A transport on which some requests go wrong: throttled with a 429, failed with a 500 before or with a 502 after they were carried
 * out, lost on the way there or their answer on the way back. What it makes up itself is never reported as unexpected. Thread-safe.
 */
public final class FaultyTransport implements IdpTransport {

    private enum Fault {
        TURNED_AWAY,
        FAILED_BEFORE,
        FAILED_AFTER,
        REQUEST_LOST,
        ANSWER_LOST
    }

    private final IdpTransport wire;
    private final double share;
    private final long seed;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();
    private final Set<Answer> madeUp = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    /**
     * A wire over another one.
     *
     * @param share of the requests that go wrong, from 0 to 1
     * @param seed same seed, same faults, if the requests come in the same order
     */
    public FaultyTransport(IdpTransport wire, double share, long seed) {
        this.wire = wire;
        this.share = share;
        this.seed = seed;
    }

    /** How many requests went wrong so far. */
    public long faults() {
        return faults.get();
    }

    @Override
    public Answer send(Request request) {
        SplittableRandom dice = new SplittableRandom(seed * 1_000_003L + sent.incrementAndGet());
        if (dice.nextDouble() >= share) {
            return wire.send(request);
        }
        faults.incrementAndGet();
        Fault fault = Fault.values()[dice.nextInt(Fault.values().length)];
        if (fault == Fault.FAILED_AFTER || fault == Fault.ANSWER_LOST) {
            wire.send(request);
        }
        return switch (fault) {
            case TURNED_AWAY -> makeUp(429);
            case FAILED_BEFORE -> makeUp(500);
            case FAILED_AFTER -> makeUp(502);
            case REQUEST_LOST, ANSWER_LOST ->
                throw new WireException("made up: the connection was reset", new IOException("reset"));
        };
    }

    private Answer makeUp(int status) {
        Map<String, List<String>> headers = status == 429 ? Map.of("retry-after", List.of("0")) : Map.of();
        Answer answer = new Answer(
                status,
                headers,
                ScimError.of(status, "Made up on the way.").toJson().toString());
        madeUp.add(answer);
        return answer;
    }

    @Override
    public void unexpected(Request request, Answer answer, String why) {
        if (!madeUp.contains(answer)) {
            wire.unexpected(request, answer, why);
        }
    }
}
