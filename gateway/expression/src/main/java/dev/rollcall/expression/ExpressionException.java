package dev.rollcall.expression;

import java.util.List;
import java.util.stream.Collectors;

/** An expression that cannot be used, with every reason that was found. Cheap: it has no stack trace. */
public final class ExpressionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<ExpressionError> errors;

    ExpressionException(List<ExpressionError> errors) {
        super(errors.stream().map(ExpressionError::text).collect(Collectors.joining(" ")), null, false, false);
        this.errors = List.copyOf(errors);
    }

    /** In the order of the text; at least one. */
    public List<ExpressionError> errors() {
        return errors;
    }
}
