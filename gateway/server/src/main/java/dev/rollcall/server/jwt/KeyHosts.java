package dev.rollcall.server.jwt;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * The hosts from which keys may be fetched when an administrator of an organisation sets the URL: without a list, that
 * administrator could make the gateway call anything that it can reach.
 */
public final class KeyHosts {

    private static final String ANY_BELOW = "*.";
    private static final String HERE = "127.0.0.1";
    private static final int HTTPS = 443;

    private final List<String> hosts;

    /**
     * Makes the list.
     *
     * @param hosts names, or {@code *.} and a name for all below it
     */
    public KeyHosts(List<String> hosts) {
        this.hosts = List.copyOf(hosts);
    }

    /** What is accepted, to stand behind "give ". */
    public String accepted() {
        return "an https URL, on port 443, of one of the hosts in the setting jwks.hosts, which are "
                + String.join(", ", hosts);
    }

    /** Whether keys may be fetched there. Plain http is for this machine only. */
    public boolean allow(String url) {
        try {
            URI uri = URI.create(url);
            String host = uri.getHost();
            return host != null
                    && uri.getScheme() != null
                    && uri.getRawUserInfo() == null
                    && hosts.stream().anyMatch(known -> covers(known, host.toLowerCase(Locale.ROOT)))
                    && isPrivate(uri.getScheme(), host, uri.getPort());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isPrivate(String scheme, String host, int port) {
        return switch (scheme) {
            // Another port of a listed host is another service of it.
            case "https" -> port < 0 || port == HTTPS || host.equals(HERE);
            case "http" -> host.equals(HERE);
            default -> false;
        };
    }

    private static boolean covers(String known, String host) {
        return known.startsWith(ANY_BELOW) ? host.endsWith(known.substring(1)) : host.equals(known);
    }
}
