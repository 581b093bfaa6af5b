package dev.rollcall.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.Attribute.Mutability;
import dev.rollcall.scim.schema.Attribute.Uniqueness;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the definition of a directory's own schema: the format of RFC 7643 section 7 with the additional members
 * {@code resourceType} ({@code User} or {@code Group}) and {@code required}. Only what the gateway enforces is accepted; nothing is
 * silently ignored.
 */
public final class CustomSchemaReader {

    public static final int MAX_ATTRIBUTES = 100;

    private static final int MAX_SUB_ATTRIBUTES = 30;
    private static final int MAX_URN = 200;
    private static final Pattern URN =
            Pattern.compile("urn:[a-z0-9][a-z0-9-]{1,31}:[a-z0-9._:-]*[a-z0-9]", Pattern.CASE_INSENSITIVE);
    /** Attributes that the gateway makes itself, or never keeps. */
    private static final Set<String> RESERVED = Set.of("password", "groups", "members");

    private CustomSchemaReader() {}

    /**
     * Reads a definition.
     *
     * @param urn the schema's id; an {@code id} in the definition must be the same
     * @throws IllegalArgumentException with the place, what is wrong there and what would be accepted
     */
    public static CustomSchema read(String urn, JsonNode json) {
        ObjectNode definition = DefinitionShape.check(json);
        if (urn.length() > MAX_URN || !URN.matcher(urn).matches()) {
            throw refuse(
                    "id", "must be a URN of at most " + MAX_URN + " characters, such as urn:example:scim:schemas:hr");
        }
        if (definition.has("id") && !urn.equalsIgnoreCase(definition.path("id").asText())) {
            throw refuse("id", "is not the URN in the address; leave it out or make them the same");
        }
        ResourceType type =
                CustomSchema.standard(definition.path("resourceType").asText("User"));
        if (type == null) {
            throw refuse("resourceType", "must be User or Group");
        }
        Schema standard = requireFitting(type, urn);
        ObjectNode complete = definition.deepCopy().put("id", standard == null ? urn : standard.id());
        if (!complete.has("name") && standard != null) {
            complete.put("name", standard.name());
        }
        Schema schema = SchemaJson.read(complete);
        requireAttributes(schema.attributes(), "attributes", MAX_ATTRIBUTES);
        for (Attribute attribute : schema.attributes()) {
            requireNew(type, standard, attribute);
            require(attribute);
        }
        return new CustomSchema(type.name(), definition.path("required").asBoolean(false), schema);
    }

    /** The standard schema that the definition adds to, or null when it is an extension of its own. */
    private static @Nullable Schema requireFitting(ResourceType type, String urn) {
        if (type.schema().id().equalsIgnoreCase(urn)) {
            return type.schema();
        }
        Schema extension = type.extension(urn);
        if (extension == null && urn.toLowerCase(Locale.ROOT).startsWith("urn:ietf:params:scim:")) {
            throw refuse(
                    "id",
                    "is a URN that the RFCs reserve and is not a schema of " + type.name()
                            + "; use one of your own, such as urn:example:scim:schemas:hr, or for more attributes in "
                            + "the core schema "
                            + type.schema().id());
        }
        return extension;
    }

    private static void requireNew(ResourceType type, @Nullable Schema standard, Attribute attribute) {
        boolean isCore = type.schema().equals(standard);
        boolean isTaken = isCore
                ? type.coreAttribute(attribute.name()) != null
                        || RESERVED.contains(attribute.name().toLowerCase(Locale.ROOT))
                : standard != null && standard.attribute(attribute.name()) != null;
        if (isTaken) {
            throw refuse(attribute.name(), "is an attribute of the standard and cannot be defined again");
        }
    }

    private static void requireAttributes(List<Attribute> attributes, String place, int most) {
        if (attributes.isEmpty() || attributes.size() > most) {
            throw refuse(place, "must contain from 1 to " + most + " attributes; it contains " + attributes.size());
        }
        Set<String> names = new HashSet<>();
        for (Attribute attribute : attributes) {
            if (!names.add(attribute.name().toLowerCase(Locale.ROOT))) {
                throw refuse(place, "holds " + attribute.name() + " twice; names are not case-sensitive");
            }
        }
    }

    private static void require(Attribute attribute) {
        requireEnforced(attribute, attribute.name());
        if (!attribute.isComplex()) {
            if (!attribute.subAttributes().isEmpty()) {
                throw refuse(attribute.name(), "has subAttributes but is not of type complex");
            }
            return;
        }
        requireAttributes(attribute.subAttributes(), attribute.name() + ".subAttributes", MAX_SUB_ATTRIBUTES);
        for (Attribute sub : attribute.subAttributes()) {
            String place = attribute.name() + "." + sub.name();
            requireEnforced(sub, place);
            if (sub.isComplex() || !sub.subAttributes().isEmpty()) {
                throw refuse(place, "is complex; complex attributes do not nest (RFC 7643 section 2.3.8)");
            }
            if (sub.multiValued()) {
                throw refuse(place, "is multi-valued; a sub-attribute has one value");
            }
            if (attribute.multiValued() && sub.mutability() != Mutability.READ_WRITE) {
                throw refuse(place + ".mutability", "must be readWrite inside a multi-valued attribute");
            }
        }
    }

    private static void requireEnforced(Attribute attribute, String place) {
        if (attribute.mutability() != Mutability.READ_WRITE && attribute.mutability() != Mutability.IMMUTABLE) {
            throw refuse(
                    place + ".mutability",
                    "must be readWrite or immutable, because only the client writes it and its value is kept");
        }
        if (attribute.uniqueness() != Uniqueness.NONE) {
            throw refuse(
                    place + ".uniqueness", "must be none: the gateway keeps userName unique and no other attribute");
        }
    }

    static IllegalArgumentException refuse(String place, String wrong) {
        return new IllegalArgumentException("The schema cannot be used: " + place + " " + wrong + ".");
    }
}
