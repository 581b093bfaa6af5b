package dev.rollcall.spi;

import dev.rollcall.scim.Mode;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** The quirks of one kind that a directory has switched on, in the adapter's order. */
final class ActiveQuirks<Q extends Quirk> {

    private record Named<Q>(String id, Q quirk) {}

    private final List<Named<Q>> quirks;

    private ActiveQuirks(List<Named<Q>> quirks) {
        this.quirks = quirks;
    }

    static <Q extends Quirk> ActiveQuirks<Q> of(Class<Q> kind, Adapter adapter, Profile profile) {
        if (profile.mode() == Mode.STRICT) {
            return new ActiveQuirks<>(List.of());
        }
        return new ActiveQuirks<>(adapter.quirks().stream()
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
     * @param fired learns the ids of those that changed something
     */
    <T> T run(T value, BiFunction<Q, T, Optional<T>> method, Consumer<String> fired) {
        T current = value;
        for (Named<Q> named : quirks) {
            Optional<T> changed = method.apply(named.quirk(), current);
            if (changed.isPresent()) {
                current = changed.get();
                fired.accept(named.id());
            }
        }
        return current;
    }
}
