package dev.rollcall.server.node;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spellings of an address below a directory that mean another: the suffix {@code .scim}, which asks for what is answered anyway (RFC
 * 7644 section 3.8), and endpoints in other letter case.
 */
final class ScimPaths {

    private static final Pattern PATH = Pattern.compile("(/+scim(?:/v2)?/[^/]+/)([A-Za-z]+)((?:/[^/]*)?)");
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
        String straight = straight(path);
        if (straight.equals(path)) {
            context.next();
        } else {
            // Read before the address is another, which has no query.
            context.queryParams();
            context.reroute(straight);
        }
    }

    static String straight(String path) {
        String plain = path.endsWith(SUFFIX) && !path.endsWith("/" + SUFFIX)
                ? path.substring(0, path.length() - SUFFIX.length())
                : path;
        Matcher matcher = PATH.matcher(plain);
        if (!matcher.matches()) {
            return path;
        }
        Optional<String> endpoint = ENDPOINTS.stream()
                .filter(name -> name.equalsIgnoreCase(matcher.group(2)))
                .findFirst();
        return endpoint.map(name -> matcher.group(1) + name + matcher.group(3)).orElse(path);
    }
}
