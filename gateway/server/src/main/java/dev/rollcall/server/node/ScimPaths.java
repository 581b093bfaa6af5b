package dev.rollcall.server.node;

import dev.rollcall.server.scim.MethodOverride;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Corrects spellings of an address below a directory that stand for another address: the suffix {@code .scim}, which asks for the
 * format that is sent anyway (RFC 7644 section 3.8), endpoints in other letter case, doubled slashes, and a base URL that was
 * entered twice.
 */
final class ScimPaths {

    private static final Pattern SLASHES = Pattern.compile("/{2,}");
    private static final Pattern PATH = Pattern.compile("(/+scim(?:/v2)?/[^/]+/)([A-Za-z]+)((?:/[^/]*)?)");
    private static final Pattern RESOURCE = Pattern.compile("/+scim(?:/v2)?/[^/]+/(?:Users|Groups)/[^/.]+");

    /** A base URL that was entered twice, or with the version once more behind it. */
    private static final Pattern TWICE =
            Pattern.compile("(/+scim(?:/v2)?/[^/]+)(?:/scim)?/v2(?:/[0-9a-fA-F-]{36})?((?:/[A-Za-z.]+.*)?)");

    private static final String SUFFIX = ".scim";

    private static final List<String> ENDPOINTS = List.of(
            "Users",
            "Groups",
            "Bulk",
            "Me",
            "ServiceProviderConfig",
            "ResourceTypes",
            "Schemas",
            "Roles",
            "Entitlements");

    private ScimPaths() {}

    /** Sends a request on as if it had named the address as the route table has it. */
    static void straighten(RoutingContext context) {
        String path = context.request().path();
        String straight = isStraight(path) ? path : straight(path);
        Optional<HttpMethod> meant = MethodOverride.of(context)
                .filter(method -> RESOURCE.matcher(straight).matches());
        if (meant.isPresent()) {
            context.queryParams();
            MethodOverride.mark(context);
            context.reroute(meant.get(), straight);
        } else if (straight.equals(path)) {
            context.next();
        } else {
            // Read before the address is another, which has no query.
            context.queryParams();
            context.reroute(straight);
        }
    }

    /** Whether a path is as clients write it who know the route table, which nearly all do; found without looking for any other spelling. */
    static boolean isStraight(String path) {
        if (path.endsWith(SUFFIX)) {
            return false;
        }
        int directory = path.startsWith("/scim/v2/") ? 9 : path.startsWith("/scim/") ? 6 : path.length();
        int endpoint = path.indexOf('/', directory) + 1;
        if (endpoint <= directory + 1 || isVersion(path, directory, endpoint - 1)) {
            return false;
        }
        int end = path.indexOf('/', endpoint);
        String name = path.substring(endpoint, end < 0 ? path.length() : end);
        return ENDPOINTS.contains(name) && (end < 0 || path.indexOf('/', end + 1) < 0);
    }

    /** Whether a segment may be part of a base URL that was entered twice. */
    private static boolean isVersion(String path, int begin, int end) {
        return path.regionMatches(begin, "v2", 0, end - begin) || path.regionMatches(begin, "scim", 0, end - begin);
    }

    static String straight(String path) {
        String plain = path.endsWith(SUFFIX) && !path.endsWith("/" + SUFFIX)
                ? path.substring(0, path.length() - SUFFIX.length())
                : path;
        Matcher twice = TWICE.matcher(SLASHES.matcher(plain).replaceAll("/"));
        String once = twice.matches()
                ? twice.group(1) + twice.group(2)
                : SLASHES.matcher(plain).replaceAll("/");
        Matcher matcher = PATH.matcher(once);
        if (!matcher.matches()) {
            return once.equals(plain) ? path : once;
        }
        Optional<String> endpoint = ENDPOINTS.stream()
                .filter(name -> name.equalsIgnoreCase(matcher.group(2)))
                .findFirst();
        return endpoint.map(name -> matcher.group(1) + name + matcher.group(3)).orElse(path);
    }
}
