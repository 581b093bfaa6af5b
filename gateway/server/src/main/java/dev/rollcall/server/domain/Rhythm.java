package dev.rollcall.server.domain;

import java.time.Duration;

/**
 * Decides when domains are looked up again.
 *
 * @param retry after the first look-up that found no proof; the pause doubles from one to the next
 * @param recheck after one that did
 * @param grace how long a proved record may be missing before that counts
 */
public record Rhythm(Duration retry, Duration recheck, Duration grace) {

    private static final Duration LONGEST = Duration.ofHours(6);

    /**
     * The pause after this many look-ups in a row without proof.
     *
     * @param tries from 1
     */
    Duration after(int tries) {
        Duration pause = retry;
        for (int i = 1; i < tries && pause.compareTo(LONGEST) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
