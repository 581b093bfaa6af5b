package dev.rollcall.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.spi.RawRequest.Method;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a write of a user wants to change about the user's groups, for clients that manage memberships there. By the RFC
 * {@code groups} is read-only.
 *
 * @param groups ids of groups
 */
public record GroupWish(Kind kind, List<String> groups) {

    private static final String GROUPS = "groups";
    private static final Pattern ONE = Pattern.compile("(?i)groups\\[\\s*value\\s+eq\\s+\"?([^\"\\]]+?)\"?\\s*]");

    /** What is to become of the groups that are named. */
    public enum Kind {
        /** The user comes into them. */
        ADD,
        /** The user leaves them. */
        REMOVE,
        /** The user is in them and in no others. */
        SET
    }

    public GroupWish {
        groups = List.copyOf(groups);
    }

    /**
     * A body without what it says of groups.
     *
     * @param wishes in the order in which they stand
     */
    record Parted(ObjectNode rest, List<GroupWish> wishes) {}

    /** Takes the wishes out of the body of a write of a user; empty where there are none. */
    static Optional<Parted> part(Method method, JsonNode body) {
        if (!(body instanceof ObjectNode sent)) {
            return Optional.empty();
        }
        ObjectNode rest = sent.deepCopy();
        List<GroupWish> wishes = new ArrayList<>();
        if (method == Method.PATCH && rest.path("Operations") instanceof ArrayNode operations) {
            for (Iterator<JsonNode> each = operations.elements(); each.hasNext(); ) {
                if (each.next() instanceof ObjectNode operation && takesAll(operation, wishes)) {
                    each.remove();
                }
            }
        } else {
            fromAttributes(rest, Kind.SET, wishes);
        }
        return wishes.isEmpty() ? Optional.empty() : Optional.of(new Parted(rest, wishes));
    }

    /** Whether an operation is about groups and nothing else; those that stand beside other attributes are taken out of it. */
    private static boolean takesAll(ObjectNode operation, List<GroupWish> wishes) {
        String path = operation.path("path").asText("");
        String op = operation.path("op").asText("");
        boolean removes = op.equalsIgnoreCase("remove") || op.equalsIgnoreCase("delete");
        Kind kind = removes ? Kind.REMOVE : op.equalsIgnoreCase("add") ? Kind.ADD : Kind.SET;
        Matcher one = ONE.matcher(path.strip());
        if (one.matches()) {
            wishes.add(new GroupWish(removes ? Kind.REMOVE : Kind.ADD, List.of(one.group(1))));
            return true;
        }
        if (path.equalsIgnoreCase(GROUPS)) {
            JsonNode value = operation.get("value");
            boolean isAll = removes && (value == null || value.isNull());
            wishes.add(isAll ? new GroupWish(Kind.SET, List.of()) : new GroupWish(kind, ids(value)));
            return true;
        }
        return path.isEmpty()
                && operation.path("value") instanceof ObjectNode attributes
                && fromAttributes(attributes, kind, wishes)
                && attributes.isEmpty();
    }

    private static boolean fromAttributes(ObjectNode attributes, Kind kind, List<GroupWish> wishes) {
        for (Iterator<Map.Entry<String, JsonNode>> each =
                        attributes.properties().iterator();
                each.hasNext(); ) {
            Map.Entry<String, JsonNode> member = each.next();
            if (member.getKey().equalsIgnoreCase(GROUPS)) {
                each.remove();
                wishes.add(new GroupWish(kind, ids(member.getValue())));
                return true;
            }
        }
        return false;
    }

    private static List<String> ids(@Nullable JsonNode value) {
        List<String> ids = new ArrayList<>();
        if (value instanceof ArrayNode list) {
            list.forEach(element -> ids.addAll(ids(element)));
        } else if (value instanceof ObjectNode object) {
            ids.add(object.path("value").asText(""));
        } else if (value != null && value.isTextual()) {
            ids.add(value.textValue());
        }
        ids.removeIf(String::isBlank);
        return ids;
    }
}
