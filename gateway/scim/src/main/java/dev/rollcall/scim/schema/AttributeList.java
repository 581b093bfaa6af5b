package dev.rollcall.scim.schema;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** Attributes in the order of their schema, found by name in the same time however many there are. Immutable. */
final class AttributeList extends AbstractList<Attribute> implements RandomAccess {

    private static final AttributeList EMPTY = new AttributeList(List.of());

    private final List<Attribute> ordered;
    private final Map<String, Attribute> byName;

    private AttributeList(List<Attribute> ordered) {
        this.ordered = List.copyOf(ordered);
        this.byName = new HashMap<>();
        // Of two of one name the first counts, as in a search from the front.
        this.ordered.forEach(attribute -> byName.putIfAbsent(key(attribute.name()), attribute));
    }

    static AttributeList copyOf(List<Attribute> attributes) {
        if (attributes instanceof AttributeList same) {
            return same;
        }
        return attributes.isEmpty() ? EMPTY : new AttributeList(attributes);
    }

    /** The attribute of that name, in any letter case. */
    @Nullable
    Attribute named(String name) {
        return byName.get(key(name));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public Attribute get(int index) {
        return ordered.get(index);
    }

    @Override
    public int size() {
        return ordered.size();
    }
}
