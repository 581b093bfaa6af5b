package dev.rollcall.core.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Remembers which keys were loaded already, so that each is loaded only once. */
public final class Once<K> {

    private final Set<K> taken = new HashSet<>();

    /** Those that were not taken before, in order and each once; from now on they are. */
    public List<K> take(Collection<? extends K> keys) {
        List<K> fresh = new ArrayList<>(keys.size());
        for (K key : keys) {
            if (taken.add(key)) {
                fresh.add(key);
            }
        }
        return fresh;
    }

    public boolean has(K key) {
        return taken.contains(key);
    }

    /** Notes a key that was asked for in another way. */
    public void note(K key) {
        taken.add(key);
    }
}
