package dev.rollcall.server.scim;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The token in an Authorization header, in each form that administrators make IdPs send: {@code Bearer T}, {@code Bearer Bearer
 * T} (the scheme typed into the token field), {@code T} alone (Okta's header mode), and Basic with T as the password.
 */
final class ShownToken {

    private static final int LONGEST = 1_024;
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private ShownToken() {}

    static Optional<String> of(@Nullable String header) {
        if (header == null || header.length() > LONGEST) {
            return Optional.empty();
        }
        String rest = header.strip();
        if (startsWith(rest, BASIC)) {
            rest = password(rest.substring(BASIC.length()).strip());
        }
        while (startsWith(rest, BEARER)) {
            rest = rest.substring(BEARER.length()).strip();
        }
        return rest.isEmpty() || rest.indexOf(' ') >= 0 ? Optional.empty() : Optional.of(rest);
    }

    private static boolean startsWith(String text, String scheme) {
        return text.length() >= scheme.length()
                && text.substring(0, scheme.length()).toLowerCase(Locale.ROOT).equals(scheme);
    }

    private static String password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
