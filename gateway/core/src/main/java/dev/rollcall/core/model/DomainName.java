package dev.rollcall.core.model;

import com.google.common.base.CharMatcher;
import com.google.common.net.InternetDomainName;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of a domain that an organisation can own.
 *
 * @param ascii lower case; international labels as A-labels (RFC 5890 section 2.3.2.1)
 */
public record DomainName(String ascii) {

    /** Of the name below a domain that the proof stands at; it too must fit into a name (RFC 1035 section 2.3.4). */
    private static final int LONGEST = 253 - "_rollcall.".length();

    private static final int LONGEST_LABEL = 63;

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
        // Before all else: what follows costs more than its length.
        if (name.length() > LONGEST) {
            throw noName("The value given, " + name.length() + " characters long,");
        }
        requireNothingElse(name);
        String ascii = ascii(name);
        if (ascii.length() > LONGEST || !hasGoodLabels(ascii) || !InternetDomainName.isValid(ascii)) {
            throw noName("\"" + name + "\"");
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
        return CharMatcher.ascii().matchesAllOf(domain) || domain.length() > LONGEST ? domain : ascii(domain);
    }

    private static UnfitName noName(String given) {
        return new UnfitName(given + " is not a domain name. Give one such as example.com: labels of up to "
                + LONGEST_LABEL + " letters, digits and inner hyphens, " + LONGEST + " characters in all.");
    }

    private static boolean hasGoodLabels(String ascii) {
        return Stream.of(ascii.split("\\.", -1)).allMatch(DomainName::isGoodLabel);
    }

    private static boolean isGoodLabel(String label) {
        return !label.isEmpty()
                && label.length() <= LONGEST_LABEL
                && label.charAt(0) != '-'
                && label.charAt(label.length() - 1) != '-'
                && label.chars().allMatch(c -> c == '-' || isDigit(c) || (c >= 'a' && c <= 'z'));
    }

    /** As far as it cannot be a name: digits with single dots between them, or what only IPv6 is written with. */
    private static boolean isIpAddress(String name) {
        if (name.indexOf(':') >= 0) {
            int from = name.startsWith("[") ? 1 : 0;
            int to = name.length() - (name.endsWith("]") ? 1 : 0);
            return from < to && name.substring(from, to).chars().allMatch(DomainName::isInIpv6);
        }
        return Stream.of(name.split("\\.", -1))
                .allMatch(part -> !part.isEmpty() && part.chars().allMatch(DomainName::isDigit));
    }

    private static boolean isInIpv6(int c) {
        return c == ':' || c == '.' || Character.digit(c, 16) >= 0;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
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
            throw new UnfitName(
                    "This is an e-mail address, not a domain. Give the part after the @, such as " + "example.com.");
        }
        if (name.indexOf('/') >= 0) {
            throw new UnfitName("This is a URL, not a domain. Give the name alone, such as example.com.");
        }
        if (name.indexOf('*') >= 0) {
            throw new UnfitName("Wildcards are not accepted. Give each domain on its own, such as example.com and "
                    + "mail.example.com.");
        }
        if (isIpAddress(name)) {
            throw new UnfitName("This is an IP address, not a domain. Give a name, such as example.com.");
        }
        if (AMBIGUOUS.matcher(name).find()) {
            throw new UnfitName(
                    "\"" + name + "\" has a letter that the old and the new rules for international domain names "
                            + "read differently."
                            + " Give the name in its ASCII form, which begins with xn--.");
        }
    }

    private static void requireBelowSuffix(String ascii) {
        if (ascii.indexOf('.') < 0) {
            throw new UnfitName(
                    "\"" + ascii + "\" is a top-level domain. Give a domain under one, such as " + "example.com.");
        }
        if (InternetDomainName.from(ascii).isRegistrySuffix()) {
            throw new UnfitName(
                    "Nobody owns \"" + ascii + "\": it is a suffix under which a registry gives out names. Give a"
                            + " domain under it, such as example." + ascii + ".");
        }
    }
}
