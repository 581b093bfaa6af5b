package dev.rollcall.scim.resource;

import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Returned;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.Schema;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Decides which attributes of a type a response shows: the {@code returned} characteristic (RFC 7643 section 7) together with a
 * projection (RFC 7644 section 3.9). Names that the type does not have select nothing.
 */
final class Selection {

    private enum Kind {
        DEFAULT,
        ONLY,
        ALL_BUT
    }

    private final Kind kind;
    /** Attributes and sub-attributes that the projection names; attributes are compared by identity. */
    private final Set<Attribute> named = Collections.newSetFromMap(new IdentityHashMap<>());
    /** Attributes of which only sub-attributes are named. */
    private final Set<Attribute> inPart = Collections.newSetFromMap(new IdentityHashMap<>());

    private Selection(Kind kind) {
        this.kind = kind;
    }

    static Selection byDefault() {
        return new Selection(Kind.DEFAULT);
    }

    static Selection of(ResourceType type, Projection projection) {
        boolean only = !projection.attributes().isEmpty();
        Selection selection = new Selection(only ? Kind.ONLY : Kind.ALL_BUT);
        for (AttributePath path : only ? projection.attributes() : projection.excluded()) {
            selection.name(type, path);
        }
        return selection;
    }

    boolean shows(Attribute attribute) {
        return switch (attribute.returned()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case DEFAULT -> kind == Kind.ONLY ? isNamed(attribute) : !named.contains(attribute);
            case REQUEST -> kind == Kind.ONLY && isNamed(attribute);
        };
    }

    /** Whether a sub-attribute of a shown attribute is shown. */
    boolean shows(Attribute attribute, Attribute sub) {
        boolean isPicked = kind == Kind.ONLY && inPart.contains(attribute) && !named.contains(attribute);
        return switch (sub.returned()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case DEFAULT -> isPicked ? named.contains(sub) : kind != Kind.ALL_BUT || !named.contains(sub);
            case REQUEST -> kind == Kind.ONLY && named.contains(sub);
        };
    }

    /** Whether a shown attribute is shown with everything it may hold, so that its value need not be taken apart. */
    boolean showsWhole(Attribute attribute) {
        if (inPart.contains(attribute)) {
            return false;
        }
        for (Attribute sub : attribute.subAttributes()) {
            if (sub.returned() == Returned.NEVER || sub.returned() == Returned.REQUEST) {
                return false;
            }
        }
        return true;
    }

    private boolean isNamed(Attribute attribute) {
        return named.contains(attribute) || inPart.contains(attribute);
    }

    private void name(ResourceType type, AttributePath path) {
        ResourceType.Resolved found = type.resolve(path);
        if (found == null) {
            named.addAll(schemaNamed(type, path.toString()));
        } else if (found.subAttribute() == null) {
            named.add(found.attribute());
        } else {
            inPart.add(found.attribute());
            named.add(found.subAttribute());
        }
    }

    /** A bare URN means all attributes of that schema. */
    private static List<Attribute> schemaNamed(ResourceType type, String urn) {
        if (type.schema().id().equalsIgnoreCase(urn)) {
            return type.schema().attributes();
        }
        Schema extension = type.extension(urn);
        return extension == null ? List.of() : extension.attributes();
    }
}
