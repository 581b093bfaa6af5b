package dev.rollcall.core.model;

import com.google.common.base.CharMatcher;
import dev.rollcall.scim.schema.CaseFold;
import java.util.regex.Pattern;

/** Tidies e-mail addresses as they are typed, and finds the key that all spellings of one mailbox have in common. */
public final class EmailAddress {

    private static final CharMatcher WHITE_SPACE =
            CharMatcher.anyOf(" \t\n\u000B\f\r").precomputed();

    /** Characters that are not to be seen, such as U+200B and U+FEFF: no mail system tells addresses apart by them. */
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");

    private static final String SCHEME = "mailto:";

    /** The name of a guest in the directory of their host; no mail reaches it. */
    private static final String GUEST = "#ext#";

    private EmailAddress() {}

    /** The address that is meant by a text: without blanks around it, invisible characters, mailto: and a final dot of the domain. */
    public static String tidied(String text) {
        String address = stripped(visible(text));
        if (address.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            address = stripped(address.substring(SCHEME.length()));
        }
        int end = address.length();
        if (address.indexOf('@') > 0) {
            while (address.charAt(end - 1) == '.') {
                end--;
            }
        }
        return address.substring(0, end);
    }

    /** Without what is not to be seen; none of that is among the first 128 characters, of which most names are made. */
    private static String visible(String text) {
        return CharMatcher.ascii().matchesAllOf(text)
                ? text
                : INVISIBLE.matcher(text).replaceAll("");
    }

    /** Without blanks of every kind, such as U+00A0, which no address begins or ends with. */
    private static String stripped(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isBlank(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** What two spellings of one mailbox have in common: letter case folded, the domain in the form in which domains are stored. */
    public static String key(String address) {
        String folded = CaseFold.fold(address);
        int at = folded.lastIndexOf('@');
        return at < 0 ? folded : folded.substring(0, at + 1) + DomainName.ofAddress(folded.substring(at + 1));
    }

    /**
     * Whether a tidied text is an address that mail can reach. Deliberately wide: an IdP is no place to argue about RFC 5321. One @ with
     * something on both sides, no white space. Asked of every address of every write, so without patterns.
     */
    public static boolean isAddress(String value) {
        int at = value.indexOf('@');
        return at > 0
                && at < value.length() - 1
                && value.indexOf('@', at + 1) < 0
                && !WHITE_SPACE.matchesAnyOf(value)
                && !value.regionMatches(true, at - GUEST.length(), GUEST, 0, GUEST.length());
    }
}
