package dev.rollcall.spi.simulate;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ids that the gateway assigned, as an identity provider stores them: its only way to refer to a resource later. Thread-safe.
 *
 * @param <T> {@link Person} or {@link Team}
 */
public final class Links<T extends Indexed> {

    private final Map<Integer, String> ids = new ConcurrentHashMap<>();

    public void link(T object, String id) {
        ids.put(object.index(), id);
    }

    /**
     * The id of an object.
     *
     * @throws IllegalArgumentException when it has none; see {@link #linked}
     */
    public String id(T object) {
        String id = ids.get(object.index());
        if (id == null) {
            throw new IllegalArgumentException("not linked: number " + object.index());
        }
        return id;
    }

    /** Those that have an id: what was refused when it was created plays no further part. */
    public List<T> linked(List<T> among) {
        return among.stream().filter(object -> ids.containsKey(object.index())).toList();
    }
}
