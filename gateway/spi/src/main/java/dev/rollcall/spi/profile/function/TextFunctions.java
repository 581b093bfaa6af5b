package dev.rollcall.spi.profile.function;

import static dev.rollcall.spi.profile.function.FunctionKit.LENGTH;
import static dev.rollcall.spi.profile.function.FunctionKit.TEXT;
import static dev.rollcall.spi.profile.function.FunctionKit.example;
import static dev.rollcall.spi.profile.function.FunctionKit.parameter;
import static dev.rollcall.spi.profile.function.FunctionKit.text;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Functions that rewrite a text. */
final class TextFunctions {

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}]");
    private static final Pattern MARKS = Pattern.compile("\\p{Mn}");
    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]");

    static final List<NamedFunction> ALL = List.of(
            text(
                    "lower-case",
                    "Changes all letters to lower case.",
                    text -> text.toLowerCase(Locale.ROOT),
                    example("\"Ada@Example.COM\"", "\"ada@example.com\"")),
            text(
                    "upper-case",
                    "Changes all letters to upper case.",
                    text -> text.toUpperCase(Locale.ROOT),
                    example("\"de\"", "\"DE\"")),
            text(
                    "title-case",
                    "Changes the first letter of each word to upper case and the others to lower case.",
                    TextFunctions::titleCase,
                    example("\"ADA van LOVELACE\"", "\"Ada Van Lovelace\"")),
            text("trim", "Removes the blanks around a text.", String::strip, example("\" ada \"", "\"ada\"")),
            text(
                    "single-spaces",
                    "Replaces each run of white space by one space, and removes it at both ends.",
                    text -> SPACES.matcher(text.strip()).replaceAll(" "),
                    example("\" Ada   Lovelace\"", "\"Ada Lovelace\"")),
            text(
                    "without-invisible",
                    "Removes invisible characters, such as a zero-width space or a byte order mark.",
                    text -> INVISIBLE.matcher(text).replaceAll(""),
                    example("\"ada\\u200b\"", "\"ada\"")),
            text(
                    "plain-letters",
                    "Removes accents and other marks.",
                    text -> MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                            .replaceAll(""),
                    example("\"Zo\\u00eb M\\u00fcller\"", "\"Zoe Muller\"")),
            text(
                    "digits-only",
                    "Keeps nothing but digits.",
                    text -> NO_DIGITS.matcher(text).replaceAll(""),
                    example("\"EMP-0042\"", "\"0042\"")),
            text(
                    "prefix",
                    "Adds a text at the beginning, unless it is already there.",
                    "text",
                    (text, prefix) -> text.startsWith(prefix) ? text : prefix + text,
                    example("\"42\"", "\"emp-\"", "\"emp-42\"")),
            text(
                    "suffix",
                    "Adds a text at the end, unless it is already there.",
                    "text",
                    (text, suffix) -> text.endsWith(suffix) ? text : text + suffix,
                    example("\"ada\"", "\"@example.com\"", "\"ada@example.com\"")),
            text(
                    "without-prefix",
                    "Removes a text from the beginning, in any letter case.",
                    "text",
                    (text, prefix) -> text.regionMatches(true, 0, prefix, 0, prefix.length())
                            ? text.substring(prefix.length())
                            : text,
                    example("\"SMTP:ada@example.com\"", "\"smtp:\"", "\"ada@example.com\"")),
            text(
                    "without-suffix",
                    "Removes a text from the end, in any letter case.",
                    "text",
                    TextFunctions::withoutSuffix,
                    example("\"Ada (external)\"", "\" (external)\"", "\"Ada\"")),
            text(
                    "replace",
                    "Replaces each occurrence of a text by another.",
                    List.of(parameter("text", TEXT), parameter("by", TEXT)),
                    (text, argument) -> text.replace(
                            argument.path("text").asText(), argument.path("by").asText()),
                    example("\"ada_lovelace\"", "{\"text\": \"_\", \"by\": \".\"}", "\"ada.lovelace\"")),
            text(
                    "remove",
                    "Removes each occurrence of a text.",
                    "text",
                    (text, gone) -> text.replace(gone, ""),
                    example("\"+49 30 1234\"", "\" \"", "\"+49301234\"")),
            text(
                    "pad-left",
                    "Pads a text at the beginning with a character until it has the given length.",
                    List.of(parameter("length", LENGTH), parameter("with", new Shape.Text(1))),
                    (text, argument) -> argument.path("with")
                                    .asText()
                                    .repeat(Math.max(0, argument.path("length").asInt() - text.length()))
                            + text,
                    example("\"42\"", "{\"length\": 5, \"with\": \"0\"}", "\"00042\"")));

    private TextFunctions() {}

    private static String titleCase(String text) {
        StringBuilder written = new StringBuilder(text.length());
        boolean begins = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            written.append(begins ? Character.toTitleCase(c) : Character.toLowerCase(c));
            begins = !Character.isLetterOrDigit(c) && c != '\'';
        }
        return written.toString();
    }

    private static String withoutSuffix(String text, String suffix) {
        int at = text.length() - suffix.length();
        return at >= 0 && text.regionMatches(true, at, suffix, 0, suffix.length()) ? text.substring(0, at) : text;
    }
}
