package dev.rollcall.adapters.entra.simulate;

import dev.rollcall.spi.simulate.IdpTransport.WireException;
import dev.rollcall.spi.simulate.ScriptEnded;
import dev.rollcall.spi.simulate.ScriptRunner;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Does one kind of work in the cycles of a job. Objects whose request fails go into escrow; objects whose response Entra would not
 * accept are left alone from then on.
 */
public final class Pass<T> {

    private final ScriptRunner crew;
    private final Escrow<T> escrow = new Escrow<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    public Pass(ScriptRunner crew) {
        this.crew = crew;
    }

    /** Plays the script for each object that is not held back, side by side. */
    void each(List<T> objects, Instant now, Consumer<T> script) {
        each(objects, Function.identity(), now, script);
    }

    /** The same where several pieces of work belong to one object. */
    <W> void each(List<W> work, Function<W, T> object, Instant now, Consumer<W> script) {
        crew.each(
                work.stream()
                        .filter(piece -> !escrow.holds(object.apply(piece), now))
                        .toList(),
                piece -> attempt(piece, object.apply(piece), now, script));
    }

    private <W> void attempt(W piece, T object, Instant now, Consumer<W> script) {
        attempts.incrementAndGet();
        try {
            script.accept(piece);
            escrow.through(object, now);
        } catch (WireException silence) {
            failures.incrementAndGet();
            escrow.failed(object, now);
        } catch (ScriptEnded unexpected) {
            failures.incrementAndGet();
            escrow.abandon(object, now);
        }
    }

    /** Whether one of the objects may be tried at that time. */
    boolean isReady(List<T> objects, Instant at) {
        return objects.stream().anyMatch(object -> !escrow.holds(object, at));
    }

    int attempts() {
        return attempts.get();
    }

    int failures() {
        return failures.get();
    }

    /** A new cycle counts from zero. */
    void restart() {
        attempts.set(0);
        failures.set(0);
    }
}
