package dev.rollcall.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.cel.common.CelErrorCode;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition or a computed value in CEL, checked and within {@link Bounds}. All that it reads is passed in: the value, the
 * attributes of a request or of a user that it names, and constants. Immutable; thread-safe.
 */
public final class Expression {

    private static final Pattern PLACE = Pattern.compile(" at [^:]*:(\\d{1,9}): ");
    private static final Pattern KEY = Pattern.compile("key '([A-Za-z0-9_.:$ -]{1,100})' is not present");

    private final String text;
    private final Scope scope;
    private final Gives gives;
    private final long cost;
    private final List<Read> places;
    private final Set<String> reads;
    private final Map<String, Object> constants;
    private final CelRuntime.Program program;

    Expression(
            String text,
            Scope scope,
            Gives gives,
            long cost,
            List<Read> places,
            Map<String, Object> constants,
            CelRuntime.Program program) {
        this.text = text;
        this.scope = scope;
        this.gives = gives;
        this.cost = cost;
        this.places = List.copyOf(places);
        this.constants = constants;
        this.program = program;
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        places.forEach(place -> names.add(place.name()));
        this.reads = Set.copyOf(names);
    }

    /**
     * A place where an attribute is read.
     *
     * @param part the name behind the attribute, as {@code familyName} in {@code user.name.familyName}, or null
     * @param inLoop whether the part is read of each of its values, as {@code type} in {@code user.emails.exists(e, e.type == "work")}
     * @param position in the text, in characters from 0
     */
    public record Read(String name, @Nullable String part, boolean inLoop, int position) {}

    /**
     * Reads and checks an expression.
     *
     * @param constants texts, numbers and booleans by name
     * @throws ExpressionException it cannot be used; with every reason that was found
     */
    public static Expression value(String text, Map<String, JsonNode> constants) {
        return Compiled.of(text, Scope.MAPPING, constants, false);
    }

    /**
     * Reads and checks one that is true or false.
     *
     * @throws ExpressionException as {@link #value}
     */
    public static Expression condition(String text, Map<String, JsonNode> constants) {
        return Compiled.of(text, Scope.MAPPING, constants, true);
    }

    /**
     * Reads and checks a condition about a stored user, whose attributes are {@code user.NAME}.
     *
     * @throws ExpressionException it cannot be used; with every reason that was found
     */
    public static Expression ofUser(String text) {
        return Compiled.of(text, Scope.USER, Map.of(), true);
    }

    /** Names of the functions that an expression can call. */
    public static List<String> functions() {
        return Vocabulary.FUNCTIONS;
    }

    public String text() {
        return text;
    }

    /** The kind of what it gives. */
    public Gives gives() {
        return gives;
    }

    /** Steps that it takes for the largest input: at most {@link Bounds#COST}. */
    public long cost() {
        return cost;
    }

    /** Names of the attributes that it reads. */
    public Set<String> reads() {
        return reads;
    }

    /** Where it reads attributes. */
    public List<Read> places() {
        return places;
    }

    /** The error for one of {@link #places}, made by a caller that knows which attributes there are. */
    public ExpressionError error(Read place, String detail) {
        return ExpressionError.at(text, place.position(), detail);
    }

    /**
     * Works out a condition about a user. One that cannot be worked out, because an attribute is not there or is of another kind, does not hold.
     *
     * @param attribute finds an attribute of the user by its name; null where it is not there
     */
    public boolean holds(Function<String, @Nullable JsonNode> attribute) {
        try {
            return holds(null, attribute);
        } catch (ExpressionFailure e) {
            return false;
        }
    }

    /**
     * Works out a condition.
     *
     * @param value what was sent, or null for nothing
     * @param attribute finds an attribute of the request by its name; null where it is not there
     * @throws ExpressionFailure it cannot be worked out for this request
     */
    public boolean holds(@Nullable JsonNode value, Function<String, @Nullable JsonNode> attribute) {
        return evaluate(value, attribute).equals(BooleanNode.TRUE);
    }

    /**
     * Works out what it gives.
     *
     * @param value what was sent, or null for nothing
     * @param attribute finds an attribute of the request by its name; null where it is not there
     * @throws ExpressionFailure it cannot be worked out for this request
     */
    public JsonNode evaluate(@Nullable JsonNode value, Function<String, @Nullable JsonNode> attribute) {
        Map<String, Object> variables = input(value, attribute);
        Object result;
        try {
            result = program.eval(variables);
        } catch (CelEvaluationException e) {
            throw failure(e);
        }
        try {
            return new JsonValues(Bounds.RESULT).write(result);
        } catch (JsonValues.Unusable e) {
            throw new ExpressionFailure(ExpressionError.at(text, 0, "What it gives " + e.getMessage() + "."));
        }
    }

    private Map<String, Object> input(@Nullable JsonNode value, Function<String, @Nullable JsonNode> attribute) {
        JsonValues json = new JsonValues(Bounds.INPUT);
        Map<String, Object> attributes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Object own;
        try {
            own = value == null ? NullValue.NULL_VALUE : json.read(value);
            for (String name : reads) {
                JsonNode found = attribute.apply(name);
                if (found != null) {
                    attributes.put(name, json.read(found));
                }
            }
        } catch (JsonValues.Unusable e) {
            throw new ExpressionFailure(ExpressionError.at(
                    text,
                    0,
                    "What it reads " + e.getMessage() + ": an expression reads up to " + Bounds.INPUT
                            + " characters and values. Use functions for large lists and texts."));
        }
        Map<String, Object> variables = new TreeMap<>(constants);
        variables.put(Scope.VALUE, own);
        variables.put(scope.attributes(), attributes);
        return variables;
    }

    private ExpressionFailure failure(CelEvaluationException e) {
        String told = String.valueOf(e.getMessage());
        Matcher place = PLACE.matcher(told);
        int position = place.find() ? Integer.parseInt(place.group(1)) : 0;
        return new ExpressionFailure(ExpressionError.at(text, position, reason(e.getErrorCode(), told)));
    }

    private String reason(CelErrorCode code, String told) {
        return switch (code) {
            case ATTRIBUTE_NOT_FOUND -> {
                Matcher key = KEY.matcher(told);
                String name = key.find() ? key.group(1) : "name";
                String path = scope.attributes() + "." + name;
                yield "There is no " + name + " here. Check first that it is there, as in has(" + path + ") ? " + path
                        + " : \"\".";
            }
            case OVERLOAD_NOT_FOUND ->
                "The operation does not suit the types of its values. Compare value with null where nothing may"
                        + " have been sent, and use string(x) or int(x) to convert a value.";
            case DIVIDE_BY_ZERO -> "It divides by zero.";
            case INDEX_OUT_OF_BOUNDS -> "The list has no element at that index. Compare with size(list) first.";
            case NUMERIC_OVERFLOW -> "A number becomes too large.";
            case ITERATION_BUDGET_EXCEEDED -> "Its loops run over more than " + Bounds.ITERATIONS + " elements.";
            case BAD_FORMAT -> "A text cannot be converted to the type that is wanted.";
            default -> "It cannot be evaluated: the types of the values do not match.";
        };
    }
}
