package dev.rollcall.expression;

/** An expression that could not be worked out for one request. Cheap: it has no stack trace. Its text shows no value of the request. */
public final class ExpressionFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExpressionFailure(ExpressionError error) {
        super(error.text(), null, false, false);
    }
}
