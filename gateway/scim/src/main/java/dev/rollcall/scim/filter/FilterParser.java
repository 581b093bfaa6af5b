package dev.rollcall.scim.filter;

import com.fasterxml.jackson.databind.node.ValueNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Parses filters by the grammar of RFC 7644 section 3.4.2.2, by recursive descent: or, and, then not, group, value path or
 * comparison. Beyond the RFC's ABNF, it accepts one form that clients send: {@code emails[type eq "work"].value eq "x"}, which
 * means {@code emails[type eq "work" and value eq "x"]}.
 */
public final class FilterParser {

    private static final int MAX_DEPTH = 16;
    private static final String OPERATORS = "an operator: eq, ne, co, sw, ew, gt, ge, lt, le or pr";

    private final Cursor cursor;
    private final @Nullable Runnable unquoted;
    private int depth;
    private boolean inBrackets;

    /**
     * Reads what stands at the cursor.
     *
     * @param unquoted called for each text without quotes; null when there may be none
     */
    private FilterParser(Cursor cursor, @Nullable Runnable unquoted) {
        this.cursor = cursor;
        this.unquoted = unquoted;
    }

    static Filter parse(String text) {
        return whole(text, null);
    }

    static Filter parseTolerantly(String text, Runnable unquoted) {
        return whole(text, unquoted);
    }

    private static Filter whole(String text, @Nullable Runnable unquoted) {
        Cursor cursor = Cursor.overFilter(text);
        Filter filter = new FilterParser(cursor, unquoted).disjunction();
        cursor.expectEnd("and, or, or the end of the filter");
        return filter;
    }

    static AttributePath parsePath(String text) {
        Cursor cursor = Cursor.overPath(text);
        cursor.skipSpaces();
        AttributePath path = PathLexer.read(cursor);
        cursor.expectEnd("the end of the path");
        return path;
    }

    /**
     * Reads the path of a PATCH operation (RFC 7644 figure 7): an attribute path, or an attribute with a filter in brackets and
     * perhaps a sub-attribute behind them.
     *
     * @param unquoted called for each text in the brackets that stands without quotes; null when there may be none
     * @param make takes the path without the brackets, and the filter or null
     * @throws dev.rollcall.scim.error.ScimException 400 invalidPath, or invalidFilter for what stands in the brackets
     */
    public static <T> T parsePatchPath(
            String text, @Nullable Runnable unquoted, BiFunction<AttributePath, @Nullable Filter, T> make) {
        Cursor cursor = Cursor.overPath(text);
        cursor.skipSpaces();
        AttributePath path = PathLexer.read(cursor);
        Filter filter = null;
        if (cursor.peek() == '[') {
            filter = new FilterParser(cursor, unquoted).bracketed(path);
            cursor.leaveFilter();
            if (cursor.take('.')) {
                path = path.withSubAttribute(PathLexer.readSubAttribute(cursor));
            }
        }
        cursor.expectEnd("the end of the path");
        return make.apply(path, filter);
    }

    private Filter disjunction() {
        List<Filter> terms = new ArrayList<>();
        do {
            terms.add(conjunction());
            cursor.skipSpaces();
        } while (cursor.takeWord("or"));
        return Filter.or(terms);
    }

    private Filter conjunction() {
        List<Filter> terms = new ArrayList<>();
        do {
            terms.add(term());
            cursor.skipSpaces();
        } while (cursor.takeWord("and"));
        return Filter.and(terms);
    }

    private Filter term() {
        cursor.skipSpaces();
        if (cursor.peek() == '(') {
            return group();
        }
        AttributePath path = PathLexer.read(cursor);
        if (isNot(path)) {
            return new Filter.Not(group());
        }
        return cursor.peek() == '[' ? valuePath(path) : comparison(path);
    }

    private boolean isNot(AttributePath path) {
        if (!path.toString().equalsIgnoreCase("not")) {
            return false;
        }
        cursor.skipSpaces();
        return cursor.peek() == '(';
    }

    private Filter group() {
        enter('(');
        Filter inner = disjunction();
        leave(')', "that closes the group");
        return inner;
    }

    private Filter valuePath(AttributePath path) {
        Filter inner = bracketed(path);
        if (cursor.take('.')) {
            Filter behind = comparison(AttributePath.of(PathLexer.readSubAttribute(cursor)));
            inner = Filter.and(List.of(inner, behind));
        }
        return new Filter.ValuePath(path, inner);
    }

    private Filter bracketed(AttributePath path) {
        if (path.subAttribute() != null) {
            throw cursor.failure(cursor.position(), "brackets can follow an attribute, but not a sub-attribute");
        }
        if (inBrackets) {
            throw cursor.failure(cursor.position(), "brackets cannot be nested");
        }
        cursor.enterFilter();
        enter('[');
        inBrackets = true;
        Filter inner = disjunction();
        inBrackets = false;
        leave(']', "that closes the value filter");
        return inner;
    }

    private void enter(char open) {
        if (++depth > MAX_DEPTH) {
            throw cursor.failure(
                    cursor.position(), "parentheses and brackets are nested more than " + MAX_DEPTH + " levels deep");
        }
        cursor.take(open);
    }

    private void leave(char close, String role) {
        cursor.expect(close, role);
        depth--;
    }

    private Filter comparison(AttributePath path) {
        cursor.skipSpaces();
        int start = cursor.position();
        String word = cursor.takeLetters().toLowerCase(Locale.ROOT);
        if (word.isEmpty()) {
            throw cursor.unexpected(OPERATORS);
        }
        if (word.equals("pr")) {
            return new Filter.Present(path);
        }
        CompareOp op = CompareOp.ofKeyword(word);
        if (op == null) {
            throw cursor.unexpected(start, "a word that is not an operator", OPERATORS);
        }
        ValueNode value = value();
        return new Filter.Comparison(path, op, value);
    }

    private ValueNode value() {
        cursor.skipSpaces();
        if (unquoted == null || !ValueLexer.isUnquoted(cursor.peekToken())) {
            return ValueLexer.read(cursor);
        }
        unquoted.run();
        return ValueLexer.readUnquoted(cursor);
    }
}
