package dev.rollcall.delivery.webhook;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;

/**
 * Keeps track of which endpoints may have something to be sent, and how many lanes of each this node has under way. An endpoint
 * without room for another lane is looked at again when one of its lanes ends. Only one look at a time takes lanes. Thread-safe.
 */
final class LanePlaces {

    private final Map<UUID, Integer> busy = new HashMap<>();
    private final Set<UUID> wanted = new HashSet<>();
    private final Set<UUID> crowded = new HashSet<>();
    private boolean taking;

    /** These endpoints may have something to be sent; true when no look is under way, so that the caller has to begin one. */
    synchronized boolean want(Collection<UUID> endpoints) {
        wanted.addAll(endpoints);
        boolean begins = !taking;
        taking = true;
        return begins;
    }

    /**
     * How many lanes of each wanted endpoint can be taken on.
     *
     * @param free how many this node can have more, for each endpoint
     * @param most how many an endpoint may have at once; zero while it is not to be sent anything
     */
    synchronized Map<UUID, Integer> take(int free, ToIntFunction<UUID> most) {
        Map<UUID, Integer> places = new LinkedHashMap<>();
        for (UUID endpoint : wanted) {
            int left = Math.min(free, most.applyAsInt(endpoint) - busy.getOrDefault(endpoint, 0));
            if (left > 0) {
                places.put(endpoint, left);
            } else {
                crowded.add(endpoint);
            }
        }
        wanted.clear();
        return places;
    }

    /** Whether the look goes on, because more endpoints were wanted meanwhile; otherwise it has ended. */
    synchronized boolean goesOn(boolean hasRoom) {
        taking = hasRoom && !wanted.isEmpty();
        return taking;
    }

    synchronized void end() {
        taking = false;
    }

    synchronized void begun(UUID endpoint) {
        busy.merge(endpoint, 1, Integer::sum);
    }

    /** A lane of this endpoint has ended; true when others of it were left without a place. */
    synchronized boolean ended(UUID endpoint) {
        busy.computeIfPresent(endpoint, (any, lanes) -> lanes > 1 ? lanes - 1 : null);
        return crowded.remove(endpoint);
    }
}
