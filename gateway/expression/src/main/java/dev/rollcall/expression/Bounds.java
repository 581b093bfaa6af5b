package dev.rollcall.expression;

/**
 * The limits on what an expression may cost. Weight is counted in characters of texts and in values: a text of three
 * characters weighs four.
 */
public final class Bounds {

    /** Characters of an expression. */
    public static final int LENGTH = 2_000;

    /** Parentheses, lists and calls within each other. */
    public static final int DEPTH = 32;

    /** Turns of all loops of one evaluation together. */
    public static final int ITERATIONS = 1_000;

    /** Characters of a regular expression. */
    public static final int PATTERN = 200;

    /** Instructions of a regular expression. */
    public static final int PATTERN_PROGRAM = 1_000;

    /** Weight of the value and of the attributes that an expression reads, together. */
    public static final int INPUT = 4_000;

    /** Weight of the result. */
    public static final int RESULT = 10_000;

    /** Steps that an expression may need for the largest input; a step is about a quarter of a microsecond. */
    public static final int COST = 50_000;

    private Bounds() {}
}
