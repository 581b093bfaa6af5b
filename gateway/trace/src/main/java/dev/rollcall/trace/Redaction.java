package dev.rollcall.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.SecretNames;
import dev.rollcall.spi.Firing;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON without what nobody may read: values of attributes that are never returned or write-only by their schema, and of
 * those whose name says that they are secret ({@link SecretNames}), in whatever spelling of the name, in operations of a PATCH, in
 * JSON inside the text of another attribute, and wherever else the same value occurs. A setting can leave out the values of all
 * attributes.
 */
final class Redaction {

    static final String HIDDEN = "(hidden)";

    /** Under this name stands what an operation of a PATCH is about. */
    static final String PATH = "path";

    /** Under this name stand sentences. */
    static final String SENTENCE = "detail";

    /** A shorter value may stand anywhere. */
    private static final int TELLING = 6;

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    private static final int MOST_LISTS = 500;

    /** By the list itself, not by what is in it: a directory hands out the same one as long as its schemas stand. */
    private static final Cache<List<ResourceType>, AttributeNames> NAMES =
            Caffeine.newBuilder().weakKeys().maximumSize(MOST_LISTS).build();

    private final AttributeNames attributes;
    private final SecretNames names;
    private final boolean showsValues;
    private final Set<String> secrets = new HashSet<>();

    private Redaction(AttributeNames attributes, boolean showsValues) {
        this.attributes = attributes;
        this.names = attributes.secrets();
        this.showsValues = showsValues;
    }

    /** For one request, of whose secret values it has learned. */
    static Redaction of(Notes notes, boolean showsValues) {
        Redaction redaction = of(notes.types(), showsValues);
        redaction.learn(notes.sent());
        notes.firings().forEach(redaction::learn);
        return redaction;
    }

    /**
     * For what nothing was sent with.
     *
     * @param types what its directory knows
     * @param showsValues whether values of attributes may be written that are no secret
     */
    static Redaction of(List<ResourceType> types, boolean showsValues) {
        return new Redaction(NAMES.get(types, known -> new AttributeNames(SecretNames.of(known))), showsValues);
    }

    /**
     * Learns the secret values of what was sent, so that they are hidden wherever they stand; by setting, every value that may not be
     * shown.
     */
    private void learn(@Nullable JsonNode sent) {
        if (sent != null) {
            learn("", sent, false);
        }
    }

