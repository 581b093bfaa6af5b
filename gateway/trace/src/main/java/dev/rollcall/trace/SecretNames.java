package dev.rollcall.trace;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of attributes whose values are secret: {@code password}, those that a schema says are never shown, and those that say so
 * themselves, such as {@code apiKey} or {@code recovery_token}. Compared without regard to case.
 */
final class SecretNames {

    private static final String PASSWORD = "password";

    /** One of these as a word of a name makes it secret. */
    private static final Set<String> TELLING = Set.of(
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
    private static final Set<String> KEYS = Set.of("api", "private", "access", "secret", "signing", "encryption");

    private static final Pattern WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[_$-]+");

    /** The URN of a schema or of an attribute: only its last part is a name. */
    private static final Pattern URN = Pattern.compile("(?i)urn:[\\w:.$-]+");

    private final Set<String> bySchema;

    /**
     * With those that schemas name.
     *
     * @param bySchema in lower case
     */
    SecretNames(Set<String> bySchema) {
        this.bySchema = Set.copyOf(bySchema);
    }

    /** Where the first secret name in a name, a path, a key or a filter ends; -1 when there is none. */
    int end(String text) {
        return end(text, true);
    }

    /** Whether a text has a name in it that is secret by a schema, or {@code password}; what a sentence may well say is no name. */
    boolean isIn(String text) {
        return end(text, false) >= 0;
    }

    private int end(String text, boolean telling) {
        int begin = -1;
        int from = URN.matcher(text).matches() ? text.lastIndexOf(':') + 1 : 0;
        for (int i = from; i <= text.length(); i++) {
            boolean inName = i < text.length()
                    && (Character.isLetterOrDigit(text.charAt(i)) || "_$-".indexOf(text.charAt(i)) >= 0);
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

    private boolean isSecret(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        return key.equals(PASSWORD) || bySchema.contains(key);
    }

    private static boolean tells(String name) {
        String before = "";
        for (String word : WORDS.split(name, -1)) {
            String key = word.toLowerCase(Locale.ROOT);
            if (TELLING.contains(key) || (key.equals("key") && KEYS.contains(before))) {
                return true;
            }
            before = key;
        }
        return false;
    }
}
