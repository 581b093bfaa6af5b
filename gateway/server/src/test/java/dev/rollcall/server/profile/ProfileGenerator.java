package dev.rollcall.server.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Invents profile documents along their JSON Schema, with a fault here and there, and requests for them; the same from the same seed. */
final class ProfileGenerator {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> PATHS = List.of(
            "userName",
            "displayName",
            "name.givenName",
            "active",
            "title",
            "emails",
            "emails[type eq \"work\"].value",
            "members",
            "externalId",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
            "meta",
            "roles[",
            "x y");

    private static final List<String> NAMES = List.of(
            "login", "mail", "status", "active", "first.last", "userName", "people", "emails", "members", "a", "ü", "");

    /** What grows, loops, and matches, as far as an attacker would go. */
    private static final List<String> NASTY = List.of(
            "[value].map(a,[a,a]).map(a,[a,a]).map(a,[a,a]).map(a,[a,a])",
            "value.map(a, value.map(b, value.map(c, [a, b, c])))",
            "value.replace(\"\", value).replace(\"\", value)",
            "value.matches(\"(a*)*b\")",
            "value.matches(\"(x{30}){30}\")",
            "value.filter(x, x in value)",
            "value + value + value + value + value",
            "(value + value).split(\"\").map(c, c + value)",
            "request.a.map(k, request.a.map(l, k == l))",
            "value == request.members && request.members == value",
            "[1,2,3].map(i, [1,2,3].map(j, [1,2,3].map(k, i * j * k)))",
            "value.contains(request.a) || request.a.contains(value)",
            "value.all(x, x.matches(\"^[a-z]{1,20}$\"))",
            "{\"a\": value, \"b\": {\"c\": [value, value]}}");

    private static final List<String> TOKENS = List.of(
            "value",
            "request.",
            "constants.",
            "login",
            "a",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "'",
            "\"x\"",
            "1",
            "1.5e300",
            "true",
            "null",
            "+",
            "-",
            "*",
            "/",
            "%",
            "==",
            "&&",
            "||",
            "!",
            "?",
            ":",
            ",",
            ".",
            "in",
            "has(",
            ".map(e, ",
            ".filter(e, ",
            ".exists(e, ",
            ".matches(",
            ".split(",
            ".join(",
            ".size()",
            "\n",
            "//",
            "\\",
            "ü",
            "\uD83D\uDE00",
            "`",
            "for",
            "\u0000",
            "9223372036854775807",
            "google.protobuf.Any{",
            "b\"",
            "0x",
            "u");

    private final Random random;
    private final JsonNode schema;

    ProfileGenerator(long seed, JsonNode schema) {
        this.random = new Random(seed);
        this.schema = schema;
    }

    /** A document; about half of them can be used. */
    JsonNode document() {
        if (random.nextBoolean()) {
            return computed();
        }
        ObjectNode document = object(schema, 0);
        if (random.nextInt(4) > 0) {
            document.remove(List.of("version", "extends", "quirks", "habits"));
        }
        return random.nextInt(12) == 0 ? broken(document) : document;
    }

    /** One that works out values and asks conditions, and has no other fault. */
    private ObjectNode computed() {
        ObjectNode document = JSON.objectNode();
        document.putObject("constants").put("a", "x").put("n", 7);
        for (String type : List.of("user", "group")) {
            ArrayNode attributes = document.putObject(type).putArray("attributes");
            for (String to : type.equals("user") ? List.of("userName", "title", "emails") : List.of("members")) {
                ObjectNode mapping = attributes.addObject().put("to", to);
                if (random.nextBoolean()) {
                    mapping.put("from", pick(List.of("login", "a", "mail", "people", "members")));
                }
                if (random.nextInt(3) == 0) {
                    mapping.put("when", condition(2));
                }
                String given = random.nextInt(8) == 0 ? expression(false) : tree(1 + random.nextInt(3));
                mapping.put("expression", random.nextBoolean() ? "dyn(" + given + ")" : given);
            }
        }
        return document;
    }

    private JsonNode broken(ObjectNode document) {
        return switch (random.nextInt(4)) {
            case 0 -> JSON.arrayNode().add(document);
            case 1 -> JSON.textNode(document.toString());
            case 2 -> document.set(pick(NAMES), value(2));
            default -> JSON.nullNode();
        };
    }

    private JsonNode along(String name, JsonNode shape, int depth) {
        if (random.nextInt(60) == 0) {
            return value(2);
        }
        if (name.equals("when") || name.equals("expression")) {
            return JSON.textNode(expression(name.equals("when")));
        }
        if (name.equals("to")) {
            return JSON.textNode(random.nextInt(20) == 0 ? text(30) : pick(PATHS));
        }
        if (shape.has("const")) {
            return shape.path("const");
        }
        if (shape.has("enum")) {
            return shape.path("enum").get(random.nextInt(shape.path("enum").size()));
        }
        if (shape.has("oneOf")) {
            return along(
                    name,
                    shape.path("oneOf").get(random.nextInt(shape.path("oneOf").size())),
                    depth);
        }
        return switch (shape.path("type").asText()) {
            case "object" -> object(shape, depth);
            case "array" -> array(name, shape, depth);
            case "integer" ->
                JSON.numberNode(shape.path("minimum").asInt()
                        + random.nextInt(1
                                + Math.min(
                                        1_000,
                                        shape.path("maximum").asInt()
                                                - shape.path("minimum").asInt())));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "string" -> JSON.textNode(random.nextInt(15) == 0 ? text(2_500) : pick(NAMES.subList(0, 11)));
            default -> value(2);
        };
    }

