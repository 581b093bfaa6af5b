package dev.rollcall.server.api.role;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.read.UserAttributeQueries.Named;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType.Resolved;
import dev.rollcall.scim.schema.Schema;
import dev.rollcall.server.api.Json;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that users of a directory have.
 *
 * @param path as a condition on values names it
 * @param found what the schema says of it
 * @param users how many have it
 */
record ReceivedAttribute(String path, UserSchema schema, Resolved found, long users) {

    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Words of CEL, which are no names. */
    private static final Set<String> RESERVED = Set.of(
            "as",
            "break",
            "const",
            "continue",
            "else",
            "false",
            "for",
            "function",
            "if",
            "import",
            "in",
            "let",
            "loop",
            "namespace",
            "null",
            "package",
            "return",
            "true",
            "var",
            "void",
            "while");

    /** Null for what no condition can be about, such as the whole of an attribute with parts. */
    static @Nullable ReceivedAttribute of(UserSchema schema, Named named) {
        String path = path(schema, named);
        Resolved found = schema.resolve(path);
        if (found == null || schema.fault(path, found) != null) {
            return null;
        }
        Attribute last = found.subAttribute() == null ? found.attribute() : found.subAttribute();
        return last.isComplex() ? null : new ReceivedAttribute(path, schema, found, named.users());
    }

    private static String path(UserSchema schema, Named named) {
        if (named.part() == null) {
            return named.name();
        }
        if (schema.extension(named.name()) == null) {
            return named.name() + "." + named.part();
        }
        String attribute = named.name() + ":" + named.part();
        return named.piece() == null ? attribute : attribute + "." + named.piece();
    }

    ObjectNode json() {
        Attribute last = last();
        return Json.object()
                .put("path", path)
                .put("example", example())
                .put("kind", last.type().name().toLowerCase(Locale.ROOT))
                .put("multiValued", found.attribute().multiValued())
                .put("users", users);
    }

    private Attribute last() {
        return found.subAttribute() == null ? found.attribute() : found.subAttribute();
    }

    /** An expression that asks for it. */
    String example() {
        String name = found.attribute().name();
        Schema extension = found.extension();
        String attribute = extension == null || isUnambiguous(name)
                ? "user" + behind(name)
                : "user[\"" + extension.id() + ":" + name + "\"]";
        String part =
                found.subAttribute() == null ? "" : behind(found.subAttribute().name());
        return found.attribute().multiValued()
                ? attribute + ".exists(e, e" + part + " == " + value() + ")"
                : attribute + part + " == " + value();
    }

    private boolean isUnambiguous(String name) {
        return !schema.isCore(name) && schema.extensionsWith(name).size() == 1;
    }

    private static String behind(String name) {
        return WORD.matcher(name).matches() && !RESERVED.contains(name) ? "." + name : "[\"" + name + "\"]";
    }

    private String value() {
        return switch (last().type()) {
            case BOOLEAN -> "true";
            case INTEGER, DECIMAL -> "1";
            default -> "\"x\"";
        };
    }
}
