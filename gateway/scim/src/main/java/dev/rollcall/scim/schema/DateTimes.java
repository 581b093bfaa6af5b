package dev.rollcall.scim.schema;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads {@code xsd:dateTime} with a zone (RFC 7643 section 2.3.5), such as {@code 2008-01-23T04:56:22Z} or {@code ...+02:00}. */
public final class DateTimes {

    private DateTimes() {}

    /** The instant, to which two spellings of the same time are equal; null when the text is no dateTime with a zone. */
    public static @Nullable Instant instant(String text) {
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
