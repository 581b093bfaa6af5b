package dev.rollcall.expression;

/**
 * Why an expression cannot be used, or could not be worked out.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param detail what is wrong and what would be accepted, in sentences
 */
public record ExpressionError(int line, int column, String detail) {

    /** Place and reason in one line. */
    public String text() {
        return "line " + line + ", column " + column + ": " + detail;
    }

    /** An error at a position of a text, counted in code points from 0. */
    static ExpressionError at(String text, int position, String detail) {
        int line = 1;
        int column = 1;
        int[] characters = text.codePoints().limit(Math.max(0, position)).toArray();
        for (int character : characters) {
            column = character == '\n' ? 1 : column + 1;
            line += character == '\n' ? 1 : 0;
        }
        return new ExpressionError(line, column, detail);
    }
}
