package dev.rollcall.spi.profile.function;

import static dev.rollcall.spi.profile.function.FunctionKit.TEXT;
import static dev.rollcall.spi.profile.function.FunctionKit.example;
import static dev.rollcall.spi.profile.function.FunctionKit.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.spi.profile.function.NamedFunction.Example;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Functions that make a value of another kind: text, number, boolean, null. */
final class KindFunctions {

    private static final Set<String> YES = Set.of("true", "yes", "y", "on", "1", "active", "enabled");
    private static final Set<String> NO = Set.of("false", "no", "n", "off", "0", "inactive", "disabled");
    private static final int LONGEST_NUMBER = 30;

    static final List<NamedFunction> ALL = List.of(
            kind(
                    "to-text",
                    "Writes a number or a boolean as a text.",
                    value -> value.isNumber() || value.isBoolean() ? TextNode.valueOf(value.asText()) : value,
                    example("7", "\"7\"")),
            kind(
                    "to-number",
                    "Reads a text as a number, where it is one.",
                    KindFunctions::number,
                    example("\"7\"", "7"),
                    example("\"seven\"", "\"seven\"")),
            kind(
                    "to-boolean",
                    "Reads true, yes, y, on, 1, active, enabled, and their opposites, in any letter case.",
                    KindFunctions::flag,
                    example("\"Y\"", "true"),
                    example("\"Disabled\"", "false"),
                    example("0", "false")),
            kind(
                    "not",
                    "Turns true into false and false into true.",
                    value -> value.isBoolean() ? BooleanNode.valueOf(!value.booleanValue()) : value,
                    example("true", "false")),
            new NamedFunction(
                    "is",
                    "Whether the value is this text, in any letter case.",
                    List.of(parameter("text", TEXT)),
                    List.of(example("\"Employee\"", "\"employee\"", "true")),
                    (value, text) -> BooleanNode.valueOf(value.asText().equalsIgnoreCase(text.asText()))),
            new NamedFunction(
                    "is-one-of",
                    "Whether the value is one of these texts, in any letter case.",
                    List.of(parameter("texts", new Shape.Several(TEXT, 100, false))),
                    List.of(example("\"Leaver\"", "[\"leaver\", \"retired\"]", "true")),
                    (value, texts) -> {
                        for (JsonNode text : texts) {
                            if (value.asText().equalsIgnoreCase(text.asText())) {
                                return BooleanNode.TRUE;
                            }
                        }
                        return BooleanNode.FALSE;
                    }),
            new NamedFunction(
                    "has-bit",
                    "Whether a number has this bit, counted from 0; 514 of a Windows account has bit 1, which means"
                            + " disabled.",
                    List.of(parameter("bit", new Shape.Whole(0, 31))),
                    List.of(example("514", "1", "true"), example("\"512\"", "1", "false")),
                    (value, bit) -> {
                        JsonNode number = number(value);
                        return number.isNumber()
                                ? BooleanNode.valueOf((number.longValue() >> bit.asInt() & 1) == 1)
                                : value;
                    }),
            kind(
                    "empty-as-null",
                    "Turns an empty or blank text into null, which clears an attribute.",
                    value -> value.isTextual() && value.textValue().isBlank() ? NullNode.getInstance() : value,
                    example("\" \"", "null"),
                    example("\"a\"", "\"a\"")),
            kind(
                    "from-json",
                    "Reads a text that holds a JSON object or list.",
                    value -> {
                        JsonNode object = ScimJson.parsed(value, '{');
                        return object.isObject() ? object : ScimJson.parsed(value, '[');
                    },
                    example("\"{\\\"value\\\": \\\"admin\\\"}\"", "{\"value\": \"admin\"}")));

    private KindFunctions() {}

    private static NamedFunction kind(String name, String about, UnaryOperator<JsonNode> body, Example... examples) {
        return new NamedFunction(name, about, List.of(), List.of(examples), (value, none) -> body.apply(value));
    }

    private static JsonNode number(JsonNode value) {
        String text = value.isTextual() ? value.textValue().strip() : "";
        if (text.isEmpty() || text.length() > LONGEST_NUMBER || !text.matches("-?[0-9]+(\\.[0-9]+)?")) {
            return value;
        }
        BigDecimal number = new BigDecimal(text);
        return number.scale() > 0
                ? DecimalNode.valueOf(number)
                : ScimJson.parse(number.toPlainString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static JsonNode flag(JsonNode value) {
        String word = value.asText().strip().toLowerCase(Locale.ROOT);
        if (value.isContainerNode() || !(YES.contains(word) || NO.contains(word))) {
            return value;
        }
        return BooleanNode.valueOf(YES.contains(word));
    }
}
