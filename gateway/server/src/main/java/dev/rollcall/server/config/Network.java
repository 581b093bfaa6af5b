package dev.rollcall.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses that begin with the same bits.
 *
 * @param address the first of them
 * @param bits how many of its bits count, from the left
 */
public record Network(InetAddress address, int bits) {

    /** Only what looks like an address: a name would be asked for over the network. */
    private static final Pattern TEXT =
            Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/([0-9]{1,3}))?");

    /** Reads one address such as {@code 192.0.2.7}, or several such as {@code 10.0.0.0/8}; empty when the text is neither. */
    static Optional<Network> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return address(matcher.group(1)).flatMap(address -> {
            int most = address.getAddress().length * Byte.SIZE;
            int bits = matcher.group(2) == null ? most : Integer.parseInt(matcher.group(2));
            return bits > most ? Optional.empty() : Optional.of(new Network(address, bits));
        });
    }

    /** Whether the address, written in digits, is one of them; a name is none. */
    public boolean contains(String text) {
        return TEXT.matcher(text).matches()
                && address(text).filter(this::contains).isPresent();
    }

    private boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] its = other.getAddress();
        if (mine.length != its.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >>> (bit % Byte.SIZE);
            if ((mine[bit / Byte.SIZE] & mask) != (its[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<InetAddress> address(String text) {
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
