package dev.rollcall.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Works out from the text of an expression how many steps it takes for the largest input that it may have, so that no evaluation
 * has to be stopped. A step is one node of the expression; many characters are copied or compared in the time of a step.
 */
final class CostCheck {

    /** Characters that are copied in the time of a step. */
    private static final double COPIED = 50;

    /** Comparisons of characters in the time of a step. */
    private static final double COMPARED = 500;

    /** Values that are compared in the time of a step. */
    private static final double VALUES = 5;

    /** Instructions of a regular expression in the time of a step. */
    private static final double MATCHED = 25;

    /** What a turn of a loop costs beside what is worked out in it. */
    private static final double TURN = 4;

    private static final double NUMBER = 30;

    private final Scope scope;
    private final Map<String, Double> constants;
    private final Set<String> accumulators = new HashSet<>();
    private Amount steps = Amount.NONE;

    /** Takes the weight of each constant. */
    CostCheck(Scope scope, Map<String, Double> constants) {
        this.scope = scope;
        this.constants = constants;
    }

    /** How many steps an expression takes at most. */
    static long of(CelExpr expression, Scope scope, Map<String, Double> constants) {
        CostCheck check = new CostCheck(scope, constants);
        check.weight(expression);
        return (long) Math.ceil(Math.min(check.steps.most(), Long.MAX_VALUE));
    }

    private void add(double more) {
        steps = steps.plus(more);
    }

    private void add(Amount more) {
        steps = steps.plus(more);
    }

    /** The weight of what an expression gives; its steps are added up beside. */
    private Amount weight(CelExpr expression) {
        add(1);
        return switch (expression.getKind()) {
            case CONSTANT -> Amount.of(weight(expression.constant()));
            case IDENT -> variable(expression.ident().name());
            case SELECT -> select(expression.select());
            case CALL -> call(expression.call());
            case LIST -> sum(expression.list().elements());
            case MAP ->
                sum(expression.map().entries().stream()
                        .flatMap(entry -> List.of(entry.key(), entry.value()).stream())
                        .toList());
            case COMPREHENSION -> loop(expression.comprehension());
            default -> Amount.of(1);
        };
    }

    private static double weight(CelConstant constant) {
        return constant.getKind() == CelConstant.Kind.STRING_VALUE
                ? 1 + constant.stringValue().length()
                : 1;
    }

    private Amount variable(String name) {
        if (accumulators.contains(name)) {
            return Amount.NONE;
        }
        return scope.isRoot(name) ? Amount.of(Bounds.INPUT) : Amount.ofVariable(name);
    }

    private Amount select(CelExpr.CelSelect select) {
        String root = scope.root(select.operand());
        if (select.testOnly()) {
            if (root == null) {
                weight(select.operand());
            }
            return Amount.of(1);
        }
        if (root == null) {
            return weight(select.operand());
        }
        return Amount.of(root.equals(Scope.CONSTANTS) ? constants.getOrDefault(select.field(), 1.0) : Bounds.INPUT);
    }

    private Amount sum(List<CelExpr> parts) {
        Amount sum = Amount.of(1);
        for (CelExpr part : parts) {
            sum = sum.plus(weight(part)).plus(1);
        }
        return sum;
    }

    private Amount call(CelCall call) {
        if (Vocabulary.isLookup(call, scope)) {
            return Amount.of(Bounds.INPUT);
        }
        List<CelExpr> written = Vocabulary.arguments(call);
        List<Amount> arguments = written.stream().map(this::weight).toList();
        Amount first = arguments.get(0);
        Amount second = arguments.size() > 1 ? arguments.get(1) : Amount.NONE;
        return switch (call.function()) {
            case "_?_:_" -> second.or(arguments.get(2));
            case "_+_" -> copied(first.plus(second));
            case "_[_]", "dyn" -> first;
            case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_" -> {
                add(Math.min(first.most(), second.most()) / VALUES / 4);
                yield Amount.of(1);
            }
            case "@in" -> {
                add(second.times(1 / VALUES));
                yield Amount.of(1);
            }
            case "contains", "indexOf", "lastIndexOf" -> {
                add(first.times(second.most() / COMPARED));
                yield Amount.of(1);
            }
            case "matches" -> matches(first, written.get(1));
            case "replace" -> {
                add(first.times(second.most() / COMPARED));
                yield copied(first.times(1 + arguments.get(2).most()).plus(arguments.get(2)));
            }
            case "join" -> copied(first.times(1 + second.most()));
            case "split" -> copied(first.times(3).plus(1));
            case "lowerAscii", "upperAscii", "trim", "substring", "string" -> copied(first.plus(NUMBER));
            default -> Amount.of(1);
        };
    }

    private Amount copied(Amount weight) {
        add(weight.times(1 / COPIED));
        return weight;
    }

    private Amount matches(Amount text, CelExpr pattern) {
        int program = program(Objects.requireNonNull(Vocabulary.text(pattern)));
        add(text.times(program / MATCHED).plus(10.0 + program));
        return Amount.of(1);
    }

    /** Instructions of a regular expression that {@link Vocabulary} let pass. */
    static int program(String pattern) {
        return Pattern.compile(pattern).programSize();
    }

    /** What is wrong with a regular expression, or null. */
    static @Nullable String fault(String pattern) {
        try {
            return program(pattern) > Bounds.PATTERN_PROGRAM
                    ? "The regular expression compiles to more than " + Bounds.PATTERN_PROGRAM
                            + " instructions. Make its counted repetitions smaller."
                    : null;
        } catch (PatternSyntaxException e) {
            return "The regular expression cannot be read: " + e.getDescription()
                    + ". The syntax of RE2 is accepted; look-around and back-references are not.";
        }
    }

    private Amount loop(CelComprehension loop) {
        Amount range = weight(loop.iterRange());
        double turns = loop.iterRange().getKind() == CelExpr.ExprKind.Kind.LIST
                ? loop.iterRange().list().elements().size()
                : Math.min(range.most(), Bounds.ITERATIONS);
        Amount start = weight(loop.accuInit());
        Amount before = steps;
        steps = Amount.of(TURN);
        boolean isOuter = accumulators.add(loop.accuVar());
        weight(loop.loopCondition());
        Amount grows = weight(loop.loopStep());
        steps = before.plus(steps.turns(loop.iterVar(), turns, range));
        weight(loop.result());
        if (isOuter) {
            accumulators.remove(loop.accuVar());
        }
        return start.plus(grows.turns(loop.iterVar(), turns, range));
    }

    /** Weights of constants by name. */
    static Map<String, Double> weights(Map<String, Object> constants) {
        Map<String, Double> weights = new HashMap<>();
        constants.forEach(
                (name, value) -> weights.put(name, 1.0 + value.toString().length()));
        return weights;
    }
}
