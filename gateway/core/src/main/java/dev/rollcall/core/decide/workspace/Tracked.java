package dev.rollcall.core.decide.workspace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rows by key, as they were loaded and as they are after the commands decided so far, and says at the end what
 * has to be written. A row that is changed twice is written once; a row that is created and removed again is never
 * written.
 */
public final class Tracked<K, R> {

    private final Map<K, R> loaded = new HashMap<>();
    private final Map<K, R> current = new HashMap<>();
    private final Set<K> touched = new LinkedHashSet<>();

    void load(K key, R row) {
        loaded.put(key, row);
        current.put(key, row);
    }

    @Nullable
    public R get(K key) {
        return current.get(key);
    }

    /** The rows as they stand, in no order. */
    public Collection<R> rows() {
        return current.values();
    }

    void put(K key, R row) {
        current.put(key, row);
        touched.add(key);
    }

    void remove(K key) {
        current.remove(key);
        touched.add(key);
    }

    /** Every row that was put or removed, as loaded and as it stands; null where it is not. */
    public void each(BiConsumer<@Nullable R, @Nullable R> consumer) {
        touched.forEach(key -> consumer.accept(loaded.get(key), current.get(key)));
    }

    List<R> inserted() {
        List<R> rows = new ArrayList<>();
        for (K key : touched) {
            R now = current.get(key);
            if (now != null && !loaded.containsKey(key)) {
                rows.add(now);
            }
        }
        return rows;
    }

    List<R> updated() {
        List<R> rows = new ArrayList<>();
        for (K key : touched) {
            R now = current.get(key);
            R before = loaded.get(key);
            if (now != null && before != null && !Objects.equals(before, now)) {
                rows.add(now);
            }
        }
        return rows;
    }

    /** The loaded rows that are gone. */
    List<R> deleted() {
        List<R> rows = new ArrayList<>();
        for (K key : touched) {
            R before = loaded.get(key);
            if (before != null && !current.containsKey(key)) {
                rows.add(before);
            }
        }
        return rows;
    }
}
