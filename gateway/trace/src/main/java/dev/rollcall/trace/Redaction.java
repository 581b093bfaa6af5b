package dev.rollcall.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON without what nobody may read: values of attributes that are never returned or write-only by their schema, {@code password}
 * in any case, under whatever spelling of the name, in operations of a PATCH, and wherever else the same value stands. By setting, no
 * value of an attribute is written at all.
 */
final class Redaction {

    static final String HIDDEN = "(hidden)";

    private static final String PASSWORD = "password";

    /** A shorter value may stand anywhere. */
    private static final int TELLING = 6;

    /** Say what a message is rather than what a person is. */
    private static final Set<String> STRUCTURE = Set.of(
            "schemas",
            "op",
            "id",
            "status",
            "scimtype",
            "method",
            "bulkid",
            "resourcetype",
            "location",
            "version",
            "totalresults",
            "startindex",
            "itemsperpage",
            "failonerrors",
            "created",
            "lastmodified",
            "$ref");

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    private final Set<String> secretNames;
    private final boolean showsValues;
    private final Set<String> secrets = new HashSet<>();

    private Redaction(Set<String> secretNames, boolean showsValues) {
        this.secretNames = secretNames;
        this.showsValues = showsValues;
    }

    /**
     * For one request.
     *
     * @param types what its directory knows
     * @param showsValues whether values of attributes may be written that are no secret
     */
    static Redaction of(List<ResourceType> types, boolean showsValues) {
        Set<String> names = new HashSet<>();
        names.add(PASSWORD);
        for (ResourceType type : types) {
            type.schema().attributes().forEach(attribute -> collect(attribute, names));
            type.extensions()
                    .forEach(extension ->
                            extension.schema().attributes().forEach(attribute -> collect(attribute, names)));
        }
        return new Redaction(names, showsValues);
    }

    private static void collect(Attribute attribute, Set<String> names) {
        if (attribute.returned() == Attribute.Returned.NEVER
                || attribute.mutability() == Attribute.Mutability.WRITE_ONLY) {
            names.add(attribute.name().toLowerCase(Locale.ROOT));
        }
        attribute.subAttributes().forEach(sub -> collect(sub, names));
    }

    /**
     * Learns the secret values of what was sent, so that they are hidden wherever they stand; by setting, every value that may not be
     * shown.
     */
    void learn(@Nullable JsonNode sent) {
        if (sent != null) {
            learn("", sent, false);
        }
    }

    /** Learns what stands in a path in place of an id. */
    void learnName(String segment) {
        if (!showsValues && segment.length() >= TELLING && !ID.matcher(segment).matches()) {
            secrets.add(segment);
        }
    }

    private void learn(String name, JsonNode node, boolean secret) {
        if (node instanceof ObjectNode object) {
            boolean hidesValue = secret || isSecretPath(object);
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                boolean isValue = hidesValue && field.getKey().equalsIgnoreCase("value");
                learn(field.getKey(), field.getValue(), secret || isValue || isSecret(field.getKey()));
            }
        } else if (node.isArray()) {
            node.forEach(element -> learn(name, element, secret));
        } else if (node.isValueNode() && node.asText().length() >= TELLING && (secret || isPrivate(name, node))) {
            secrets.add(node.asText());
        }
    }

    /** By setting: a text that says what a person is, rather than what the message is. */
    private boolean isPrivate(String name, JsonNode value) {
        return !showsValues
                && value.isTextual()
                && !name.equalsIgnoreCase("path")
                && !STRUCTURE.contains(name.toLowerCase(Locale.ROOT))
                && !ID.matcher(value.textValue()).matches();
    }

    void write(JsonGenerator out, JsonNode node) throws IOException {
        write(out, "", node, false);
    }

    private void write(JsonGenerator out, String name, JsonNode node, boolean secret) throws IOException {
        if (node instanceof ObjectNode object) {
            boolean hidesValue = isSecretPath(object);
            out.writeStartObject();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                String key = field.getKey();
                out.writeFieldName(text("", key));
                write(
                        out,
                        key,
                        field.getValue(),
                        secret || isSecret(key) || (hidesValue && key.equalsIgnoreCase("value")));
            }
            out.writeEndObject();
        } else if (node.isArray()) {
            out.writeStartArray();
            for (JsonNode element : node) {
                write(out, name, element, secret);
            }
            out.writeEndArray();
        } else if (node.isNull() || node.isBoolean()) {
            out.writeTree(node);
        } else if (secret) {
            out.writeString(HIDDEN);
        } else if (node.isTextual()) {
            out.writeString(text(name, node.textValue()));
        } else if (showsValues || STRUCTURE.contains(name.toLowerCase(Locale.ROOT))) {
            out.writeTree(node);
        } else {
            out.writeString(HIDDEN);
        }
    }

    /** A text as it may be shown that stands under this name; a name that is empty stands for what has none. */
    String text(String name, String text) {
        if ((text.startsWith("{") || text.startsWith("[")) && isSecret(text)) {
            return HIDDEN;
        }
        String shown = text;
        for (String secret : secrets) {
            shown = shown.replace(secret, HIDDEN);
        }
        boolean isPath = name.equalsIgnoreCase("path") || name.equalsIgnoreCase("detail");
        if (isPath && (isSecret(shown) || !showsValues)) {
            return QUOTED.matcher(shown).replaceAll("\"" + HIDDEN + "\"");
        }
        boolean mayShow = showsValues
                || name.isEmpty()
                || isPath
                || STRUCTURE.contains(name.toLowerCase(Locale.ROOT))
                || ID.matcher(shown).matches();
        return mayShow ? shown : HIDDEN;
    }

    /** A filter or another text of a query, in which values stand in double quotes. */
    String filter(String text) {
        if (isSecret(text)) {
            return HIDDEN;
        }
        return showsValues ? text : QUOTED.matcher(text).replaceAll("\"" + HIDDEN + "\"");
    }

    boolean showsValues() {
        return showsValues;
    }

    private boolean isSecretPath(ObjectNode object) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getKey().equalsIgnoreCase("path")
                    && isSecret(field.getValue().asText())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a name, a path, a key or a filter names something secret. */
    boolean isSecret(String text) {
        for (String name : words(text)) {
            if (secretNames.contains(name)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>(2);
        int begin = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inWord = i < text.length()
                    && (Character.isLetterOrDigit(text.charAt(i)) || "_$-".indexOf(text.charAt(i)) >= 0);
            if (inWord && begin < 0) {
                begin = i;
            } else if (!inWord && begin >= 0) {
                words.add(text.substring(begin, i).toLowerCase(Locale.ROOT));
                begin = -1;
            }
        }
        return words;
    }
}
