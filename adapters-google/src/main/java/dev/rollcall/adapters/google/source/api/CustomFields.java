package dev.rollcall.adapters.google.source.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.spi.pull.SetupException;
import dev.rollcall.spi.pull.SourceSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Maps fields of the account's custom schemas to attributes of a user. */
public record CustomFields(List<Field> fields) {

    private static final Pattern FIELD = Pattern.compile("\\s*([\\w-]+)\\.([\\w-]+)\\s*=\\s*(\\S+)\\s*");
    private static final Pattern EXTENSION = Pattern.compile("urn:[\\w:.-]+:[A-Za-z][\\w-]*");
    private static final int MOST = 100;
    private static final int LONGEST = 300;
    private static final String CORE = "urn:ietf:params:scim:schemas:core:";

    /** Texts of the core schema that Google has no field of its own for. */
    private static final Set<String> CORE_TEXTS =
            Set.of("nickName", "profileUrl", "userType", "preferredLanguage", "locale", "timezone");

    /**
     * One of them.
     *
     * @param attribute an attribute of the core schema, or one of an extension with the URN of the extension in front
     */
    record Field(String schema, String name, String attribute) {}

    public CustomFields {
        fields = List.copyOf(fields);
    }

    /**
     * Reads what was entered.
     *
     * @throws SetupException an entry is not as it must be, or two become the same attribute
     */
    static CustomFields of(SourceSettings source) {
        List<String> texts = source.texts(GoogleSettings.CUSTOM);
        if (texts.size() > MOST) {
            throw wrong("may have at most " + MOST + " entries.");
        }
        List<Field> fields = new ArrayList<>();
        for (String text : texts) {
            Matcher matcher = FIELD.matcher(text);
            if (text.length() > LONGEST || !matcher.matches()) {
                throw wrong("has an entry that is not Schema.field=attribute, as in Employment.level=userType.");
            }
            String attribute = matcher.group(3);
            if (!isFree(attribute)) {
                throw wrong("has " + attribute + ", which is no attribute that they can become: use " + known()
                        + ", or one of an extension with its URN in front, as in urn:example:Employment:badge.");
            }
            if (fields.stream().anyMatch(one -> one.attribute().equalsIgnoreCase(attribute))) {
                throw wrong("has two entries that become " + attribute + ".");
            }
            fields.add(new Field(matcher.group(1), matcher.group(2), attribute));
        }
        return new CustomFields(fields);
    }

    private static boolean isFree(String attribute) {
        return CORE_TEXTS.contains(attribute)
                || (EXTENSION.matcher(attribute).matches()
                        && !attribute.regionMatches(true, 0, CORE, 0, CORE.length())
                        && GoogleUsers.ownsNot(attribute));
    }

    private static String known() {
        return String.join(", ", new TreeSet<>(CORE_TEXTS));
    }

    private static SetupException wrong(String what) {
        return new SetupException(GoogleSettings.CUSTOM, GoogleSettings.CUSTOM + " " + what);
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    List<String> attributes() {
        return fields.stream().map(Field::attribute).toList();
    }

    /** Parameters of a query of users: without them Google leaves custom schemas out. */
    public Map<String, String> asked() {
        if (fields.isEmpty()) {
            return Map.of();
        }
        Set<String> schemas = new TreeSet<>();
        fields.forEach(field -> schemas.add(field.schema()));
        Map<String, String> query = new LinkedHashMap<>();
        query.put("projection", "custom");
        query.put("customFieldMask", String.join(",", schemas));
        return query;
    }

    /** Sets the attributes of a user that Google has values of. */
    void read(JsonNode customSchemas, ObjectNode user) {
        for (Field field : fields) {
            JsonNode value = value(customSchemas.path(field.schema()).path(field.name()));
            if (value != null) {
                int colon = field.attribute().lastIndexOf(':');
                String name = field.attribute().substring(colon + 1);
                if (colon < 0) {
                    user.put(name, value.isArray() ? value.path(0).asText() : value.asText());
                } else {
                    String urn = field.attribute().substring(0, colon);
                    ObjectNode extension = user.get(urn) instanceof ObjectNode there ? there : user.putObject(urn);
                    extension.set(name, value);
                }
            }
        }
    }

    /** A value, or the values of a field that has several, in a list; null for none. */
    private static @Nullable JsonNode value(JsonNode value) {
        if (!(value instanceof ArrayNode several)) {
            return value.isValueNode() && !value.isNull() && !value.asText().isBlank() ? value : null;
        }
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        several.forEach(one -> {
            JsonNode inner = one.path("value");
            if (inner.isValueNode() && !inner.isNull()) {
                values.add(inner);
            }
        });
        return values.isEmpty() ? null : values;
    }
}
