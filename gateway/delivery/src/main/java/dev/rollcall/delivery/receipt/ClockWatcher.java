package dev.rollcall.delivery.receipt;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Receives what the clock measures and reports. Thread-safe. */
public interface ClockWatcher {

    /**
     * People who have lost access, and the application does not know.
     *
     * @param asked when the identity provider asked for the oldest of them
     * @param request that asked for it
     * @param member who it is
     */
    record Late(UUID orgId, int people, Instant asked, UUID request, UUID member) {}

    /**
     * The application has learnt that somebody has lost access.
     *
     * @param sinceAsked from the identity provider's request to the acknowledgement
     */
    void acknowledged(AcknowledgedBy way, Duration sinceAsked);

    /** The application should have learnt of it by now. Told once of each person. Fails when nobody could be told; it is logged then. */
    Future<Void> late(Late late);
}
