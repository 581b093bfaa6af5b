package dev.rollcall.delivery.feed;

import io.vertx.core.Future;
import java.util.UUID;

/** Events in an order that never changes: an event that was read once stays ahead of all that come later. */
public interface Feed {

    /** How many events one look goes through at the most, however few of them are wanted. */
    int WINDOW = 5_000;

    /**
     * Reads on.
     *
     * @param cursor what was read last; 0 from the first
     * @param limit how many events are wanted at the most
     * @return fails with {@link BeyondEnd} when the cursor is none that this feed has given
     */
    Future<Stretch> read(long cursor, int limit);

    /** What {@link FeedWatch} tells of new events by: the organisation, or {@link FeedWatch#ALL}. */
    UUID about();

    /** A cursor behind the last event: of another database, or of this one before it was restored from a backup. */
    final class BeyondEnd extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final long last;

        BeyondEnd(long cursor, long last) {
            super("cursor " + cursor + " is behind the last event, " + last, null, false, false);
            this.last = last;
        }

        /** The cursor of the last event that there is. */
        public long last() {
            return last;
        }
    }
}
