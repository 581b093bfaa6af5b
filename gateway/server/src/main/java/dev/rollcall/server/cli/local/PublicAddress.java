package dev.rollcall.server.cli.local;

import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.Settings;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Checks what {@code serve} requires of the settings that say where clients reach it. */
final class PublicAddress {

    private PublicAddress() {}

    /**
     * Lets pass settings under which no client can say what the gateway's address is.
     *
     * @throws CommandException with what to set
     */
    static void require(Config config) {
        String url = config.get(Settings.SERVER_PUBLIC_URL);
        if (url.equals("host")) {
            throw new CommandException(
                    "serve needs to know where clients reach it: set server.public-url (ROLLCALL_SERVER_PUBLIC_URL) to"
                            + " that URL, such as https://scim.example.com. Behind proxies under several names, set it to"
                            + " \"forwarded\" and server.trusted-proxies (ROLLCALL_SERVER_TRUSTED_PROXIES) to the"
                            + " addresses that they connect from. The Host header alone is not trusted, since any "
                            + "client"
                            + " can set it.");
        }
        if (url.equals("forwarded") && config.get(Settings.TRUSTED_PROXIES).isEmpty()) {
            throw new CommandException(
                    "server.public-url is \"forwarded\" and no proxy is trusted: set server.trusted-proxies"
                            + " (ROLLCALL_SERVER_TRUSTED_PROXIES) to the addresses that your proxies connect from, such"
                            + " as 10.0.0.0/8, or server.public-url to the URL that clients use.");
        }
    }

    /** What to tell an operator whose credentials may travel unencrypted; empty when all stays on this machine. */
    static List<String> warnings(Config config) {
        List<String> warnings = new ArrayList<>();
        String host = config.get(Settings.SERVER_HOST);
        if (!isLoopback(host) && config.get(Settings.TLS_CERTIFICATE).isEmpty()) {
            warnings.add("serving clear text on " + host
                    + ": an attacker on the network can read credentials and personal data. Set"
                    + " server.tls-certificate and server.tls-key, or put a proxy that terminates TLS in front, and"
                    + " let nothing else reach this port.");
        }
        String url = config.get(Settings.SERVER_PUBLIC_URL);
        if (url.startsWith("http:")
                && !isLoopback(String.valueOf(URI.create(url).getHost()))) {
            warnings.add("server.public-url is " + url
                    + ", so clients are sent to an address without TLS. Set it to the https URL that clients use.");
        }
        return warnings;
    }

    private static boolean isLoopback(String host) {
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        return address == null ? host.toLowerCase(Locale.ROOT).equals("localhost") : address.isLoopbackAddress();
    }
}
