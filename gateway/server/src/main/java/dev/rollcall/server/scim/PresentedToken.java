package dev.rollcall.server.scim;

import dev.rollcall.spi.profile.Transport;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The token that a request shows, in each form that administrators make IdPs send. In the header Authorization: {@code Bearer T}, {@code
 * Bearer Bearer T} (the scheme typed into the token field), {@code T} alone (a header mode), and Basic with T as the password. Where the
 * directory's profile says so, {@code Token T}, and other headers.
 *
 * @param way how it was shown: {@code authorization}, or one of {@link Transport#WAYS}
 */
record PresentedToken(String text, String way) {

    private static final int LONGEST = 1_024;
    private static final String USUAL = "authorization";
    private static final String TOKEN = "token";
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    /** Whether a request shows a credential at all, be it one that cannot be read. */
    static boolean isTried(HttpServerRequest request) {
        return request.getHeader("Authorization") != null
                || Transport.WAYS.stream().anyMatch(way -> request.getHeader(way) != null);
    }

    static Optional<PresentedToken> of(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return of(authorization);
        }
        for (String way : Transport.WAYS) {
            String header = request.getHeader(way);
            if (header != null) {
                return bare(header).map(text -> new PresentedToken(text, way));
            }
        }
        return Optional.empty();
    }

    static Optional<PresentedToken> of(@Nullable String header) {
        if (header == null || header.length() > LONGEST) {
            return Optional.empty();
        }
        String rest = header.strip();
        if (startsWith(rest, TOKEN + " ")) {
            return bare(rest.substring(TOKEN.length())).map(text -> new PresentedToken(text, TOKEN));
        }
        if (startsWith(rest, BASIC)) {
            rest = password(rest.substring(BASIC.length()).strip());
        }
        while (startsWith(rest, BEARER)) {
            rest = rest.substring(BEARER.length()).strip();
        }
        return bare(rest).map(text -> new PresentedToken(text, USUAL));
    }

    boolean isUsual() {
        return way.equals(USUAL);
    }

    private static Optional<String> bare(String header) {
        String text = header.strip();
        return text.isEmpty() || text.length() > LONGEST || text.indexOf(' ') >= 0
                ? Optional.empty()
                : Optional.of(text);
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
