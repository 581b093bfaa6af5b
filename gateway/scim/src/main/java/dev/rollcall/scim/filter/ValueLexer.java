package dev.rollcall.scim.filter;

import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Reads {@code compValue}: a JSON string, number, true, false or null. */
final class ValueLexer {

    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_EXPONENT = 400;

    /** What rightly stands without quotes. */
    private static final Pattern BARE = Pattern.compile("true|false|null|-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private ValueLexer() {}

    static ValueNode read(Cursor cursor) {
        cursor.skipSpaces();
        char c = cursor.peek();
        if (c == '"') {
            return TextNode.valueOf(string(cursor));
        }
        if (c == '-' || isDigit(c)) {
            return number(cursor);
        }
        int start = cursor.position();
        return switch (cursor.takeLetters()) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            case "null" -> NullNode.instance;
            case "" -> throw cursor.unexpected("a value: a text in double quotes, a number, true, false or null");
            default ->
                throw cursor.unexpected(
                        start,
                        "a word without quotes",
                        "a value: put the value in double quotes (only numbers, true, false and null go without)");
        };
    }

    /** Whether a token can only be a text that lacks its quotes. */
    static boolean isUnquoted(String token) {
        return !token.isEmpty()
                && token.indexOf('"') < 0
                && !BARE.matcher(token).matches();
    }

    /** Single quotes around it are no part of the text. */
    static ValueNode readUnquoted(Cursor cursor) {
        String token = cursor.peekToken();
        requireStorable(cursor, token, cursor.position());
        cursor.skip(token);
        boolean singleQuoted = token.length() > 1 && token.startsWith("'") && token.endsWith("'");
        return TextNode.valueOf(singleQuoted ? token.substring(1, token.length() - 1) : token);
    }

    private static String string(Cursor cursor) {
        int start = cursor.position();
        cursor.next();
        StringBuilder out = new StringBuilder();
        while (!cursor.atEnd()) {
            int here = cursor.position();
            char c = cursor.next();
            if (c == '"') {
                requireStorable(cursor, out, start);
                return out.toString();
            }
            if (c < ' ') {
                throw cursor.failure(here, "a control character in a text must be written as an escape such as \\n");
            }
            out.append(c == '\\' ? escape(cursor, here) : c);
        }
        throw cursor.failure(start, "the text that begins here has no closing double quote");
    }

    private static char escape(Cursor cursor, int start) {
        char c = cursor.next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode(cursor, start);
            default -> throw cursor.failure(start, "a backslash is followed by one of \" \\ / b f n r t u");
        };
    }

    private static char unicode(Cursor cursor, int start) {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = cursor.next();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw cursor.failure(start, "\\u is followed by four hexadecimal digits");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    /** No resource holds these (the database cannot), so no filter can mean them. */
    private static void requireStorable(Cursor cursor, CharSequence text, int start) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                throw cursor.failure(start, "the text that begins here contains U+0000 or half of a surrogate pair");
            }
        }
    }

    private static ValueNode number(Cursor cursor) {
        int start = cursor.position();
        cursor.take('-');
        boolean leadingZero = cursor.peek() == '0';
        if (digits(cursor, start) > 1 && leadingZero) {
            throw cursor.failure(start, "a number has no leading zeros");
        }
        boolean integral = true;
        if (cursor.take('.')) {
            integral = false;
            digits(cursor, start);
        }
        if (cursor.take('e') || cursor.take('E')) {
            integral = false;
            if (!cursor.take('+')) {
                cursor.take('-');
            }
            digits(cursor, start);
        }
        if (PathLexer.isPathCharacter(cursor.peek())) {
            throw cursor.failure(
                    start, "a number is followed by a space, ')' or ']'; put other values in double quotes");
        }
        String text = cursor.textFrom(start);
        if (text.length() > MAX_NUMBER_LENGTH) {
            throw cursor.failure(start, "a number has at most " + MAX_NUMBER_LENGTH + " characters");
        }
        return integral ? integer(new BigInteger(text)) : decimal(cursor, text, start);
    }

    private static int digits(Cursor cursor, int start) {
        int count = 0;
        while (isDigit(cursor.peek())) {
            cursor.next();
            count++;
        }
        if (count == 0) {
            throw cursor.failure(start, "this is not a JSON number");
        }
        return count;
    }

    private static ValueNode integer(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return IntNode.valueOf(value.intValue());
        }
        if (value.bitLength() < Long.SIZE) {
            return LongNode.valueOf(value.longValue());
        }
        return BigIntegerNode.valueOf(value);
    }

    private static ValueNode decimal(Cursor cursor, String text, int start) {
        try {
            BigDecimal value = new BigDecimal(text);
            if (Math.abs((long) value.scale()) <= MAX_EXPONENT) {
                // With scale 0, such as 1.5e1, it prints as an integer and so has to be one.
                return value.scale() == 0 ? integer(value.unscaledValue()) : DecimalNode.valueOf(value);
            }
        } catch (NumberFormatException e) {
            // an exponent beyond 32 bits: out of range as well
        }
        throw cursor.failure(start, "the number is out of range");
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
