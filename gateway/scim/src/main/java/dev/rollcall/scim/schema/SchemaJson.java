package dev.rollcall.scim.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.Attribute.Mutability;
import dev.rollcall.scim.schema.Attribute.Returned;
import dev.rollcall.scim.schema.Attribute.Uniqueness;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Schemas in the format of RFC 7643 section 7: read from data, written for {@code /Schemas}. */
public final class SchemaJson {

    public static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Schema";

    private SchemaJson() {}

    /**
     * Reads a schema; characteristics that are not given have the defaults of RFC 7643 section 2.2.
     *
     * @throws IllegalArgumentException when a name is missing or a keyword is none of the RFC's
     */
    public static Schema read(JsonNode json) {
        return new Schema(
                required(json, "id"),
                required(json, "name"),
                json.path("description").asText(""),
                attributes(json.path("attributes")));
    }

    /** The schema as {@code GET /Schemas/{urn}} answers it. */
    public static ObjectNode write(Schema schema, String baseUrl) {
        ObjectNode json = definition(schema);
        json.putObject("meta").put("resourceType", "Schema").put("location", baseUrl + "/Schemas/" + schema.id());
        return json;
    }

    /** The schema without {@code meta}. */
    static ObjectNode definition(Schema schema) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("schemas").add(SCHEMA);
        json.put("id", schema.id()).put("name", schema.name()).put("description", schema.description());
        ArrayNode attributes = json.putArray("attributes");
        schema.attributes().forEach(attribute -> attributes.add(write(attribute)));
        return json;
    }

    /** Reads a schema that is shipped beside this class. */
    static Schema load(String file) {
        try (InputStream in = SchemaJson.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the jar");
            }
            return read(new JsonMapper().readTree(in));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(file + " is not valid JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Attribute> attributes(JsonNode json) {
        List<Attribute> attributes = new ArrayList<>(json.size());
        for (JsonNode attribute : json) {
            attributes.add(attribute(attribute));
        }
        return attributes;
    }

    private static Attribute attribute(JsonNode json) {
        return new Attribute(
                required(json, "name"),
                keyword(Attribute.Type.class, json, "type", Attribute.Type.STRING),
                json.path("multiValued").asBoolean(false),
                json.path("description").asText(""),
                json.path("required").asBoolean(false),
                json.path("caseExact").asBoolean(false),
                keyword(Mutability.class, json, "mutability", Mutability.READ_WRITE),
                keyword(Returned.class, json, "returned", Returned.DEFAULT),
                keyword(Uniqueness.class, json, "uniqueness", Uniqueness.NONE),
                strings(json.path("canonicalValues")),
                strings(json.path("referenceTypes")),
                attributes(json.path("subAttributes")));
    }

    private static ObjectNode write(Attribute attribute) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", attribute.name())
                .put("type", camelCase(attribute.type()))
                .put("multiValued", attribute.multiValued())
                .put("description", attribute.description())
                .put("required", attribute.required());
        putStrings(json, "canonicalValues", attribute.canonicalValues());
        json.put("caseExact", attribute.caseExact())
                .put("mutability", camelCase(attribute.mutability()))
                .put("returned", camelCase(attribute.returned()))
                .put("uniqueness", camelCase(attribute.uniqueness()));
        putStrings(json, "referenceTypes", attribute.referenceTypes());
        if (!attribute.subAttributes().isEmpty()) {
            ArrayNode subAttributes = json.putArray("subAttributes");
            attribute.subAttributes().forEach(sub -> subAttributes.add(write(sub)));
        }
        return json;
    }

    private static void putStrings(ObjectNode json, String name, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = json.putArray(name);
            values.forEach(array::add);
        }
    }

    private static List<String> strings(JsonNode json) {
        List<String> values = new ArrayList<>(json.size());
        for (JsonNode value : json) {
            values.add(value.asText());
        }
        return values;
    }

    private static String required(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new IllegalArgumentException("a schema or attribute without " + name);
        }
        return value.textValue();
    }

    private static <E extends Enum<E>> E keyword(Class<E> words, JsonNode json, String name, E otherwise) {
        JsonNode value = json.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        for (E word : words.getEnumConstants()) {
            if (camelCase(word).equals(value.asText())) {
                return word;
            }
        }
        throw new IllegalArgumentException(json.path("name").asText() + " has an unknown " + name);
    }

    /** The keywords of a characteristic as they stand on the wire. */
    static <E extends Enum<E>> List<String> words(Class<E> words) {
        return Arrays.stream(words.getEnumConstants())
                .map(SchemaJson::camelCase)
                .toList();
    }

    /** {@code READ_ONLY} is {@code readOnly} on the wire. */
    private static String camelCase(Enum<?> word) {
        String[] parts = word.name().toLowerCase(Locale.ROOT).split("_", -1);
        StringBuilder out = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            out.append(Character.toUpperCase(parts[i].charAt(0))).append(parts[i], 1, parts[i].length());
        }
        return out.toString();
    }
}
