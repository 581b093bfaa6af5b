package dev.rollcall.scim.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.scim.message.BulkRequest.Operation;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the references {@code bulkId:...} of a bulk operation to resources that the same request makes (RFC 7644 section 3.7.2): in
 * its path, where its data refer to a resource ({@code value}, {@code manager}, {@code $ref}, bare elements of a list), and in the
 * value filter of a PATCH path. Text elsewhere that begins with {@code bulkId:} is text.
 */
public final class BulkReferences {

    private static final String PREFIX = "bulkId:";
    private static final Pattern REFERRING = Pattern.compile("(?i)(?:.*[.:])?(?:value|manager|\\$ref)");
    private static final Pattern IN_FILTER = Pattern.compile("\"bulkId:([^\"\\\\]*)\"");

    private BulkReferences() {}

    /** The bulkIds that an operation refers to, in the order in which they stand. */
    public static Set<String> of(Operation operation) {
        Set<String> found = new LinkedHashSet<>();
        resolve(operation, bulkId -> {
            found.add(bulkId);
            return Optional.of("");
        });
        return found;
    }

    /**
     * Puts ids in place of references.
     *
     * @param ids the id for a bulkId; empty leaves the reference out, together with the element or the complex value that
     *     consists of it
     */
    public static Operation resolve(Operation operation, Function<String, Optional<String>> ids) {
        String id = operation.id();
        String resolvedId = id != null && id.startsWith(PREFIX)
                ? ids.apply(id.substring(PREFIX.length())).orElse(id)
                : id;
        JsonNode data = operation.data();
        return new Operation(
                operation.method(),
                operation.bulkId(),
                operation.endpoint(),
                resolvedId,
                operation.version(),
                data == null ? null : resolve(data, "", ids));
    }

    private static @Nullable JsonNode resolve(JsonNode node, String key, Function<String, Optional<String>> ids) {
        if (node instanceof ObjectNode object) {
            return object(object, ids);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode resolved = array.arrayNode(array.size());
            for (JsonNode element : array) {
                JsonNode kept = resolve(element, "value", ids);
                if (kept != null) {
                    resolved.add(kept);
                }
            }
            return resolved;
        }
        return node.isTextual() ? text(node.textValue(), key, ids) : node;
    }

    private static @Nullable JsonNode object(ObjectNode object, Function<String, Optional<String>> ids) {
        ObjectNode resolved = object.objectNode();
        for (var field : object.properties()) {
            JsonNode kept = resolve(field.getValue(), field.getKey(), ids);
            if (kept != null) {
                resolved.set(field.getKey(), kept);
            } else if (field.getKey().equalsIgnoreCase("value")) {
                return null;
            }
        }
        return resolved;
    }

    private static @Nullable JsonNode text(String text, String key, Function<String, Optional<String>> ids) {
        if (key.equalsIgnoreCase("path")) {
            Matcher quoted = IN_FILTER.matcher(text);
            return TextNode.valueOf(quoted.replaceAll(found ->
                    Matcher.quoteReplacement('"' + ids.apply(found.group(1)).orElse("") + '"')));
        }
        int start = text.lastIndexOf('/') + 1;
        if (!text.startsWith(PREFIX, start)
                || !REFERRING.matcher(key).matches()
                || (start > 0 && !key.equalsIgnoreCase("$ref"))) {
            return TextNode.valueOf(text);
        }
        return ids.apply(text.substring(start + PREFIX.length()))
                .<JsonNode>map(id -> TextNode.valueOf(text.substring(0, start) + id))
                .orElse(null);
    }
}
