package dev.rollcall.core.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.CaseFold;
import dev.rollcall.scim.schema.DateTimes;
import dev.rollcall.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The meaning of filters in three-valued logic, written down a second time over the JSON of a resource: plain and slow. */
public final class ReferenceFilter {

    private final ResourceType type;

    ReferenceFilter(ResourceType type) {
        this.type = type;
    }

    boolean matches(Filter filter, ObjectNode resource) {
        return Boolean.TRUE.equals(value(filter, leaf -> value(leaf, resource)));
    }

    /** True or false; null when it depends on an unknown name. */
    private static @Nullable Boolean value(Filter filter, Function<Filter, @Nullable Boolean> simple) {
        if (filter instanceof Filter.And and) {
            return all(and.terms().stream()
                    .map(term -> value(term, simple))
                    .collect(Collectors.toCollection(ArrayList::new)));
        } else if (filter instanceof Filter.Or or) {
            return not(all(or.terms().stream()
                    .map(term -> not(value(term, simple)))
                    .collect(Collectors.toCollection(ArrayList::new))));
        } else if (filter instanceof Filter.Not not) {
            return not(value(not.term(), simple));
        }
        return simple.apply(filter);
    }

    private static @Nullable Boolean not(@Nullable Boolean value) {
        return value == null ? null : !value;
    }

    private static @Nullable Boolean all(List<@Nullable Boolean> values) {
        return values.contains(false) ? Boolean.FALSE : values.contains(null) ? null : Boolean.TRUE;
    }

    private @Nullable Boolean value(Filter filter, ObjectNode resource) {
        if (!(filter instanceof Filter.ValuePath path)) {
            return leaf(filter, find(pathOf(filter), resource));
        }
        Found found = find(path.path(), resource);
        if (found == null || (found.values.isEmpty() && namesUnknown(path.filter(), found.attribute))) {
            return null;
        }
        List<@Nullable Boolean> none = new ArrayList<>();
        for (JsonNode element : found.values) {
            none.add(not(value(path.filter(), leaf -> ofElement(leaf, found.attribute, element))));
        }
        return not(all(none));
    }

    private static boolean namesUnknown(Filter filter, Attribute attribute) {
        boolean[] unknown = {false};
        value(filter, leaf -> {
            String name = pathOf(leaf).attribute();
            unknown[0] |= attribute.isComplex() ? attribute.subAttribute(name) == null : !name.equals("value");
            return true;
        });
        return unknown[0];
    }

    private static @Nullable Boolean ofElement(Filter filter, Attribute attribute, JsonNode element) {
        if (namesUnknown(filter, attribute)) {
            return null;
        }
        Attribute sub = attribute.subAttribute(pathOf(filter).attribute());
        List<JsonNode> whole = List.of(element);
        return leaf(filter, sub == null ? new Found(attribute, whole) : new Found(sub, parts(attribute, whole, sub)));
    }

    private static AttributePath pathOf(Filter leaf) {
        return leaf instanceof Filter.Comparison comparison ? comparison.path() : ((Filter.Present) leaf).path();
    }

    private record Found(Attribute attribute, List<JsonNode> values) {}

    private @Nullable Found find(AttributePath path, ObjectNode resource) {
        ResourceType.Resolved resolved = type.resolve(path);
        if (resolved == null) {
            return null;
        }
        JsonNode holder = resolved.extension() == null
                ? resource
                : resource.path(resolved.extension().id());
        List<JsonNode> values = flat(holder.get(resolved.attribute().name()));
        Attribute sub = resolved.subAttribute();
        return sub == null
                ? new Found(resolved.attribute(), values)
                : new Found(sub, parts(resolved.attribute(), values, sub));
    }

    private static List<JsonNode> parts(Attribute attribute, List<JsonNode> elements, Attribute sub) {
        List<JsonNode> parts = new ArrayList<>();
        for (JsonNode element : elements) {
            JsonNode part = element.get(sub.name());
            if (part == null && attribute.multiValued() && sub.name().equals("primary")) {
                part = BooleanNode.FALSE;
            }
            parts.addAll(flat(part));
        }
        return parts;
    }

    private static List<JsonNode> flat(@Nullable JsonNode value) {
        List<JsonNode> values = new ArrayList<>();
        if (value != null && value.isArray()) {
            value.forEach(values::add);
        } else if (value != null) {
            values.add(value);
        }
        return values;
    }

    private static @Nullable Boolean leaf(Filter leaf, @Nullable Found found) {
        if (found == null) {
            return null;
        }
        boolean present = found.values.stream().anyMatch(ReferenceFilter::hasContent);
        if (leaf instanceof Filter.Present) {
            return present;
        }
        Filter.Comparison comparison = (Filter.Comparison) leaf;
        if (comparison.value().isNull()) {
            return (comparison.op() == CompareOp.NE) == present;
        }
        Attribute operand = found.attribute;
        List<JsonNode> values = found.values;
        if (operand.isComplex()) {
            Attribute value = Objects.requireNonNull(operand.subAttribute("value"));
            values = parts(operand, values, value);
            operand = value;
        }
        if (values.isEmpty()) {
            return comparison.op() == CompareOp.NE;
        }
        Attribute compared = operand;
        return values.stream().anyMatch(value -> holds(compared, comparison.op(), value, comparison.value()));
    }

    private static boolean hasContent(JsonNode value) {
        if (value.isTextual()) {
            return !value.textValue().isEmpty();
        }
        if (value.isObject()) {
            for (JsonNode part : value) {
                if (hasContent(part)) {
                    return true;
                }
            }
            return false;
        }
        return true;
    }

    private static boolean holds(Attribute attribute, CompareOp op, JsonNode value, ValueNode literal) {
        return switch (attribute.type()) {
            case BOOLEAN -> holds(op, Boolean.compare(value.booleanValue(), literal.booleanValue()));
            case INTEGER, DECIMAL -> holds(op, value.decimalValue().compareTo(literal.decimalValue()));
            case DATE_TIME ->
                holds(
                        op,
                        Objects.requireNonNull(DateTimes.instant(value.textValue()))
                                .compareTo(DateTimes.instant(literal.textValue())));
            default -> {
                String left = attribute.caseExact() ? value.textValue() : CaseFold.fold(value.textValue());
                String right = attribute.caseExact() ? literal.textValue() : CaseFold.fold(literal.textValue());
                yield switch (op) {
                    case CO -> left.contains(right);
                    case SW -> left.startsWith(right);
                    case EW -> left.endsWith(right);
                    default -> holds(op, CODE_POINTS.compare(left, right));
                };
            }
        };
    }

    private static final Comparator<String> CODE_POINTS =
            (a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

    private static boolean holds(CompareOp op, int order) {
        return switch (op) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case GT -> order > 0;
            case GE -> order >= 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case CO, SW, EW -> throw new IllegalArgumentException(op + " is for texts");
        };
    }
}
