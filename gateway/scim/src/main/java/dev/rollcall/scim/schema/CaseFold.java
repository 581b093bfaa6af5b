package dev.rollcall.scim.schema;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The form in which strings with {@code caseExact: false} are compared (RFC 7644 section 7.8): Unicode case folding, not
 * ASCII lower-casing. The spelling that a client sent is stored beside it and always given back.
 */
public final class CaseFold {

    private CaseFold() {}

    /** The comparison key of a value; equal keys mean equal values. */
    public static String fold(String value) {
        String composed = Normalizer.normalize(value, Normalizer.Form.NFC);
        String folded = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }
}
