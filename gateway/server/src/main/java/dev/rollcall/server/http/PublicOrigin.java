package dev.rollcall.server.http;

import io.vertx.core.http.HttpServerRequest;

/** Scheme, host and port as clients see them, in front of every absolute URL that an answer carries. */
public final class PublicOrigin {

    private final String setting;

    /** Takes the value of the setting {@code server.public-url}. */
    public PublicOrigin(String setting) {
        this.setting = setting;
    }

    /** Such as {@code https://scim.example.com}. */
    public String of(HttpServerRequest request) {
        return switch (setting) {
            case "host" -> request.scheme() + "://" + request.authority();
            case "forwarded" -> forwarded(request);
            default -> setting;
        };
    }

    private static String forwarded(HttpServerRequest request) {
        String proto = first(request, "X-Forwarded-Proto", String.valueOf(request.scheme()));
        String host = first(request, "X-Forwarded-Host", String.valueOf(request.authority()));
        return proto + "://" + host;
    }

    /** The first of a list that proxies have added to. */
    private static String first(HttpServerRequest request, String header, String otherwise) {
        String value = request.getHeader(header);
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        int comma = value.indexOf(',');
        return (comma < 0 ? value : value.substring(0, comma)).strip();
    }
}
