package dev.rollcall.core.model.condition;

import java.util.List;
import java.util.Random;

/** Invents texts of expressions about users: most are conditions, some are wrong in kind, and some are damaged. */
final class ExpressionTexts {

    private static final List<String> TEXTS = List.of(
            "user.title",
            "user.name.familyName",
            "user.department",
            "user[\"urn:example:badge:1.0:User\"].colour",
            "user[\"urn:example:badge:1.0:User:colour\"]",
            "user.manager.value",
            "user.nowhere",
            "\"IT\"",
            "\"\"",
            "string(user.active)",
            "user.title.lowerAscii()",
            "user.title.substring(1)",
            "user.title.replace(\"a\", user.department)",
            "user.tags[0]",
            "user.emails[1].type",
            "user.title + user.department",
            "user.tags.join(\"-\")");
    private static final List<String> LISTS = List.of(
            "user.emails.map(e, e.type)", "user.tags", "[\"IT\", \"x\"]", "user.title.split(\",\")", "user.nowhere");
    private static final List<String> NUMBERS =
            List.of("7", "-1", "size(user.tags)", "int(user.grade)", "user.grade", "1 / 0");
    private static final List<String> DAMAGE =
            List.of("(", ")", "\"", ".", "[", "\n", "user", "&&", "\\", "{", "?", "0x", "é", "\0", "😀", "//", "in");

    private final Random random;

    ExpressionTexts(Random random) {
        this.random = random;
    }

    String next() {
        String text = condition(3);
        for (int i = random.nextInt(10) == 0 ? 1 + random.nextInt(3) : 0; i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            text = text.substring(0, at)
                    + one(DAMAGE)
                    + text.substring(Math.min(text.length(), at + random.nextInt(3)));
        }
        return text;
    }

    private String one(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String condition(int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            return switch (random.nextInt(6)) {
                case 0 -> condition(depth - 1) + " && " + condition(depth - 1);
                case 1 -> condition(depth - 1) + " || " + condition(depth - 1);
                case 2 -> "!(" + condition(depth - 1) + ")";
                case 3 -> "(" + condition(depth - 1) + " ? " + condition(0) + " : " + condition(0) + ")";
                case 4 -> one(LISTS) + ".exists(e" + depth + ", " + inLoop("e" + depth) + ")";
                default -> one(LISTS) + ".all(e" + depth + ", " + inLoop("e" + depth) + ")";
            };
        }
        return switch (random.nextInt(9)) {
            case 0 -> one(TEXTS) + " == " + one(TEXTS);
            case 1 -> one(TEXTS) + ".startsWith(" + one(TEXTS) + ")";
            case 2 -> one(TEXTS) + " in " + one(LISTS);
            case 3 -> "has(user.title)";
            case 4 -> one(NUMBERS) + " < " + one(NUMBERS);
            case 5 -> one(TEXTS) + ".matches(\"^[a-z]{1,9}(x|y)*$\")";
            case 6 -> one(TEXTS) + " != " + one(NUMBERS);
            case 7 -> "user.active == true";
            default -> one(LISTS) + ".size() > " + one(NUMBERS);
        };
    }

    private String inLoop(String element) {
        return switch (random.nextInt(4)) {
            case 0 -> element + " == " + one(TEXTS);
            case 1 -> element + ".type == " + one(TEXTS);
            case 2 -> element + ".contains(\"a\") || " + condition(0);
            default -> element + " in " + one(LISTS);
        };
    }
}
