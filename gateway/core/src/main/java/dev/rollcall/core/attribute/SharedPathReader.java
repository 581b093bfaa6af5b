package dev.rollcall.core.attribute;

import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.patch.ElementChoice;
import dev.rollcall.scim.patch.PatchPath;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Mutability;
import dev.rollcall.scim.schema.Attribute.Returned;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType.Resolved;
import dev.rollcall.scim.schema.SecretNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the paths of attributes that are to be shared, and refuses paths of attributes that are secret, unknown, or
 * shown anyway.
 */
final class SharedPathReader {

    private static final SecretNames SECRETS = new SecretNames(Set.of());

    private SharedPathReader() {}

    /** The texts between the commas; one inside brackets or quotes does not part them. */
    static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"' && (i == 0 || text.charAt(i - 1) != '\\');
            if (!quoted) {
                depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            }
            if (c == ',' && !quoted && depth <= 0) {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString().strip());
        return parts.equals(List.of("")) ? List.of() : parts;
    }

    static SharedPath read(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an attribute is missing before or after a comma");
        }
        PatchPath path = parse(text);
        AttributePath attribute = path.attribute();
        if (isSecret(attribute)) {
            throw refused(text, "is a secret, judging by its name, and secrets are not shared");
        }
        Resolved found = CoreTypes.USER.resolve(attribute);
        if (found != null) {
            return known(text, path, found);
        }
        if (attribute.schema() == null) {
            throw refused(text, "is not an attribute of a user; the attributes are " + names());
        }
        if (isSchema(text)) {
            throw refused(text, "is a whole schema: name its attributes, such as " + text + ":department");
        }
        if (path.filter() != null) {
            throw refused(text, "has brackets, which only attributes of the core and enterprise schemas may have");
        }
        boolean isCore = CoreTypes.USER.schema().id().equalsIgnoreCase(attribute.schema());
        return new SharedPath(
                text,
                isCore ? null : attribute.schema(),
                attribute.attribute(),
                attribute.subAttribute(),
                null,
                attribute.toString());
    }

    private static PatchPath parse(String text) {
        try {
            return PatchPath.parse(text);
        } catch (ScimException e) {
            throw refused(text, "cannot be read: " + sentence(e));
        }
    }

    private static SharedPath known(String text, PatchPath path, Resolved found) {
        Attribute attribute = found.attribute();
        Attribute part = found.subAttribute();
        Attribute last = part == null ? attribute : part;
        if (attribute.returned() == Returned.NEVER || last.returned() == Returned.NEVER) {
            throw refused(text, "is never kept, so it cannot be shared");
        }
        if (attribute.mutability() == Mutability.READ_ONLY || CoreTypes.common(attribute.name()) != null) {
            throw refused(
                    text,
                    "cannot be chosen: every member has externalId and groups already, and schemas, id and meta"
                            + " belong to the gateway");
        }
        AttributePath canonical = new AttributePath(
                found.extension() == null ? null : found.extension().id(),
                attribute.name(),
                part == null ? null : part.name());
        Filter filter = path.filter();
        return new SharedPath(
                text,
                canonical.schema(),
                canonical.attribute(),
                canonical.subAttribute(),
                filter == null ? null : choice(text, attribute, filter),
                new PatchPath(canonical, filter).toString());
    }

    private static ElementChoice choice(String text, Attribute attribute, Filter filter) {
        if (!attribute.multiValued()) {
            throw refused(text, "has brackets, and " + attribute.name() + " has a single value: leave them out");
        }
        try {
            return ElementChoice.of(attribute, filter);
        } catch (ScimException e) {
            throw refused(text, "cannot be read: " + sentence(e));
        }
    }

    private static boolean isSecret(AttributePath path) {
        return SECRETS.end(path.attribute()) >= 0
                || (path.subAttribute() != null && SECRETS.end(path.subAttribute()) >= 0);
    }

    private static boolean isSchema(String urn) {
        return CoreTypes.USER.schema().id().equalsIgnoreCase(urn) || CoreTypes.USER.extension(urn) != null;
    }

    private static String names() {
        return names(CoreTypes.USER.schema().attributes()) + ", of the enterprise extension "
                + names(CoreTypes.ENTERPRISE_USER.attributes())
                + ", and attributes that a directory adds, with the URN of their schema in front";
    }

    private static String names(List<Attribute> attributes) {
        return attributes.stream()
                .filter(attribute ->
                        attribute.mutability() != Mutability.READ_ONLY && attribute.returned() != Returned.NEVER)
                .map(Attribute::name)
                .collect(Collectors.joining(", "));
    }

    private static String sentence(ScimException e) {
        String detail = e.error().detail();
        return detail.endsWith(".") ? detail.substring(0, detail.length() - 1) : detail;
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("\"" + text + "\" " + why);
    }
}
