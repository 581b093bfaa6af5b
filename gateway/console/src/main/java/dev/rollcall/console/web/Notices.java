package dev.rollcall.console.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A sentence that says what a change did, carried to the page that follows it and shown once. */
final class Notices {

    private static final String COOKIE = "rollcall_notice";
    private static final int SECONDS = 60;
    private static final int LONGEST = 600;

    private Notices() {}

    static void leave(RoutingContext context, String sentence) {
        String text = sentence.length() > LONGEST ? sentence.substring(0, LONGEST) : sentence;
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        put(context, value, SECONDS);
    }

    /** What was left, or "". */
    static String take(RoutingContext context) {
        Cookie cookie = context.request().getCookie(COOKIE);
        if (cookie == null || cookie.getValue().isEmpty()) {
            return "";
        }
        put(context, "", 0);
        try {
            return new String(Base64.getUrlDecoder().decode(cookie.getValue()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** In a frame of another site a browser keeps a cookie for the page around it alone, and only when it says that it may. */
    private static void put(RoutingContext context, String value, int seconds) {
        boolean isFramed = "iframe".equals(context.request().getHeader("Sec-Fetch-Dest"));
        String cookie = Cookie.cookie(COOKIE, value)
                .setPath("/console")
                .setHttpOnly(true)
                .setSameSite(isFramed ? CookieSameSite.NONE : CookieSameSite.STRICT)
                .setSecure(isFramed)
                .setMaxAge(seconds)
                .encode();
        context.response().headers().add("Set-Cookie", isFramed ? cookie + "; Partitioned" : cookie);
    }
}
