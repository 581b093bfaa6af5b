package dev.rollcall.core.decide.workspace;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The view that the guard against mass changes has of one batch or rule command (R32). Deciding it shows which directories would
 * remove too many people; it is then decided once more, and everything that those directories would remove is held.
 */
public final class MassChangeBrake {

    private final Set<UUID> whole;
    private final Map<UUID, Integer> gone = new HashMap<>();
    private final Map<UUID, Integer> stopped = new HashMap<>();

    private MassChangeBrake(Set<UUID> whole) {
        this.whole = whole;
    }

    /** Before anything is known. */
    public static MassChangeBrake looking() {
        return new MassChangeBrake(new HashSet<>());
    }

    /** Holds everybody whom these directories take out. */
    public static MassChangeBrake holding(Set<UUID> directories) {
        return new MassChangeBrake(new HashSet<>(directories));
    }

    /** Whether all that this directory takes out is held. */
    public boolean holdsAll(UUID directoryId) {
        return whole.contains(directoryId);
    }

    /** From now on, until {@link #release}, all that this directory takes out is held. */
    public void hold(UUID directoryId) {
        whole.add(directoryId);
    }

    public void release(UUID directoryId) {
        whole.remove(directoryId);
    }

    public void gone(UUID directoryId) {
        gone.merge(directoryId, 1, Integer::sum);
    }

    public void stopped(UUID directoryId) {
        stopped.merge(directoryId, 1, Integer::sum);
    }

    /** How many people a directory would have taken out. */
    public int wanted(UUID directoryId) {
        return gone.getOrDefault(directoryId, 0) + stopped.getOrDefault(directoryId, 0);
    }

    /** Directories of which some people were let go and others were held. */
    public Set<UUID> halfDone() {
        Set<UUID> both = new HashSet<>(gone.keySet());
        both.retainAll(stopped.keySet());
        return both;
    }
}
