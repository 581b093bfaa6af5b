package dev.rollcall.server.config;

import dev.rollcall.core.attribute.SharedAttributes;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The kind of values that a setting takes.
 *
 * @param accepts what would be accepted, to stand behind "use "
 * @param secret whether a value may never be shown
 * @param reader the value, or empty when the text is none; where it can say more, an {@link IllegalArgumentException} with the end of
 *     a sentence
 */
public record Kind<T>(String accepts, boolean secret, Function<String, Optional<T>> reader) {

    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?");

    static final Kind<String> TEXT = new Kind<>("any text", false, text -> filled(text));

    static final Kind<Boolean> SWITCH = new Kind<>("on or off", false, text -> switch (text) {
        case "on", "true" -> Optional.of(true);
        case "off", "false" -> Optional.of(false);
        default -> Optional.empty();
    });

    /** 0 lets the system choose a free one. */
    static final Kind<Integer> PORT = whole(0, 65_535);

    static Kind<Integer> whole(int least, int most) {
        return new Kind<>("a whole number from " + least + " to " + most, false, text -> {
            try {
                int number = Integer.parseInt(text);
                return number < least || number > most ? Optional.empty() : Optional.of(number);
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    static Kind<String> oneOf(String... words) {
        List<String> known = List.of(words);
        return new Kind<>(
                "one of " + String.join(", ", known),
                false,
                text -> filled(text).filter(known::contains));
    }

    /** An absolute http(s) URL; empty means none. */
    static final Kind<Optional<String>> URL = new Kind<>(
            "a URL such as https://id.example.com/keys",
            false,
            text -> text.isEmpty() || isUrl(text) ? Optional.of(filled(text)) : Optional.empty());

    /** Where a token is fetched; empty means none. */
    static final Kind<Optional<String>> TOKEN_PLACE = new Kind<>(
            "the absolute path of a file such as /var/run/secrets/token, or a URL such as http://169.254.169.254/token",
            false,
            text -> text.isEmpty() || isUrl(text) || isAbsolutePath(text)
                    ? Optional.of(filled(text))
                    : Optional.empty());

    /** A colour; empty means none. */
    static final Kind<Optional<String>> COLOUR = new Kind<>(
            "a colour such as #1a5c4c",
            false,
            text -> text.isEmpty() || text.matches("#[0-9a-fA-F]{6}") ? Optional.of(filled(text)) : Optional.empty());

    /** A file; empty means none. */
    static final Kind<Optional<Path>> FILE = new Kind<>(
            "the path of a file", false, text -> Optional.of(filled(text).map(Path::of)));

    /** A PostgreSQL URL; secret, for it may hold a password. Empty means none. */
    static final Kind<Optional<String>> DATABASE = new Kind<>(
            "a URL such as postgresql://user:password@host:5432/database",
            true,
            text -> text.isEmpty() || text.startsWith("postgresql://") || text.startsWith("postgres://")
                    ? Optional.of(filled(text))
                    : Optional.empty());

    /** {@code host}, {@code forwarded} or an absolute http(s) URL without path. */
    static final Kind<String> ORIGIN =
            new Kind<>("host, forwarded, or a URL such as https://scim.example.com", false, text -> switch (text) {
                case "host", "forwarded" -> Optional.of(text);
                default -> origin(text);
            });

    /** Empty for the system's. */
    static final Kind<List<InetSocketAddress>> RESOLVERS = new Kind<>(
            "system, or IP addresses such as 192.0.2.53 or [2001:db8::53]:5353, separated by commas",
            false,
            Resolvers::parse);

    /** Addresses and networks with commas between them; empty means none. */
    static final Kind<List<Network>> NETWORKS = new Kind<>(
            "addresses such as 192.0.2.7 or networks such as 10.0.0.0/8, with commas between them", false, text -> {
                List<String> parts = text.isBlank() ? List.of() : List.of(text.split(",", -1));
                List<Network> networks = parts.stream()
                        .flatMap(one -> Network.parse(one.strip()).stream())
                        .toList();
                return networks.size() == parts.size() ? Optional.of(networks) : Optional.empty();
            });

    /** Origins with commas between them; empty means none. */
    static final Kind<List<String>> ORIGINS =
            new Kind<>("origins such as https://app.example.com, with commas between them", false, Kind::origins);

    private static Optional<List<String>> origins(String text) {
        List<String> origins = Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .flatMap(one -> origin(one).stream())
                .toList();
        boolean isAll = text.isBlank() || origins.size() == text.split(",", -1).length;
        return isAll ? Optional.of(origins) : Optional.empty();
    }

    /** Names of hosts with commas between them. */
    static final Kind<List<String>> HOSTS = new Kind<>(
            "names of hosts such as login.example.com, or *.example.com for all below it, with commas between them",
            false,
            text -> {
                List<String> hosts = Stream.of(text.split(",", -1))
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .toList();
                return hosts.stream().allMatch(HOST.asMatchPredicate()) ? Optional.of(hosts) : Optional.empty();
            });

    /** Attributes of users with commas between them; empty means none. */
    static final Kind<SharedAttributes> ATTRIBUTES = new Kind<>(
            "attributes such as title, name.familyName, emails[primary eq true].value or"
                    + " urn:example:2.0:User:costCenter, with commas between them",
            false,
            text -> Optional.of(SharedAttributes.read(text)));

    /** Empty means none. */
    static final Kind<Optional<String>> OPTIONAL_TEXT =
            new Kind<>("any text", false, text -> Optional.of(filled(text)));

    /** The same for what may never be shown. */
    static final Kind<Optional<String>> SECRET = new Kind<>("any text", true, text -> Optional.of(filled(text)));

    private static Optional<String> filled(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static boolean isAbsolutePath(String text) {
        try {
            return !text.contains("://") && Path.of(text).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = URI.create(text);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<String> origin(String text) {
        String bare = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        try {
            URI uri = URI.create(bare);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.getPath().isEmpty() && uri.getQuery() == null
                    ? Optional.of(bare)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
