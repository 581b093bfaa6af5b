package dev.rollcall.server.http;

import dev.rollcall.server.config.Network;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.List;

/** Scheme, host and port as clients see them, used at the start of every absolute URL in a response. */
public final class PublicOrigin {

    private final String setting;
    private final List<Network> proxies;

    /**
     * Makes one.
     *
     * @param setting the value of {@code server.public-url}
     * @param proxies the value of {@code server.trusted-proxies}
     */
    public PublicOrigin(String setting, List<Network> proxies) {
        this.setting = setting;
        this.proxies = List.copyOf(proxies);
    }

    /** Such as {@code https://scim.example.com}. */
    public String of(HttpServerRequest request) {
        return switch (setting) {
            case "host" -> request.scheme() + "://" + request.authority();
            case "forwarded" -> isTrusted(request.remoteAddress()) ? forwarded(request) : connected(request);
            default -> setting;
        };
    }

    private boolean isTrusted(SocketAddress peer) {
        String address = String.valueOf(peer.hostAddress());
        return proxies.stream().anyMatch(network -> network.contains(address));
    }

    private static String forwarded(HttpServerRequest request) {
        String proto = first(request, "X-Forwarded-Proto", String.valueOf(request.scheme()));
        String host = first(request, "X-Forwarded-Host", String.valueOf(request.authority()));
        return proto + "://" + host;
    }

    /** The address that a client has connected to that went past the proxy: the one thing that it cannot make up. */
    private static String connected(HttpServerRequest request) {
        SocketAddress here = request.localAddress();
        String address = String.valueOf(here.hostAddress());
        return request.scheme() + "://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + here.port();
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
