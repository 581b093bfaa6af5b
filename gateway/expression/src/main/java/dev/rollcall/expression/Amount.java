package dev.rollcall.expression;

import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/**
 * An upper bound that grows with the weight of the values that loops run through.
 *
 * @param fixed the part that does not grow
 * @param per for each variable of a loop, how much the bound grows with its weight
 */
record Amount(double fixed, Map<String, Double> per) {

    static final Amount NONE = of(0);

    Amount {
        per = Map.copyOf(per);
    }

    static Amount of(double fixed) {
        return new Amount(fixed, Map.of());
    }

    /** The weight of the variable of a loop. */
    static Amount ofVariable(String variable) {
        return new Amount(0, Map.of(variable, 1.0));
    }

    Amount plus(Amount other) {
        return with(other, Double::sum);
    }

    Amount plus(double more) {
        return new Amount(fixed + more, per);
    }

    Amount or(Amount other) {
        return with(other, Math::max);
    }

    private Amount with(Amount other, DoubleBinaryOperator both) {
        Map<String, Double> all = new HashMap<>(per);
        other.per.forEach(
                (variable, factor) -> all.put(variable, both.applyAsDouble(all.getOrDefault(variable, 0.0), factor)));
        return new Amount(both.applyAsDouble(fixed, other.fixed), all);
    }

    Amount times(double factor) {
        Map<String, Double> all = new HashMap<>(per);
        all.replaceAll((variable, own) -> own * factor);
        return new Amount(fixed * factor, all);
    }

    /** What all turns of a loop come to: the weights of what it goes through add up to that of the whole range. */
    Amount turns(String variable, double turns, Amount range) {
        Map<String, Double> others = new HashMap<>(per);
        Double own = others.remove(variable);
        Amount fixedPart = new Amount(fixed, others).times(turns);
        return own == null ? fixedPart : fixedPart.plus(range.times(own));
    }

    /** A number that it never exceeds. */
    double most() {
        return fixed + per.values().stream().mapToDouble(Double::doubleValue).sum() * Bounds.INPUT;
    }
}
