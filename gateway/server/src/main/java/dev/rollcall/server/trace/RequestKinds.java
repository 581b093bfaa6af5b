package dev.rollcall.server.trace;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Names the kind of a request in one word, from its method and route. */
final class RequestKinds {

    private static final String BASE = "/scim/v2/:directory";
    private static final String UNVERSIONED = "/scim/:directory";
    private static final String OTHER = "other";

    private static final Map<String, String> OF_ONE = Map.of(
            "POST", "create", "PUT", "replace", "PATCH", "patch", "DELETE", "delete", "GET", "read", "HEAD", "read");

    private static final Set<String> DISCOVERY = Set.of("ServiceProviderConfig", "ResourceTypes", "Schemas");

    private RequestKinds() {}

    /** Every kind that there is. */
    static List<String> all() {
        return Stream.concat(
                        Stream.of("user", "group")
                                .flatMap(one -> Stream.of(
                                        "create_" + one,
                                        "replace_" + one,
                                        "patch_" + one,
                                        "delete_" + one,
                                        "read_" + one,
                                        "list_" + one + "s",
                                        "search_" + one + "s")),
                        Stream.of("bulk", "search", "discovery", OTHER))
                .toList();
    }

    static String of(String method, String route) {
        String below = route.startsWith(BASE)
                ? route.substring(BASE.length())
                : route.startsWith(UNVERSIONED) ? route.substring(UNVERSIONED.length()) : route;
        String[] parts = below.split("/", -1);
        String endpoint = parts.length > 1 ? parts[1] : "";
        if (DISCOVERY.contains(endpoint)) {
            return "discovery";
        }
        if (endpoint.equals("Bulk")) {
            return "bulk";
        }
        if (endpoint.equals(".search") || (endpoint.isEmpty() && method.equals("GET"))) {
            return "search";
        }
        if (!endpoint.equals("Users") && !endpoint.equals("Groups")) {
            return OTHER;
        }
        String type = endpoint.substring(0, endpoint.length() - 1).toLowerCase(Locale.ROOT);
        if (parts.length > 2 && parts[2].equals(".search")) {
            return "search_" + type + "s";
        }
        boolean ofMany = parts.length == 2 && (method.equals("GET") || method.equals("HEAD"));
        return ofMany ? "list_" + type + "s" : OF_ONE.containsKey(method) ? OF_ONE.get(method) + "_" + type : OTHER;
    }
}
