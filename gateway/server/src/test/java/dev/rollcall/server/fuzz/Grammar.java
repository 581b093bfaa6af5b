package dev.rollcall.server.fuzz;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sentences of what the gateway reads: filters, paths, resources, PATCHes, bulks. Right by their grammar, wild in what they say. */
final class Grammar {

    private static final List<String> NAMES = List.of(
            "userName",
            "externalId",
            "id",
            "active",
            "title",
            "name",
            "name.givenName",
            "emails",
            "emails.value",
            "emails.primary",
            "phoneNumbers",
            "addresses.locality",
            "meta.lastModified",
            "meta.version",
            "groups",
            "groups.value",
            "members",
            "members.value",
            "displayName",
            "roles",
            "x509Certificates",
            "password",
            "schemas",
            "unknown",
            "unknown.sub",
            "urn:ietf:params:scim:schemas:core:2.0:User:userName",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User");
    private static final List<String> OPERATORS = List.of("eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le", "EQ");
    private static final List<String> LISTS = List.of("emails", "members", "addresses", "roles", "groups", "name");

    private final Random random;
    private final Mutator mutator;

    Grammar(Random random, Mutator mutator) {
        this.random = random;
        this.mutator = mutator;
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    String filter(int depth) {
        return switch (depth > 3 ? random.nextInt(3) : random.nextInt(8)) {
            case 0, 1 -> one(NAMES) + " " + one(OPERATORS) + " " + scalar();
            case 2 -> one(NAMES) + " pr";
            case 3 -> filter(depth + 1) + " and " + filter(depth + 1);
            case 4 -> filter(depth + 1) + " or " + filter(depth + 1);
            case 5 -> "not (" + filter(depth + 1) + ")";
            case 6 -> one(LISTS) + "[" + inner(depth + 1) + "]";
            default -> "(" + filter(depth + 1) + ")";
        };
    }

    private String inner(int depth) {
        String term = one(List.of("type", "value", "primary", "display", "$ref", "nothing")) + " " + one(OPERATORS)
                + " " + scalar();
        return depth < 4 && random.nextInt(3) == 0 ? term + one(List.of(" and ", " or ")) + inner(depth + 1) : term;
    }

    String path() {
        return switch (random.nextInt(3)) {
            case 0 -> one(NAMES);
            case 1 -> one(LISTS) + "[" + inner(0) + "]";
            default -> one(LISTS) + "[" + inner(0) + "]." + one(List.of("value", "type", "primary", "nothing"));
        };
    }

    /** A JSON value of any shape. */
    String value(int depth) {
        return switch (depth > 3 ? random.nextInt(2) : random.nextInt(6)) {
            case 0, 1, 2 -> scalar();
            case 3 -> "[" + many(depth, 3) + "]";
            default -> object(depth);
        };
    }

    private String many(int depth, int most) {
        return IntStream.range(0, random.nextInt(most + 1))
                .mapToObj(i -> value(depth + 1))
                .collect(Collectors.joining(","));
    }

    private String object(int depth) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i ->
                        quoted(random.nextBoolean() ? one(NAMES) : one(List.of("value", "type", "primary", "display")))
                                + ":" + value(depth + 1))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String scalar() {
        return switch (random.nextInt(8)) {
            case 0 -> "true";
            case 1 -> "false";
            case 2 -> "null";
            case 3 -> one(List.of("0", "-1", "1e400", "1E-999", "12345678901234567890", "0.5", "1e19"));
            case 4 -> "\"2026-01-01T00:00:00Z\"";
            case 5 -> "\"False\"";
            case 6 -> quoted("x" + random.nextInt(50) + "@demo.example");
            default -> quoted(mutator.atom());
        };
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    String user() {
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":"
                + quoted("x" + random.nextInt(200) + "@demo.example") + fields() + "}";
    }

    String group() {
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":"
                + quoted("g" + random.nextInt(50)) + fields() + "}";
    }

    private String fields() {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> "," + quoted(one(NAMES) + (random.nextInt(4) == 0 ? i : "")) + ":" + value(0))
                .collect(Collectors.joining());
    }

    String patch() {
        return IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> operation())
                .collect(Collectors.joining(
                        ",",
                        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[",
                        "]}"));
    }

    private String operation() {
        String path = random.nextInt(3) == 0 ? "" : ",\"path\":" + quoted(path());
        String value = random.nextInt(6) == 0 ? "" : ",\"value\":" + (path.isEmpty() ? object(0) : value(0));
        return "{\"op\":\"" + one(List.of("add", "remove", "replace", "Add", "none")) + "\"" + path + value + "}";
    }

    String bulk() {
        return IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(i -> "{\"method\":\"" + one(List.of("POST", "PUT", "PATCH", "DELETE", "GET")) + "\",\"path\":"
                        + quoted(one(List.of(
                                "/Users", "/Groups", "/Users/bulkId:b0", "/Users/USER", "/Groups/GROUP", "/x", "")))
                        + ",\"bulkId\":\"b" + i + "\",\"data\":" + one(List.of(user(), group(), patch(), value(0)))
                        + "}")
                .collect(Collectors.joining(
                        ",",
                        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"failOnErrors\":"
                                + random.nextInt(5) + ",\"Operations\":[",
                        "]}"));
    }
}
