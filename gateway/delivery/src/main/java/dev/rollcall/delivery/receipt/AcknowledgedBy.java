package dev.rollcall.delivery.receipt;

import java.util.Locale;

/** The way in which the application has acknowledged an event. */
public enum AcknowledgedBy {
    /** An endpoint of Standard Webhooks answered with 2xx. */
    WEBHOOK,
    /** A receiver of Security Event Tokens took one that was pushed, or acknowledged one that it polled. */
    SECURITY_EVENTS,
    /** A reader of a feed asked for what is behind the event. */
    FEED;

    /** In the API and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AcknowledgedBy of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
