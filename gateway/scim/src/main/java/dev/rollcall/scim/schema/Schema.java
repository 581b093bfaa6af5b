package dev.rollcall.scim.schema;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A schema (RFC 7643 section 7): a URN and its attributes, without the common ones of section 3.1. */
public record Schema(String id, String name, String description, List<Attribute> attributes) {

    public Schema {
        attributes = AttributeList.copyOf(attributes);
    }

    /** The attribute of that name, in any letter case. */
    public @Nullable Attribute attribute(String attributeName) {
        return find(attributes, attributeName);
    }

    Schema plus(List<Attribute> more) {
        return new Schema(
                id,
                name,
                description,
                Stream.concat(attributes.stream(), more.stream()).toList());
    }

    static @Nullable Attribute find(List<Attribute> among, String name) {
        return AttributeList.copyOf(among).named(name);
    }
}
