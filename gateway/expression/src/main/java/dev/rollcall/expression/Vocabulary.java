package dev.rollcall.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names and forms that an expression may use: a closed list, which each refusal shows. */
final class Vocabulary {

    private static final List<String> OPERATORS = List.of(
            "_?_:_",
            "_&&_",
            "_||_",
            "!_",
            "_==_",
            "_!=_",
            "_<_",
            "_<=_",
            "_>_",
            "_>=_",
            "_+_",
            "_-_",
            "_*_",
            "_/_",
            "_%_",
            "-_",
            "_[_]",
            "@in",
            "@not_strictly_false");

    /** Macros and functions of CEL itself. */
    private static final List<String> OWN = List.of(
            "has",
            "all",
            "exists",
            "exists_one",
            "map",
            "filter",
            "size",
            "contains",
            "startsWith",
            "endsWith",
            "matches",
            "string",
            "int",
            "double",
            "bool",
            "dyn");

    /** Names of the functions that can be called. */
    static final List<String> FUNCTIONS = Stream.concat(
                    OWN.stream(), ExpressionFunction.ALL.stream().map(ExpressionFunction::name))
            .toList();

    private static final Pattern COUNTS = Pattern.compile("\\{(\\d{0,9}),?(\\d{0,9})}");

    /** The largest product of counted repetitions: it bounds what a pattern comes to before it is compiled. */
    private static final long REPETITIONS = 50;

    private final Scope scope;
    private final Set<String> constants;
    private final BiConsumer<CelExpr, String> wrong;
    private final Set<String> variables = new HashSet<>();
    private final Map<String, String> elements = new HashMap<>();
    private final List<Read> reads = new ArrayList<>();

    Vocabulary(Scope scope, Set<String> constants, BiConsumer<CelExpr, String> wrong) {
        this.scope = scope;
        this.constants = constants;
        this.wrong = wrong;
    }

    /**
     * A place where an attribute is read.
     *
     * @param part what is read of it, or null for the whole
     * @param inLoop whether that is read of each of its values
     */
    record Read(CelExpr place, String name, @Nullable String part, boolean inLoop) {}

    /** Where the expressions looked at read attributes, in the order of the text. */
    List<Read> reads() {
        return reads;
    }

    static List<CelExpr> arguments(CelCall call) {
        List<CelExpr> all = new ArrayList<>();
        call.target().ifPresent(all::add);
        all.addAll(call.args());
        return all;
    }

    /** The text that an expression is, or null. */
    static @Nullable String text(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? expression.constant().stringValue()
                : null;
    }

    void look(CelExpr expression) {
        switch (expression.getKind()) {
            case CONSTANT -> constant(expression);
            case IDENT -> name(expression);
            case SELECT -> select(expression);
            case CALL -> call(expression);
            case LIST -> expression.list().elements().forEach(this::look);
            case MAP ->
                expression.map().entries().forEach(entry -> {
                    look(entry.key());
                    look(entry.value());
                });
            case COMPREHENSION -> loop(expression.comprehension());
            default -> wrong.accept(expression, "Write an object as {\"name\": value}, without a name in front of it.");
        }
    }

    private void constant(CelExpr expression) {
        CelConstant.Kind kind = expression.constant().getKind();
        if (kind == CelConstant.Kind.BYTES_VALUE || kind == CelConstant.Kind.UINT64_VALUE) {
            wrong.accept(expression, "Bytes and unsigned numbers are not accepted. Write a text or a number.");
        }
    }

    private void name(CelExpr expression) {
        String name = expression.ident().name();
        if (scope.root(expression) != null) {
            wrong.accept(
                    expression,
                    name + " must be followed by a name, as in " + name + ".title"
                            + (name.equals(scope.attributes()) ? " or " + scope.quoted() : "") + ". " + scope.reads());
        } else if (!scope.isRoot(name) && !variables.contains(name)) {
            wrong.accept(expression, name + " is not known here. " + scope.reads());
        }
    }

