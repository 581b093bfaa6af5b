package dev.rollcall.core.model;

import com.google.common.net.InternetDomainName;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a domain that an organisation can own.
 *
 * @param ascii lower case; international labels as A-labels (RFC 5890 section 2.3.2.1)
 */
public record DomainName(String ascii) {

    /** Of the name below a domain that the proof stands at; it too must fit into a name (RFC 1035 section 2.3.4). */
    private static final int LONGEST = 253 - "_rollcall.".length();

    private static final Pattern LABELS =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern IP_ADDRESS = Pattern.compile("\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?|[0-9]+(\\.[0-9]+)*");

    /** Letters that IDNA 2003, which Java knows, maps to others, and IDNA 2008 does not (RFC 5894 section 7.2). */
    private static final Pattern AMBIGUOUS = Pattern.compile("[\u00DF\u1E9E\u03C2\u200C\u200D]");

    /** What was given is no such name; the message says why, and what would be. */
    public static final class UnfitName extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnfitName(String message) {
            super(message, null, false, false);
        }

        /** What to tell an administrator. */
        public String detail() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Reads what an administrator typed.
     *
     * @param text in any letter case, with or without a final dot
     * @throws UnfitName it is no domain name, or one that no organisation can own
     */
    public static DomainName of(String text) {
        String name = text.strip();
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        requireNothingElse(name);
        String ascii = ascii(name);
        if (ascii.length() > LONGEST || !LABELS.matcher(ascii).matches() || !InternetDomainName.isValid(ascii)) {
            throw new UnfitName(
                    "\"" + name + "\" is no domain name. One such as example.com is accepted: labels of up to 63"
                            + " letters, digits and inner hyphens, " + LONGEST + " characters in all.");
        }
        requireBelowSuffix(ascii);
        return new DomainName(ascii);
    }

    /**
     * The domain of an e-mail address, in the form in which domains are stored; as it is when it has none.
     *
     * @param domain case-folded
     */
    public static String ofAddress(String domain) {
        boolean isAscii = domain.chars().allMatch(c -> c < 0x80);
        return isAscii ? domain : ascii(domain);
    }

    private static String ascii(String name) {
        try {
            return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    /** Things that people give instead, each with what to give. */
    private static void requireNothingElse(String name) {
        if (name.indexOf('@') >= 0) {
            throw new UnfitName("An e-mail address is no domain. Give what stands behind the @, such as example.com.");
        }
        if (name.indexOf('/') >= 0) {
            throw new UnfitName("A URL is no domain. Give the name alone, such as example.com.");
        }
        if (name.indexOf('*') >= 0) {
            throw new UnfitName(
                    "A wildcard is no domain. Give each domain on its own, such as example.com and mail.example.com.");
        }
        if (IP_ADDRESS.matcher(name).matches() && !name.isEmpty()) {
            throw new UnfitName("An IP address is no domain. Give a name, such as example.com.");
        }
        if (AMBIGUOUS.matcher(name).find()) {
            throw new UnfitName(
                    "\"" + name + "\" has a letter that old and new rules for international names read differently."
                            + " Give the name in its ASCII form, which begins with xn--.");
        }
    }

    private static void requireBelowSuffix(String ascii) {
        if (ascii.indexOf('.') < 0) {
            throw new UnfitName("\"" + ascii + "\" is a top-level name. Give a domain below one, such as example.com.");
        }
        if (InternetDomainName.from(ascii).isRegistrySuffix()) {
            throw new UnfitName(
                    "Nobody owns \"" + ascii + "\": it is a suffix below which a registry gives out names. Give a"
                            + " domain below it, such as example." + ascii + ".");
        }
    }
}
