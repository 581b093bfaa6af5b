package dev.rollcall.spi.profile.function;

import static dev.rollcall.spi.profile.function.FunctionKit.LENGTH;
import static dev.rollcall.spi.profile.function.FunctionKit.example;
import static dev.rollcall.spi.profile.function.FunctionKit.parameter;
import static dev.rollcall.spi.profile.function.FunctionKit.text;

import java.util.List;

/** Functions that take a part out of a text. */
final class PartFunctions {

    static final List<NamedFunction> ALL = List.of(
            text(
                    "before",
                    "The part before the first occurrence of a text, or everything if it does not occur.",
                    "text",
                    (text, mark) -> before(text, text.indexOf(mark)),
                    example("\"ada;admin\"", "\";\"", "\"ada\"")),
            text(
                    "after",
                    "The part after the first occurrence of a text, or everything if it does not occur.",
                    "text",
                    (text, mark) -> after(text, text.indexOf(mark), mark),
                    example("\"team:blue:1\"", "\":\"", "\"blue:1\"")),
            text(
                    "before-last",
                    "The part before the last occurrence of a text, or everything if it does not occur.",
                    "text",
                    (text, mark) -> before(text, text.lastIndexOf(mark)),
                    example("\"a/b/c\"", "\"/\"", "\"a/b\"")),
            text(
                    "after-last",
                    "The part after the last occurrence of a text, or everything if it does not occur.",
                    "text",
                    (text, mark) -> after(text, text.lastIndexOf(mark), mark),
                    example("\"a/b/c\"", "\"/\"", "\"c\"")),
            text(
                    "first-characters",
                    "The given number of characters from the beginning.",
                    List.of(parameter("length", LENGTH)),
                    (text, length) -> text.substring(0, Math.min(text.length(), length.asInt())),
                    example("\"Lovelace\"", "4", "\"Love\"")),
            text(
                    "last-characters",
                    "The given number of characters from the end.",
                    List.of(parameter("length", LENGTH)),
                    (text, length) -> text.substring(Math.max(0, text.length() - length.asInt())),
                    example("\"EMP0042\"", "4", "\"0042\"")),
            text(
                    "substring",
                    "The given number of characters from a position, which is counted from 0.",
                    List.of(parameter("from", LENGTH), parameter("length", LENGTH)),
                    (text, argument) -> {
                        int from = Math.min(text.length(), argument.path("from").asInt());
                        return text.substring(
                                from,
                                Math.min(
                                        text.length(),
                                        from + argument.path("length").asInt()));
                    },
                    example("\"DE-4711-X\"", "{\"from\": 3, \"length\": 4}", "\"4711\"")),
            text(
                    "local-part",
                    "The part before the @ of an address.",
                    text -> before(text, text.lastIndexOf('@')),
                    example("\"ada@example.com\"", "\"ada\"")),
            text(
                    "domain",
                    "The part after the @ of an address.",
                    text -> after(text, text.lastIndexOf('@'), "@"),
                    example("\"ada@example.com\"", "\"example.com\"")),
            text(
                    "account-name",
                    "The name after the domain of a Windows account.",
                    text -> after(text, text.lastIndexOf('\\'), "\\"),
                    example("\"CORP\\\\ada\"", "\"ada\"")),
            text(
                    "common-name",
                    "The value of the first part of an LDAP distinguished name; any other text stays as it is.",
                    PartFunctions::commonName,
                    example("\"cn=Sales\\\\, North,ou=Groups,dc=example,dc=com\"", "\"Sales, North\""),
                    example("\"Sales\"", "\"Sales\"")));

    private PartFunctions() {}

    private static String before(String text, int at) {
        return at < 0 ? text : text.substring(0, at);
    }

    private static String after(String text, int at, String mark) {
        return at < 0 ? text : text.substring(at + mark.length());
    }

    /** RFC 4514: a backslash stands before a comma that belongs to the value. */
    private static String commonName(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0 || !text.substring(0, equals).strip().chars().allMatch(Character::isLetterOrDigit)) {
            return text;
        }
        StringBuilder value = new StringBuilder();
        for (int i = equals + 1; i < text.length() && text.charAt(i) != ','; i++) {
            if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                i++;
            }
            value.append(text.charAt(i));
        }
        return value.toString().strip();
    }
}
