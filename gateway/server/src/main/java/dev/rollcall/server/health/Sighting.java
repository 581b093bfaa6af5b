package dev.rollcall.server.health;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One SCIM request and its answer, as far as health depends on it.
 *
 * @param directoryId whom the path names; whether there is such a directory is not known
 * @param kind what kind of failure the answer was, or null when it was none
 * @param success whether it was answered with success; an answer may be neither
 * @param probe whether it looks like a connection test
 * @param write whether it was to change something
 * @param admitted whether its credential was valid
 */
record Sighting(
        UUID directoryId, @Nullable Kind kind, boolean success, boolean probe, boolean write, boolean admitted) {

    private static final Pattern PATH = Pattern.compile(
            "/scim(?:/v2)?/([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})(/[^/]*)?(/.*)?");

    /** As the connection tests of Entra and others: somebody is looked up whom no directory has. */
    private static final Pattern NOBODY = Pattern.compile(
            "(?i).*filter=[^&]*(?:%20|\\+| )eq(?:%20|\\+| )(?:%22|\")?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?:%22|\")?(?:&.*)?");

    /** As Okta's: one or two of whoever there is. */
    private static final Pattern ANYBODY = Pattern.compile("(?:.*&)?count=[0-2](?:&.*)?");

    /** Kinds of failure that an administrator can do something about. */
    enum Kind {
        CREDENTIAL,
        ADDRESS,
        CONFLICT,
        VALUE,
        GATEWAY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What an exchange was; empty when its path names no directory. */
    static Optional<Sighting> of(String method, String path, @Nullable String query, int status) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String collection = matcher.group(2) == null ? "" : matcher.group(2);
        boolean isOfOne = matcher.group(3) != null;
        boolean reads = method.equals("GET");
        boolean success = status < 400;
        boolean admitted = status != 401 && status != 403 && status != 503;
        return Optional.of(new Sighting(
                UUID.fromString(matcher.group(1)),
                kind(status, isOfOne),
                success,
                reads && !isOfOne && success && isProbe(collection, query),
                !reads,
                admitted));
    }

    /** A resource that is gone, a version that is old and a lane that is full are everyday. */
    private static @Nullable Kind kind(int status, boolean isOfOne) {
        return switch (status) {
            case 401, 403 -> Kind.CREDENTIAL;
            case 404, 405 -> isOfOne ? null : Kind.ADDRESS;
            case 409 -> Kind.CONFLICT;
            case 400, 413, 415 -> Kind.VALUE;
            default -> status >= 500 ? Kind.GATEWAY : null;
        };
    }

    private static boolean isProbe(String collection, @Nullable String query) {
        if (collection.equals("/ServiceProviderConfig")) {
            return true;
        }
        boolean isList = collection.equals("/Users") || collection.equals("/Groups");
        return isList
                && query != null
                && (NOBODY.matcher(query).matches()
                        || (!query.contains("filter=") && ANYBODY.matcher(query).matches()));
    }
}
