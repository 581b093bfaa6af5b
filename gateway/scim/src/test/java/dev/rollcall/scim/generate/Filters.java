package dev.rollcall.scim.generate;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.schema.Attribute;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Random filters. */
public final class Filters {

    private static final List<String> NAMES = List.of("userName", "not", "and", "x-1_$", "$ref", "emails", "prefix");
    private static final List<String> URNS =
            List.of("urn:ietf:params:scim:schemas:core:2.0:User", "urn:x:1.0:y", "http://x/2.0/z");

    private Filters() {}

    /** A filter of any shape over any names. */
    public static Filter any(Random random) {
        return expression(random, 3, () -> leaf(random, true));
    }

    /** A value filter over the sub-attributes of a multi-valued attribute; most of its operators suit them. */
    public static Filter over(Random random, Attribute attribute) {
        return expression(random, 2, () -> comparison(random, attribute));
    }

    static AttributePath anyPath(Random random) {
        String urn = random.nextInt(4) == 0 ? Values.pick(random, URNS) : null;
        String sub = random.nextInt(3) == 0 ? Values.pick(random, NAMES) : null;
        return new AttributePath(urn, Values.pick(random, NAMES), sub);
    }

    private static Filter expression(Random random, int depth, Supplier<Filter> leaf) {
        int kind = depth == 0 ? 9 : random.nextInt(10);
        if (kind < 2) {
            return Filter.and(terms(random, depth, leaf));
        }
        if (kind < 4) {
            return Filter.or(terms(random, depth, leaf));
        }
        return kind < 5 ? new Filter.Not(expression(random, depth - 1, leaf)) : leaf.get();
    }

    private static List<Filter> terms(Random random, int depth, Supplier<Filter> leaf) {
        List<Filter> terms = new ArrayList<>();
        for (int i = random.nextInt(3) + 1; i >= 0; i--) {
            terms.add(expression(random, depth - 1, leaf));
        }
        return terms;
    }

    private static Filter leaf(Random random, boolean brackets) {
        int kind = random.nextInt(brackets ? 4 : 3);
        return switch (kind) {
            case 0 -> new Filter.Present(anyPath(random));
            case 3 ->
                new Filter.ValuePath(
                        anyPath(random).withSubAttribute(null), expression(random, 2, () -> leaf(random, false)));
            default -> new Filter.Comparison(anyPath(random), op(random), value(random));
        };
    }

    private static Filter comparison(Random random, Attribute attribute) {
        Attribute compared = attribute.isComplex() ? Values.pick(random, attribute.subAttributes()) : attribute;
        AttributePath path = AttributePath.of(attribute.isComplex() ? compared.name() : "value");
        if (random.nextInt(5) == 0) {
            return new Filter.Present(path);
        }
        ValueNode value = random.nextInt(10) == 0 ? NullNode.instance : Values.simple(random, compared);
        return new Filter.Comparison(path, random.nextBoolean() ? CompareOp.EQ : op(random), value);
    }

    private static CompareOp op(Random random) {
        return Values.pick(random, List.of(CompareOp.values()));
    }

    private static ValueNode value(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> NullNode.instance;
            case 1 -> BooleanNode.valueOf(random.nextBoolean());
            case 2 -> IntNode.valueOf(random.nextInt());
            case 3 -> LongNode.valueOf((1L << 40) + random.nextInt());
            case 4 -> decimal(random);
            default -> TextNode.valueOf(Values.text(random) + Values.text(random));
        };
    }

    /** Never one that prints as an integer. */
    private static ValueNode decimal(Random random) {
        BigDecimal value = new BigDecimal(random.nextInt() + ".5e" + (random.nextInt(40) - 20));
        return DecimalNode.valueOf(value.scale() == 0 ? value.setScale(1) : value);
    }
}
