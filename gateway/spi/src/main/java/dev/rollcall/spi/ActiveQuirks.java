package dev.rollcall.spi;

import dev.rollcall.scim.Mode;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The quirks of one kind that a directory has switched on, in their order. */
final class ActiveQuirks<Q extends Quirk> {

    private record Named<Q>(String id, Q quirk) {}

    /** Learns that a quirk changed a value. */
    @FunctionalInterface
    interface Fired<T> {
        void fired(String quirk, T before, T after);
    }

    private final List<Named<Q>> quirks;

    private ActiveQuirks(List<Named<Q>> quirks) {
        this.quirks = quirks;
    }

    static <Q extends Quirk> ActiveQuirks<Q> of(Class<Q> kind, List<Quirk> quirks, Profile profile) {
        if (profile.mode() == Mode.STRICT) {
            return new ActiveQuirks<>(List.of());
        }
        return new ActiveQuirks<>(quirks.stream()
                .filter(kind::isInstance)
                .map(quirk -> new Named<>(quirk.id(), kind.cast(quirk)))
                .filter(named -> !profile.disabledQuirks().contains(named.id()))
                .toList());
    }

    boolean isEmpty() {
        return quirks.isEmpty();
    }

    /**
     * Sends a value through all of them.
     *
     * @param method the quirk's method for this kind
     * @param fired learns of those that changed something, in order
     */
    <T> T run(T value, BiFunction<Q, T, Optional<T>> method, Fired<T> fired) {
        T current = value;
        for (Named<Q> named : quirks) {
            Optional<T> changed = method.apply(named.quirk(), current);
            if (changed.isPresent()) {
                fired.fired(named.id(), current, changed.get());
                current = changed.get();
            }
        }
        return current;
    }
}