    private ObjectNode object(JsonNode shape, int depth) {
        ObjectNode object = JSON.objectNode();
        for (Map.Entry<String, JsonNode> member : shape.path("properties").properties()) {
            boolean isRequired = shape.path("required").toString().contains("\"" + member.getKey() + "\"");
            if (isRequired || random.nextInt(3) == 0) {
                object.set(member.getKey(), along(member.getKey(), member.getValue(), depth + 1));
            }
        }
        if (shape.path("additionalProperties").isObject()) {
            for (int i = random.nextInt(4); i > 0; i--) {
                object.set(pick(NAMES), along("", shape.path("additionalProperties"), depth + 1));
            }
        }
        return object;
    }

    private ArrayNode array(String name, JsonNode shape, int depth) {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(random.nextInt(40) == 0 ? 101 : 5); i > 0; i--) {
            array.add(along(name, shape.path("items"), depth + 1));
        }
        return array;
    }

    /** A text that may be an expression. */
    String expression(boolean isCondition) {
        return switch (random.nextInt(4)) {
            case 0 -> pick(NASTY);
            case 1 -> tokens();
            case 2 -> pick(NASTY).replace("value", "(" + tree(2) + ")");
            default -> isCondition ? condition(3) : tree(4);
        };
    }

    private String tokens() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(10) == 0 ? 600 : 30); i > 0; i--) {
            text.append(pick(TOKENS)).append(random.nextInt(5) == 0 ? " " : "");
        }
        return text.toString();
    }

    /** Any kind of value for the check of kinds, so that most of them pass it. */
    private String tree(int depth) {
        return "dyn(" + branch(depth) + ")";
    }

    private String branch(int depth) {
        if (depth == 0) {
            return pick(
                    List.of("value", "request.login", "request.a", "\"x\"", "7", "true", "null", "constants.a", "[]"));
        }
        String one = tree(depth - 1);
        String other = tree(depth - 1 - random.nextInt(depth));
        return switch (random.nextInt(10)) {
            case 0 -> one + " + " + other;
            case 1 -> condition(depth - 1) + " ? " + one + " : " + other;
            case 2 -> "[" + one + ", " + other + "]";
            case 3 -> "(" + one + ").map(e, " + other.replace("value", "e") + ")";
            case 4 -> "(" + one + ").filter(e, " + condition(depth - 1) + ")";
            case 5 -> "string(" + one + ").split(\",\").join(string(" + other + "))";
            case 6 -> "string(" + one + ").replace(string(" + other + "), \"y\")";
            case 7 -> "{\"k\": " + one + "}";
            case 8 -> "has(request.login) ? " + one + " : " + other;
            default -> "string(" + one + ").lowerAscii()";
        };
    }

    private String condition(int depth) {
        String one = tree(Math.max(0, depth - 1));
        return switch (random.nextInt(6)) {
            case 0 -> "has(request.a)";
            case 1 -> "(" + one + ") == value";
            case 2 -> "string(" + one + ").matches(\"^[a-z0-9._-]{1,20}$\")";
            case 3 -> "value in [" + one + ", \"a\"]";
            case 4 -> "!(" + one + " == null) && (" + tree(0) + ") != \"z\"";
            default -> "size(string(" + one + ")) > 3";
        };
    }

    /** The body of a request under such profiles. */
    JsonNode body() {
        ObjectNode body = JSON.objectNode();
        for (int i = random.nextInt(8); i > 0; i--) {
            body.set(pick(NAMES), value(3));
        }
        if (random.nextInt(20) == 0) {
            body.put("a", "ab".repeat(random.nextInt(30_000)));
        }
        if (random.nextInt(20) == 0) {
            ArrayNode members = body.putArray("members");
            for (int i = random.nextInt(3_000); i > 0; i--) {
                members.addObject().put("value", "u" + i);
            }
        }
        return body;
    }

    /** The same as a PATCH. */
    JsonNode patch() {
        ArrayNode operations = JSON.arrayNode();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            ObjectNode operation =
                    operations.addObject().put("op", pick(List.of("add", "replace", "remove", "Add", "")));
            if (random.nextBoolean()) {
                operation.put("path", random.nextBoolean() ? pick(NAMES) : pick(PATHS));
            }
            operation.set("value", random.nextBoolean() ? body() : value(2));
        }
        return JSON.objectNode().set("Operations", operations);
    }

    private JsonNode value(int depth) {
        return switch (random.nextInt(depth == 0 ? 7 : 9)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextLong());
            case 3 -> JSON.numberNode(random.nextDouble() * 1e300);
            case 4 -> JSON.textNode(text(40));
            case 5, 6 -> JSON.textNode(pick(List.of("A", "L", "ada@example.com", "1", "true", "a,b", "")));
            case 7 -> {
                ArrayNode array = JSON.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = JSON.objectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(pick(NAMES), value(depth - 1));
                }
                yield object;
            }
        };
    }

    private String text(int most) {
        List<Integer> characters = new ArrayList<>();
        for (int i = random.nextInt(most); i > 0; i--) {
            characters.add(random.nextInt(30) == 0 ? 0x20 + random.nextInt(0xD000) : 0x20 + random.nextInt(0x5F));
        }
        StringBuilder text = new StringBuilder();
        characters.forEach(text::appendCodePoint);
        return text.toString();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
