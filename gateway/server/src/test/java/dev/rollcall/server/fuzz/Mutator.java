package dev.rollcall.server.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes other texts of a text: pieces of it again, without, exchanged for others, or for what has broken programs before. */
final class Mutator {

    /** Whole words of every grammar that is read here, and characters in unexpected places. */
    private static final List<String> ATOMS = List.of(
            "\"",
            "'",
            "\\",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            ",",
            ":",
            ".",
            ";",
            "&",
            "=",
            "%",
            "/",
            "?",
            "#",
            "@",
            " ",
            "\t",
            "\u0000",
            "\\u0000",
            "\\ud800",
            "\ud83d\ude00",
            "\u00df",
            "\u0130",
            "\u212a",
            "\u200d",
            "null",
            "true",
            "false",
            "0",
            "-0",
            "-1",
            "1e400",
            "1e-400",
            "1E999999999",
            "9223372036854775808",
            "0.1",
            "NaN",
            "{}",
            "[]",
            "\"\"",
            "%00",
            "%ff",
            "%2f",
            "%5B",
            "+",
            "*",
            "~",
            "..",
            "../",
            "eq",
            " eq ",
            " and ",
            " or ",
            "not (",
            " pr",
            " co ",
            " gt ",
            "emails[",
            "type eq \"work\"",
            "value",
            "$ref",
            "members",
            "active",
            "schemas",
            "urn:ietf:params:scim:schemas:core:2.0:User",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
            "bulkId:q",
            "bulkId:",
            "Operations",
            "op",
            "path",
            "add",
            "remove",
            "replace",
            "POST",
            "PATCH",
            "W/\"1\"",
            "2026-02-30T25:61:61Z",
            "+999999999-12-31T23:59:59Z",
            "00000000-0000-0000-0000-000000000000",
            "x@y",
            "xn--",
            "1.1.1.1",
            "::",
            "eyJhbGciOiJub25lIn0.e30.",
            "DROP TABLE x; --");

    /** How many characters are put in at once at most. */
    private static final int LONG = 1_000;

    private final Random random;

    Mutator(Random random) {
        this.random = random;
    }

    /** Between none and a few changes. */
    String mutated(String text) {
        String current = text;
        for (int changes = random.nextInt(5); changes > 0; changes--) {
            current = once(current);
        }
        return current;
    }

    private String once(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + 1 + random.nextInt(12));
        String before = text.substring(0, from);
        String piece = text.substring(from, to);
        String after = text.substring(to);
        return switch (random.nextInt(9)) {
            case 0 -> before + after;
            case 1 -> before + piece + piece + after;
            case 2 -> before + atom() + after;
            case 3 -> before + atom() + piece + after;
            case 4 -> before + piece.toUpperCase(Locale.ROOT) + after;
            case 5 -> before + (char) random.nextInt(0x250) + after;
            case 6 -> random.nextInt(4) == 0 ? before + repeated(atom()) + after : before + after;
            case 7 -> random.nextInt(4) == 0 ? before : before + piece + atom() + after;
            default -> swapped(text);
        };
    }

    private static String repeated(String atom) {
        return atom.repeat(Math.max(1, LONG / atom.length()));
    }

    private String swapped(String text) {
        int middle = random.nextInt(text.length() + 1);
        return random.nextInt(6) == 0 ? text.substring(middle) + text.substring(0, middle) : text;
    }

    String atom() {
        return ATOMS.get(random.nextInt(ATOMS.size()));
    }
}
