package dev.rollcall.scim.filter;

import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import java.util.Locale;

/**
 * A position in the text of a filter or path, and the only class that makes errors about them. An error describes the text that was
 * found and never repeats it, because it may be a compare value.
 */
final class Cursor {

    static final int MAX_LENGTH = 8_000;
    static final char END = '\0';

    private final String text;
    private final String subject;
    private ScimType type;
    private int at;

    private Cursor(String text, String subject, ScimType type) {
        this.text = text;
        this.subject = subject;
        this.type = type;
        if (text.length() > MAX_LENGTH) {
            throw ScimError.badRequest(
                            type,
                            "The " + subject + " has " + text.length() + " characters; at most " + MAX_LENGTH
                                    + " are accepted.")
                    .exception();
        }
    }

    static Cursor overFilter(String text) {
        return new Cursor(text, "filter", ScimType.INVALID_FILTER);
    }

    static Cursor overPath(String text) {
        return new Cursor(text, "path", ScimType.INVALID_PATH);
    }

    /** What stands in brackets is a filter, also in a path (RFC 7644 table 9). */
    void enterFilter() {
        type = ScimType.INVALID_FILTER;
    }

    void leaveFilter() {
        type = ScimType.INVALID_PATH;
    }

    int position() {
        return at;
    }

    String textFrom(int start) {
        return text.substring(start, at);
    }

    /** The character here, or {@link #END}. */
    char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    char next() {
        char c = peek();
        at++;
        return c;
    }

    void skipSpaces() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    /** Steps over the character if it stands here. */
    boolean take(char c) {
        if (atEnd() || peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    void expect(char c, String role) {
        skipSpaces();
        if (!take(c)) {
            throw unexpected("'" + c + "' " + role);
        }
    }

    void expectEnd(String otherwise) {
        skipSpaces();
        if (!atEnd()) {
            throw unexpected(otherwise);
        }
    }

    /** Steps over the word if it stands here, in any letter case, and is not the beginning of a longer name. */
    boolean takeWord(String word) {
        int end = at + word.length();
        if (!text.regionMatches(true, at, word, 0, word.length())
                || (end < text.length() && PathLexer.isPathCharacter(text.charAt(end)))) {
            return false;
        }
        at = end;
        return true;
    }

    /** The letters that stand here, perhaps none. */
    String takeLetters() {
        int start = at;
        while (PathLexer.isLetter(peek())) {
            at++;
        }
        return textFrom(start);
    }

    /** What stands here up to the next space, closing bracket or the end, perhaps nothing. */
    String peekToken() {
        int end = at;
        while (end < text.length() && " \t)]".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(at, end);
    }

    void skip(String token) {
        at += token.length();
    }

    ScimException unexpected(String expected) {
        return unexpected(at, found(), expected);
    }

    /**
     * The error for something that should not be there.
     *
     * @param position 0-based
     */
    ScimException unexpected(int position, String found, String expected) {
        return failure(position, "found " + found + ", expected " + expected);
    }

    /** An error with a reason of its own. */
    ScimException failure(int position, String reason) {
        return ScimError.badRequest(
                        type, "The " + subject + " is not valid at character " + (position + 1) + ": " + reason + ".")
                .exception();
    }

    private String found() {
        if (atEnd()) {
            return "the end of the " + subject;
        }
        char c = peek();
        if (PathLexer.isLetter(c)) {
            return "a word";
        }
        if (c >= '0' && c <= '9') {
            return "a digit";
        }
        if (c == '"') {
            return "a double quote";
        }
        if (c > ' ' && c < 0x7f) {
            return "'" + c + "'";
        }
        return c == ' ' ? "a space" : String.format(Locale.ROOT, "the character U+%04X", (int) c);
    }
}
