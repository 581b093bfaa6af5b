package dev.rollcall.server.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Mutability;
import dev.rollcall.scim.schema.CoreTypes;
import java.util.List;
import java.util.Random;

/** Bodies of writes, from a seed: mostly what clients send, now and then what must be refused. */
final class GeneratedWrites {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "Ada",
            "ADA",
            "Stra\u00dfe",
            "e\u0301",
            "O'Malley \"x\" \\",
            "\ud83d\ude00",
            "work",
            "",
            " ",
            "x@y.example");
    private static final List<String> TIMES = List.of("2030-01-31T12:00:00Z", "2030-01-31T14:00:00.5+02:00", "soon");

    private final Random random;

    GeneratedWrites(long seed) {
        random = new Random(seed);
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    <T> T pick(List<T> among) {
        return among.get(random.nextInt(among.size()));
    }

    ObjectNode user(String userName) {
        ObjectNode user = JSON.objectNode();
        ArrayNode schemas = user.putArray("schemas").add(ScimClient.USER);
        user.put("userName", userName);
        fill(user, CoreTypes.USER.schema().attributes(), 4);
        user.put("userName", userName);
        if (oneIn(2)) {
            fill(user.putObject(ScimClient.ENTERPRISE), CoreTypes.ENTERPRISE_USER.attributes(), 2);
            schemas.add(ScimClient.ENTERPRISE);
        }
        return user;
    }

    ObjectNode group(String displayName, List<String> members) {
        ObjectNode group = JSON.objectNode().put("displayName", displayName);
        group.putArray("schemas").add(ScimClient.GROUP);
        if (oneIn(2)) {
            group.put("externalId", pick(TEXTS));
        }
        group.set("members", members(members));
        return group;
    }

    /** One to three operations on a user's attributes. */
    ObjectNode patchOfUser() {
        ObjectNode patch = patch();
        for (int i = random.nextInt(3); i >= 0; i--) {
            boolean extension = oneIn(4);
            Attribute attribute = pick(
                    extension
                            ? CoreTypes.ENTERPRISE_USER.attributes()
                            : CoreTypes.USER.schema().attributes());
            String path = (extension ? ScimClient.ENTERPRISE + ":" : "") + attribute.name();
            if (attribute.isComplex() && oneIn(2)) {
                Attribute sub = pick(attribute.subAttributes());
                String filter = attribute.multiValued() && oneIn(2) ? "[type eq \"work\"]" : "";
                operation(patch, path + filter + "." + sub.name(), value(sub));
            } else {
                operation(patch, path, value(attribute));
            }
        }
        return patch;
    }

    ObjectNode patchOfGroup(List<String> members) {
        ObjectNode patch = patch();
        for (int i = random.nextInt(2); i >= 0; i--) {
            if (oneIn(3)) {
                operation(patch, "displayName", JSON.textNode(pick(TEXTS)));
            } else {
                operation(patch, "members", members(members));
            }
        }
        return patch;
    }

    private static ObjectNode patch() {
        ObjectNode patch = JSON.objectNode();
        patch.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:PatchOp");
        patch.putArray("Operations");
        return patch;
    }

    private void operation(ObjectNode patch, String path, JsonNode value) {
        String op = pick(List.of("add", "replace", "remove"));
        ObjectNode operation =
                patch.withArray("Operations").addObject().put("op", op).put("path", path);
        if (!op.equals("remove")) {
            operation.set("value", value);
        }
    }

    private ArrayNode members(List<String> ids) {
        ArrayNode members = JSON.arrayNode();
        ids.stream().filter(id -> oneIn(2)).forEach(id -> members.addObject().put("value", id));
        return members;
    }

    private void fill(ObjectNode into, List<Attribute> attributes, int rarity) {
        for (Attribute attribute : attributes) {
            if (attribute.mutability() != Mutability.READ_ONLY && oneIn(rarity)) {
                into.set(attribute.name(), value(attribute));
            }
        }
    }

    private JsonNode value(Attribute attribute) {
        if (!attribute.multiValued()) {
            return one(attribute);
        }
        ArrayNode list = JSON.arrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
            list.add(one(attribute));
        }
        return list;
    }

    private JsonNode one(Attribute attribute) {
        if (oneIn(40)) {
            return pick(List.of(
                    JSON.nullNode(), JSON.numberNode(7), JSON.objectNode().put("odd", 1)));
        }
        return switch (attribute.type()) {
            case COMPLEX -> {
                ObjectNode object = JSON.objectNode();
                fill(object, attribute.subAttributes(), 2);
                yield object;
            }
            case BOOLEAN -> JSON.booleanNode(random.nextBoolean());
            case INTEGER, DECIMAL -> JSON.numberNode(random.nextInt(3));
            case DATE_TIME -> JSON.textNode(pick(TIMES));
            case BINARY -> JSON.textNode(pick(List.of("AAAA", "AQ==", "?")));
            default -> JSON.textNode(pick(TEXTS));
        };
    }
}
