package dev.rollcall.core.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One time that a directory went live.
 *
 * @param ended when the directory was deactivated, or null while it runs or is paused
 * @param undone when what it made was taken back (R17), or null
 */
public record Activation(
        UUID id,
        UUID directoryId,
        Instant started,
        @Nullable Instant ended,
        @Nullable Instant undone) {

    public Activation ended(Instant at) {
        return new Activation(id, directoryId, started, at, undone);
    }

    public Activation undone(Instant at) {
        return new Activation(id, directoryId, started, ended, at);
    }
}
