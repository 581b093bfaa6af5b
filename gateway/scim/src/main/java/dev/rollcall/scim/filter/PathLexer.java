package dev.rollcall.scim.filter;

import org.jspecify.annotations.Nullable;

/** Reads {@code attrPath}: {@code [URN ":"] name ["." name]}. */
final class PathLexer {

    private PathLexer() {}

    static AttributePath read(Cursor cursor) {
        int start = cursor.position();
        while (isPathCharacter(cursor.peek())) {
            cursor.next();
        }
        String token = cursor.textFrom(start);
        if (token.isEmpty()) {
            throw cursor.unexpected("an attribute name");
        }
        int colon = token.lastIndexOf(':');
        String schema = colon < 0 ? null : token.substring(0, colon);
        if (schema != null && !isUri(schema)) {
            throw cursor.unexpected(start, "a colon without a schema URN before it", "a URN such as urn:...:User");
        }
        return names(cursor, schema, token.substring(colon + 1), start + colon + 1);
    }

    /** The one name that may stand behind a closing bracket and its dot. */
    static String readSubAttribute(Cursor cursor) {
        int start = cursor.position();
        while (isNameCharacter(cursor.peek())) {
            cursor.next();
        }
        String name = cursor.textFrom(start);
        requireName(cursor, name, start);
        return name;
    }

    private static AttributePath names(Cursor cursor, @Nullable String schema, String names, int start) {
        int dot = names.indexOf('.');
        if (dot < 0) {
            requireName(cursor, names, start);
            return new AttributePath(schema, names, null);
        }
        String attribute = names.substring(0, dot);
        String subAttribute = names.substring(dot + 1);
        requireName(cursor, attribute, start);
        int second = subAttribute.indexOf('.');
        if (second >= 0) {
            throw cursor.failure(
                    start + dot + 1 + second,
                    "a sub-attribute has no sub-attributes, so a name can contain at most " + "one dot");
        }
        requireName(cursor, subAttribute, start + dot + 1);
        return new AttributePath(schema, attribute, subAttribute);
    }

    private static void requireName(Cursor cursor, String name, int start) {
        boolean valid = !name.isEmpty() && (isLetter(name.charAt(0)) || (name.charAt(0) == '$' && name.length() > 1));
        for (int i = 1; valid && i < name.length(); i++) {
            valid = isNameCharacter(name.charAt(i));
        }
        if (!valid) {
            throw cursor.failure(start, "an attribute name begins with a letter and holds letters, digits, - _ and $");
        }
    }

    private static boolean isUri(String schema) {
        int colon = schema.indexOf(':');
        return colon > 0 && colon < schema.length() - 1 && isLetter(schema.charAt(0));
    }

    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isNameCharacter(char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '$';
    }

    /** Characters of names and of URNs; a URN may hold dots, colons and slashes. */
    static boolean isPathCharacter(char c) {
        return isNameCharacter(c) || c == '.' || c == ':' || c == '/' || c == '%' || c == '+' || c == '~' || c == '@';
    }
}
