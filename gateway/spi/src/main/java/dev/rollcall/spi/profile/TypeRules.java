package dev.rollcall.spi.profile;

import java.util.List;

/**
 * The names that a client has for the attributes of one resource type.
 *
 * @param attributes in the order in which they are applied
 * @param ignore names that are left out of every write
 */
record TypeRules(List<Mapping> attributes, List<String> ignore) {

    static final TypeRules NONE = new TypeRules(List.of(), List.of());

    TypeRules {
        attributes = List.copyOf(attributes);
        ignore = List.copyOf(ignore);
    }

    boolean isEmpty() {
        return attributes.isEmpty() && ignore.isEmpty();
    }
}