    private void select(CelExpr expression) {
        CelExpr operand = expression.select().operand();
        String field = expression.select().field();
        String root = scope.root(operand);
        if (root == null) {
            String attribute = attribute(operand);
            String values = operand.getKind() == CelExpr.ExprKind.Kind.IDENT
                    ? elements.get(operand.ident().name())
                    : null;
            if (attribute != null) {
                reads.add(new Read(expression, attribute, field, false));
            } else if (values != null) {
                reads.add(new Read(expression, values, field, true));
            } else {
                look(operand);
            }
        } else if (root.equals(scope.attributes())) {
            reads.add(new Read(expression, field, null, false));
        } else if (!constants.contains(field)) {
            wrong.accept(
                    expression,
                    "The profile has no constant " + field + "; there "
                            + (constants.isEmpty()
                                    ? "are none."
                                    : "are " + constants.stream().sorted().collect(Collectors.joining(", ")) + "."));
        }
    }

    /** The attribute that an expression is, by whatever spelling, or null. */
    private @Nullable String attribute(CelExpr expression) {
        if (expression.getKind() == CelExpr.ExprKind.Kind.SELECT) {
            boolean isAttribute =
                    scope.attributes().equals(scope.root(expression.select().operand()));
            return isAttribute ? expression.select().field() : null;
        }
        return isLookup(expression) ? text(expression.call().args().get(1)) : null;
    }

    private boolean isLookup(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CALL && isLookup(expression.call(), scope);
    }

    /** Whether an attribute is read by {@code request["its name"]}. */
    static boolean isLookup(CelCall call, Scope scope) {
        return call.function().equals("_[_]")
                && scope.attributes().equals(scope.root(call.args().get(0)));
    }

    private void call(CelExpr expression) {
        CelCall call = expression.call();
        if (isLookup(expression)) {
            String name = text(call.args().get(1));
            if (name == null) {
                wrong.accept(
                        expression, "The name of an attribute must be a text: " + scope.attributes() + "[\"title\"].");
            } else {
                reads.add(new Read(expression, name, null, false));
            }
            return;
        }
        if (!OPERATORS.contains(call.function()) && !FUNCTIONS.contains(call.function())) {
            wrong.accept(
                    expression,
                    call.function() + " is not a function that expressions have; those "
                            + "are " + String.join(", ", FUNCTIONS)
                            + ".");
        }
        if (call.function().equals("matches")) {
            pattern(expression, arguments(call));
        }
        arguments(call).forEach(this::look);
    }

    private void pattern(CelExpr expression, List<CelExpr> arguments) {
        String pattern = arguments.size() == 2 ? text(arguments.get(1)) : null;
        if (pattern == null || pattern.length() > Bounds.PATTERN) {
            wrong.accept(
                    expression,
                    "matches needs its regular expression as a literal text of at most " + Bounds.PATTERN
                            + " characters, as in text.matches(\"^E[0-9]+$\").");
            return;
        }
        long product = 1;
        Matcher counts = COUNTS.matcher(pattern);
        while (counts.find() && product <= REPETITIONS) {
            product *= Math.max(1, Math.max(number(counts.group(1)), number(counts.group(2))));
        }
        String fault = product > REPETITIONS
                ? "The counted repetitions of a regular expression, multiplied together, may come to at " + "most "
                        + REPETITIONS + "."
                : CostCheck.fault(pattern);
        if (fault != null) {
            wrong.accept(expression, fault);
        }
    }

    private static long number(String digits) {
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private void loop(CelComprehension loop) {
        look(loop.iterRange());
        if (scope.isRoot(loop.iterVar()) || variables.contains(loop.iterVar())) {
            wrong.accept(
                    loop.iterRange(),
                    "The loop calls its element " + loop.iterVar() + ", a name that already has a meaning. Choose"
                            + " another name, such as e.");
            return;
        }
        variables.add(loop.iterVar());
        String attribute = attribute(loop.iterRange());
        if (attribute != null) {
            elements.put(loop.iterVar(), attribute);
        }
        look(loop.accuInit());
        boolean isOuter = variables.add(loop.accuVar());
        look(loop.loopCondition());
        look(loop.loopStep());
        look(loop.result());
        if (isOuter) {
            variables.remove(loop.accuVar());
        }
        variables.remove(loop.iterVar());
        elements.remove(loop.iterVar());
    }
}
