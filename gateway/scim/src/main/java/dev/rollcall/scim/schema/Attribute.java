package dev.rollcall.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attribute definition (RFC 7643 section 7).
 *
 * @param subAttributes empty unless {@code type} is COMPLEX
 */
public record Attribute(
        String name,
        Type type,
        boolean multiValued,
        String description,
        boolean required,
        boolean caseExact,
        Mutability mutability,
        Returned returned,
        Uniqueness uniqueness,
        List<String> canonicalValues,
        List<String> referenceTypes,
        List<Attribute> subAttributes) {

    /** Data types of RFC 7643 section 2.3. */
    public enum Type {
        STRING,
        BOOLEAN,
        DECIMAL,
        INTEGER,
        DATE_TIME,
        BINARY,
        REFERENCE,
        COMPLEX
    }

    public enum Mutability {
        READ_ONLY,
        READ_WRITE,
        IMMUTABLE,
        WRITE_ONLY
    }

    public enum Returned {
        ALWAYS,
        NEVER,
        DEFAULT,
        REQUEST
    }

    public enum Uniqueness {
        NONE,
        SERVER,
        GLOBAL
    }

    public Attribute {
        canonicalValues = List.copyOf(canonicalValues);
        referenceTypes = List.copyOf(referenceTypes);
        subAttributes = AttributeList.copyOf(subAttributes);
    }

    public boolean isComplex() {
        return type == Type.COMPLEX;
    }

    /**
     * Whether elements of this multi-valued attribute are the same when their {@code value} is, such as members of a group: it
     * is given once and never changes.
     */
    public boolean identifiedByValue() {
        Attribute value = multiValued ? subAttribute("value") : null;
        return value != null && value.mutability() == Mutability.IMMUTABLE;
    }

    /**
     * What no two elements of this multi-valued attribute share (RFC 7643 section 2.4): members their value, others their value and
     * type, or else everything.
     *
     * @param element canonical
     */
    public Object identity(JsonNode element) {
        JsonNode value = element.path("value");
        if (identifiedByValue()) {
            return value;
        }
        return value.isMissingNode() ? element.deepCopy() : List.of(value, element.path("type"));
    }

    /** The sub-attribute of that name, in any letter case (RFC 7643 section 2.1). */
    public @Nullable Attribute subAttribute(String subName) {
        return Schema.find(subAttributes, subName);
    }
}
