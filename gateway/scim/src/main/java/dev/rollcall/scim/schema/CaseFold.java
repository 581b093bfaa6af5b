package dev.rollcall.scim.schema;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Folds strings with {@code caseExact: false} to the form in which they are compared (RFC 7644 section 7.8): full Unicode case
 * folding of the canonical form, not ASCII lower-casing. {@code STRASSE} equals {@code straße}; the Turkish dotless i is no i. The
 * spelling that a client sent is stored beside it and always given back. How this compares with PRECIS (RFC 8265): docs/adr/0009.
 */
public final class CaseFold {

    /** Its upper case is the ASCII I, but it folds to itself. */
    private static final int DOTLESS_I = 0x131;

    private CaseFold() {}

    /** The comparison key of a value; equal keys mean equal values. */
    public static String fold(String value) {
        return isAscii(value) ? value.toLowerCase(Locale.ROOT) : foldUnicode(value);
    }

    private static boolean isAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String foldUnicode(String value) {
        String decomposed = Normalizer.normalize(value, Normalizer.Form.NFD);
        StringBuilder folded = new StringBuilder(decomposed.length() + 8);
        decomposed.codePoints().forEach(c -> appendFolded(folded, c));
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /**
     * Lower, upper, lower: the first step finds the capital sharp s, the second expands to several letters and joins letters of
     * one capital (final sigma, long s), the third is the key. One code point at a time, because lower-casing whole strings
     * depends on what stands around a sigma.
     */
    private static void appendFolded(StringBuilder out, int codePoint) {
        if (codePoint == DOTLESS_I) {
            out.appendCodePoint(codePoint);
            return;
        }
        String upper = Character.toString(Character.toLowerCase(codePoint)).toUpperCase(Locale.ROOT);
        upper.codePoints().forEach(c -> out.appendCodePoint(Character.toLowerCase(c)));
    }
}