    /** Learns what a quirk has given the name of something secret: a client may call its password what it likes. */
    private void learn(Firing firing) {
        if (firing instanceof Firing.OfBody
                && firing.before() instanceof ObjectNode before
                && firing.after() instanceof ObjectNode after) {
            for (Map.Entry<String, JsonNode> field : after.properties()) {
                if (!field.getValue().equals(before.get(field.getKey()))) {
                    learn(field.getKey(), field.getValue(), isSecret(field.getKey()));
                }
            }
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
                AttributeNames.Kind kind = attributes.kind(field.getKey());
                learn(field.getKey(), field.getValue(), secret || (hidesValue && kind.isValue()) || kind.isSecret());
            }
        } else if (node.isArray()) {
            for (JsonNode element : node) {
                learn(name, element, secret);
            }
        } else if (node.isNumber() || node.isTextual()) {
            learnValue(name, node, secret);
        }
    }

    private void learnValue(String name, JsonNode value, boolean secret) {
        String text = value.asText();
        if (!text.isEmpty() && (secret || (text.length() >= TELLING && isPrivate(name, value)))) {
            secrets.add(text);
        }
        JsonNode within = value.isTextual() ? json(text) : null;
        if (within != null) {
            learn(name, within, secret);
        }
    }

    /** The object or array that a text is, or null. */
    private static @Nullable JsonNode json(String text) {
        if (!mayBeJson(text)) {
            return null;
        }
        try {
            return JSON.readTree(text.strip());
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static boolean mayBeJson(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c)) {
                return c == '{' || c == '[';
            }
        }
        return false;
    }

    /** By setting: a text that says what a person is, rather than what the message is. */
    private boolean isPrivate(String name, JsonNode value) {
        return !showsValues
                && value.isTextual()
                && !attributes.kind(name).isPath()
                && !attributes.kind(name).isStructure()
                && !ID.matcher(value.textValue()).matches();
    }

    void write(JsonGenerator out, JsonNode node) throws IOException {
        write(out, "", node, false);
    }

    private void write(JsonGenerator out, String name, JsonNode node, boolean secret) throws IOException {
        if (secret && !node.isNull()) {
            out.writeString(HIDDEN);
        } else if (node instanceof ObjectNode object) {
            boolean hidesValue = isSecretPath(object);
            out.writeStartObject();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                String key = field.getKey();
                AttributeNames.Kind kind = attributes.kind(key);
                out.writeFieldName(withoutSecrets(key));
                write(out, key, field.getValue(), kind.isSecret() || (hidesValue && kind.isValue()));
            }
            out.writeEndObject();
        } else if (node.isArray()) {
            out.writeStartArray();
            for (JsonNode element : node) {
                write(out, name, element, false);
            }
            out.writeEndArray();
        } else if (node.isNull()) {
            out.writeNull();
        } else if (node.isBoolean()) {
            out.writeBoolean(node.booleanValue());
        } else if (node.isTextual()) {
            out.writeString(text(name, node.textValue()));
        } else if (mayShow(attributes.kind(name)) && !secrets.contains(node.asText())) {
            out.writeTree(node);
        } else {
            out.writeString(HIDDEN);
        }
    }

    private boolean mayShow(AttributeNames.Kind kind) {
        return showsValues || kind.isStructure();
    }

    /** A text as it may be shown that stands under this name; a name that is empty stands for what has none. */
    String text(String name, String text) {
        AttributeNames.Kind kind = attributes.kind(name);
        if (kind.isFilter()) {
            return filter(text);
        }
        String shown = withoutSecrets(text);
        if (kind.isPath()) {
            return path(shown);
        }
        if (kind.isSentence()) {
            return showsValues && !names.isIn(shown) ? shown : withoutQuoted(shown);
        }
        if (name.isEmpty()) {
            return shown;
        }
        boolean isSecret = !kind.isStructure() && secrets.contains(text);
        if (isSecret || (!kind.isUri() && carries(text))) {
            return HIDDEN;
        }
        return mayShow(kind) || ID.matcher(shown).matches() ? shown : HIDDEN;
    }

    /** Behind the name of something secret nothing is shown: what stands there may be its value. */
    private String path(String text) {
        int end = names.end(text);
        String shown = end < 0 || end == text.length() ? text : text.substring(0, end) + HIDDEN;
        return showsValues ? shown : withoutQuoted(shown);
    }

    private static String withoutQuoted(String text) {
        return QUOTED.matcher(text).replaceAll("\"" + HIDDEN + "\"");
    }

    /** A header's value, which is kept whatever the setting says. */
    String header(String value) {
        return carries(value) ? HIDDEN : withoutSecrets(value);
    }

    /** Short ones may stand anywhere by chance; in quotes it is no chance. */
    private String withoutSecrets(String text) {
        String shown = text;
        for (String secret : secrets) {
            shown = secret.length() >= TELLING
                    ? shown.replace(secret, HIDDEN)
                    : shown.replace("\"" + secret + "\"", "\"" + HIDDEN + "\"");
        }
        return shown;
    }

    /** Whether a text is made of names and values, with the name of something secret among them. */
    private boolean carries(String text) {
        JsonNode within = json(text);
        if (within != null && hasSecret(within)) {
            return true;
        }
        return text.indexOf('{') >= 0 ? isSecret(text) : hasMark(text) && names.isIn(text);
    }

    /** Whether anything stands in a text that stands beside names in whatever notation has names and values. */
    private static boolean hasMark(String text) {
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '{', '[', '=', '"', '\'', ':' -> {
                    return true;
                }
                default -> {
                    // What names and values are made of.
                }
            }
        }
        return false;
    }

    private boolean hasSecret(JsonNode node) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (isSecret(field.getKey()) || hasSecret(field.getValue())) {
                return true;
            }
        }
        if (node.isArray()) {
            for (JsonNode element : node) {
                if (hasSecret(element)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A filter or another text of a query, in which values stand in double quotes. */
    String filter(String text) {
        if (names.isIn(text) || isSecret(QUOTED.matcher(text).replaceAll(""))) {
            return HIDDEN;
        }
        return showsValues ? withoutSecrets(text) : withoutQuoted(text);
    }

    boolean showsValues() {
        return showsValues;
    }

    private boolean isSecretPath(ObjectNode object) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getKey().equalsIgnoreCase(PATH)
                    && isSecret(field.getValue().asText())) {
                return true;
            }
        }
        return false;
    }

    /** What the name of an attribute says about its values. */
    AttributeNames.Kind kind(String name) {
        return attributes.kind(name);
    }

    /** Whether a name, a path, a key or a filter names something secret. */
    boolean isSecret(String text) {
        return names.end(text) >= 0;
    }
}
