package dev.rollcall.scim.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Recognises names of attributes whose values are secret: {@code password}, those that a schema says are never shown, and those
 * that say so themselves, such as {@code apiKey} or {@code recovery_token}. Compared without regard to case.
 */
public final class SecretNames {

    private static final String PASSWORD = "password";

    /** One of these as a word of a name makes it secret. */
    static final Set<String> TELLING = Set.of(
            PASSWORD,
            "passwd",
            "passphrase",
            "passcode",
            "secret",
            "secrets",
            "token",
            "tokens",
            "credential",
            "credentials",
            "pin",
            "otp",
            "apikey",
            "privatekey",
            "accesskey");

    /** Each of these before {@code key}. */
    static final Set<String> KEYS = Set.of("api", "private", "access", "secret", "signing", "encryption");

    /** The URN of a schema or of an attribute: only its last part is a name. */
    private static final Pattern URN = Pattern.compile("(?i)urn:[\\w:.$-]+");

    private static final String SCHEME = "urn:";

    /** So many answers are remembered, about texts that are no longer than the longest. */
    private static final int REMEMBERED = 250;

    private static final int LONGEST = 80;

    private final Set<String> bySchema;

    /** Where the secret name ends by the text that was asked about: most requests of a directory have the same names. */
    private final Map<String, Integer> ends = new ConcurrentHashMap<>();

    /**
     * With those that schemas name.
     *
     * @param bySchema in lower case
     */
    public SecretNames(Set<String> bySchema) {
        this.bySchema = Set.copyOf(bySchema);
    }

    /** With those that the schemas of resource types name. */
    public static SecretNames of(List<ResourceType> types) {
        Set<String> names = new HashSet<>();
        for (ResourceType type : types) {
            type.schema().attributes().forEach(attribute -> collect(attribute, names));
            type.extensions()
                    .forEach(extension ->
                            extension.schema().attributes().forEach(attribute -> collect(attribute, names)));
        }
        return new SecretNames(names);
    }

    private static void collect(Attribute attribute, Set<String> names) {
        if (attribute.returned() == Attribute.Returned.NEVER
                || attribute.mutability() == Attribute.Mutability.WRITE_ONLY) {
            names.add(attribute.name().toLowerCase(Locale.ROOT));
        }
        attribute.subAttributes().forEach(sub -> collect(sub, names));
    }

    /** Where the first secret name in a name, a path, a key or a filter ends; -1 when there is none. */
    public int end(String text) {
        if (text.length() > LONGEST) {
            return end(text, true);
        }
        Integer known = ends.get(text);
        if (known != null) {
            return known;
        }
        int end = end(text, true);
        if (ends.size() < REMEMBERED) {
            ends.put(text, end);
        }
        return end;
    }

    /** Whether a text has a name in it that is secret by a schema, or {@code password}; what a sentence may well say is no name. */
    public boolean isIn(String text) {
        return end(text, false) >= 0;
    }

    private int end(String text, boolean telling) {
        int begin = -1;
        for (int i = isUrn(text) ? text.lastIndexOf(':') + 1 : 0; i <= text.length(); i++) {
            boolean inName =
                    i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || isBetweenWords(text.charAt(i)));
            if (inName && begin < 0) {
                begin = i;
            } else if (!inName && begin >= 0) {
                String name = text.substring(begin, i);
                if (isSecret(name) || (telling && tells(name))) {
                    return i;
                }
                begin = -1;
            }
        }
        return -1;
    }

    private static boolean isUrn(String text) {
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && URN.matcher(text).matches();
    }

    private static boolean isBetweenWords(char c) {
        return c == '_' || c == '$' || c == '-';
    }

    private boolean isSecret(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        return key.equals(PASSWORD) || bySchema.contains(key);
    }

    /** Words end before a capital that follows a small letter or a digit, and at what is {@link #isBetweenWords between them}. */
    private static boolean tells(String name) {
        String before = "";
        int begin = 0;
        for (int i = 1; i <= name.length(); i++) {
            if (i < name.length() && !isBetweenWords(name.charAt(i)) && !beginsWord(name, i)) {
                continue;
            }
            String key = name.substring(begin, i).toLowerCase(Locale.ROOT);
            if (TELLING.contains(key) || (key.equals("key") && KEYS.contains(before))) {
                return true;
            }
            if (!key.isEmpty()) {
                before = key;
            }
            begin = i < name.length() && isBetweenWords(name.charAt(i)) ? i + 1 : i;
        }
        return false;
    }

    private static boolean beginsWord(String name, int at) {
        char last = name.charAt(at - 1);
        char next = name.charAt(at);
        return isBetweenWords(last) || (isSmall(last) && next >= 'A' && next <= 'Z');
    }

    private static boolean isSmall(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
