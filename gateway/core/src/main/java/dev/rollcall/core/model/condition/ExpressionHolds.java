package dev.rollcall.core.model.condition;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.expression.Expression;
import dev.rollcall.expression.ExpressionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Requires an expression in CEL about the user to be true. An expression that cannot be evaluated for a user, because
 * an attribute is missing or is of another kind, is not true for that user.
 */
public final class ExpressionHolds implements Condition {

    /** Its only member in JSON. */
    public static final String EXPRESSION = "expression";

    private final String text;
    private final @Nullable Expression expression;
    private final @Nullable String fault;

    /** Takes a text as it was stored: one that cannot be used, since another release has checked it, has a {@link #fault}. */
    public ExpressionHolds(String text) {
        this.text = text;
        Expression made = null;
        String told = null;
        try {
            made = Expression.ofUser(text);
        } catch (ExpressionException e) {
            told = e.getMessage();
        }
        this.expression = made;
        this.fault = told;
    }

    /** Takes one that is checked. */
    public ExpressionHolds(Expression expression) {
        this.text = expression.text();
        this.expression = expression;
        this.fault = null;
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    @Override
    public <R extends @Nullable Object> R match(Cases<R> cases) {
        return cases.expressionHolds(this);
    }

    @Override
    public boolean holds(ObjectNode user) {
        return expression != null && expression.holds(name -> UserAttributes.find(user, name));
    }

    @Override
    public String inWords() {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining(" "))
                + " holds";
    }

    @Override
    public ObjectNode toJson() {
        return JsonNodeFactory.instance.objectNode().put(EXPRESSION, text);
    }

    @Override
    public @Nullable String fault() {
        return fault;
    }

    @Override
    public long cost() {
        return expression == null ? 0 : expression.cost();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExpressionHolds same && same.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return inWords();
    }
}
