package dev.rollcall.server.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads addresses of DNS resolvers from a setting. Names are not accepted: they would have to be resolved first. */
final class Resolvers {

    private static final int DNS_PORT = 53;
    private static final int LARGEST_PORT = 65_535;

    private static final Pattern ADDRESS = Pattern.compile(
            "(?:(?<v4>\\d{1,3}(?:\\.\\d{1,3}){3})|\\[(?<v6>[0-9a-fA-F:.]+)]|(?<bare>[0-9a-fA-F]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*))"
                    + "(?<port>:\\d{1,5})?");

    private Resolvers() {}

    /** The addresses, none for {@code system}; empty when one of them is none. */
    static Optional<List<InetSocketAddress>> parse(String text) {
        if (text.equals("system")) {
            return Optional.of(List.of());
        }
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            Matcher matcher = ADDRESS.matcher(one.strip());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            int port = matcher.group("port") == null
                    ? DNS_PORT
                    : Integer.parseInt(matcher.group("port").substring(1));
            if (port < 1 || port > LARGEST_PORT) {
                return Optional.empty();
            }
            try {
                addresses.add(new InetSocketAddress(InetAddress.getByName(host(matcher)), port));
            } catch (UnknownHostException e) {
                return Optional.empty();
            }
        }
        return Optional.of(addresses);
    }

    private static String host(Matcher matcher) {
        if (matcher.group("v4") != null) {
            return matcher.group("v4");
        }
        return matcher.group("v6") != null ? matcher.group("v6") : matcher.group("bare");
    }
}
