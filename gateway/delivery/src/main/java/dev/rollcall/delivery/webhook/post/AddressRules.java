package dev.rollcall.delivery.webhook.post;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides where deliveries may go. A URL is checked when it is set, and every address of its host name is checked again for each
 * connection, so that a name whose address changes (DNS rebinding) cannot lead a delivery where it must not go.
 *
 * @param inward whether addresses that are not of the public Internet are allowed, and clear text with them
 */
public record AddressRules(boolean inward) {

    /** An address range: its first bytes, and how many bits of them count. */
    private static final class Range {

        private final byte[] prefix;
        private final int bits;

        private Range(byte[] prefix, int bits) {
            this.prefix = prefix;
            this.bits = bits;
        }

        static Range of(String text) {
            int slash = text.indexOf('/');
            try {
                return new Range(
                        InetAddress.getByName(text.substring(0, slash)).getAddress(),
                        Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        boolean has(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Not of the public Internet: the special-purpose registries of IANA (RFC 6890), with the ranges of clouds'
     * metadata in them.
     */
    private static final List<Range> INWARD = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.31.196.0/24",
                    "192.52.193.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "192.175.48.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4")
            .map(Range::of)
            .toList();

    /** The only part of IPv6 that is routed publicly, and what of it is not. */
    private static final Range PUBLIC_6 = Range.of("2000::/3");

    private static final List<Range> INWARD_6 =
            Stream.of("2001::/23", "2001:db8::/32", "3fff::/20").map(Range::of).toList();

    private static final Range SIX_TO_FOUR = Range.of("2002::/16");
    private static final Range NAT64 = Range.of("64:ff9b::/96");

    /** Whether a connection to this address may be opened. */
    boolean allows(InetAddress address) {
        return inward || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return isPublic4(bytes);
        }
        if (!(address instanceof Inet6Address)) {
            return false;
        }
        if (SIX_TO_FOUR.has(bytes)) {
            return isPublic4(Arrays.copyOfRange(bytes, 2, 6));
        }
        if (NAT64.has(bytes)) {
            return isPublic4(Arrays.copyOfRange(bytes, 12, 16));
        }
        return PUBLIC_6.has(bytes) && INWARD_6.stream().noneMatch(range -> range.has(bytes));
    }

    private static boolean isPublic4(byte[] bytes) {
        return INWARD.stream().noneMatch(range -> range.has(bytes));
    }

    /** What is wrong with a URL, as a sentence that says what would be accepted; empty when it can be used. */
    public Optional<String> objection(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Optional.of("The URL cannot be read: give one such as https://example.com/hooks.");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(inward && scheme.equals("http"))) {
            return Optional.of(
                    "The URL must begin with https://. Plain HTTP is only for the operator's own network, with"
                            + " the setting webhook.private-addresses.");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            return Optional.of("The URL names no host: give one such as https://example.com/hooks.");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Optional.of("The URL must not have a user, password or fragment.");
        }
        return Optional.empty();
    }
}
