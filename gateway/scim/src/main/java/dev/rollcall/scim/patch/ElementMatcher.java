package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.CaseFold;
import dev.rollcall.scim.schema.DateTimes;
import dev.rollcall.scim.schema.Operators;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value filter applied to the elements of one multi-valued attribute (RFC 7644 section 3.4.2.2). Elements of simple type are
 * compared under the name {@code value}.
 */
final class ElementMatcher {

    private final Attribute attribute;
    private final Filter filter;

    private ElementMatcher(Attribute attribute, Filter filter) {
        this.attribute = attribute;
        this.filter = filter;
    }

    /**
     * Prepares a filter whose names are known.
     *
     * @throws dev.rollcall.scim.error.ScimException 400 invalidFilter when an operator or value does not suit its attribute
     */
    static ElementMatcher of(Attribute attribute, Filter filter) {
        ElementMatcher matcher = new ElementMatcher(attribute, filter);
        matcher.check(filter);
        return matcher;
    }

    /** The first name in the filter that the attribute does not have, or null. */
    static @Nullable String unknownName(Attribute attribute, Filter filter) {
        if (filter instanceof Filter.And and) {
            return firstUnknown(attribute, and.terms());
        }
        if (filter instanceof Filter.Or or) {
            return firstUnknown(attribute, or.terms());
        }
        if (filter instanceof Filter.Not not) {
            return unknownName(attribute, not.term());
        }
        AttributePath path = pathOf(filter);
        return path == null || find(attribute, path) == null ? String.valueOf(path) : null;
    }

    /** The names that a filter asks for. */
    static List<AttributePath> paths(Filter filter) {
        if (filter instanceof Filter.And and) {
            return and.terms().stream().flatMap(term -> paths(term).stream()).toList();
        }
        if (filter instanceof Filter.Or or) {
            return or.terms().stream().flatMap(term -> paths(term).stream()).toList();
        }
        if (filter instanceof Filter.Not not) {
            return paths(not.term());
        }
        AttributePath path = pathOf(filter);
        return path == null ? List.of() : List.of(path);
    }

    /** The sub-attribute of that name; of an attribute of simple type, itself under the name {@code value}. */
    static @Nullable Attribute find(Attribute attribute, AttributePath path) {
        if (path.schema() != null || path.subAttribute() != null) {
            return null;
        }
        if (attribute.isComplex()) {
            return attribute.subAttribute(path.attribute());
        }
        return path.attribute().equalsIgnoreCase("value") ? attribute : null;
    }

    boolean matches(JsonNode element) {
        return matches(filter, element);
    }

    private static @Nullable String firstUnknown(Attribute attribute, Iterable<Filter> terms) {
        for (Filter term : terms) {
            String unknown = unknownName(attribute, term);
            if (unknown != null) {
                return unknown;
            }
        }
        return null;
    }

    private static @Nullable AttributePath pathOf(Filter leaf) {
        if (leaf instanceof Filter.Comparison comparison) {
            return comparison.path();
        }
        return leaf instanceof Filter.Present present ? present.path() : null;
    }

    private Attribute known(AttributePath path) {
        Attribute found = find(attribute, path);
        if (found == null) {
            throw ScimError.badRequest(
                            ScimType.INVALID_FILTER,
                            "\"" + path + "\" is no sub-attribute of " + attribute.name() + ".")
                    .exception();
        }
        return found;
    }

    private void check(Filter part) {
        if (part instanceof Filter.And and) {
            and.terms().forEach(this::check);
        } else if (part instanceof Filter.Or or) {
            or.terms().forEach(this::check);
        } else if (part instanceof Filter.Not not) {
            check(not.term());
        } else if (part instanceof Filter.Comparison comparison) {
            Operators.require(known(comparison.path()), comparison.op(), comparison.value());
        } else if (part instanceof Filter.Present present) {
            known(present.path());
        } else {
            throw ScimError.badRequest(ScimType.INVALID_FILTER, "Brackets do not stand inside brackets.")
                    .exception();
        }
    }

    private boolean matches(Filter part, JsonNode element) {
        if (part instanceof Filter.And and) {
            return and.terms().stream().allMatch(term -> matches(term, element));
        }
        if (part instanceof Filter.Or or) {
            return or.terms().stream().anyMatch(term -> matches(term, element));
        }
        if (part instanceof Filter.Not not) {
            return !matches(not.term(), element);
        }
        if (part instanceof Filter.Present present) {
            return isPresent(value(known(present.path()), element));
        }
        Filter.Comparison comparison = (Filter.Comparison) part;
        Attribute compared = known(comparison.path());
        return holds(compared, comparison.op(), value(compared, element), comparison.value());
    }

    private @Nullable JsonNode value(Attribute compared, JsonNode element) {
        if (!attribute.isComplex()) {
            return element;
        }
        JsonNode value = element.get(compared.name());
        // RFC 7643 section 2.4: a primary that is not given is false.
        return value == null && compared.name().equals("primary") ? BooleanNode.FALSE : value;
    }

    private static boolean isPresent(@Nullable JsonNode value) {
        return value != null && !(value.isTextual() && value.textValue().isEmpty());
    }

    private static boolean holds(Attribute compared, CompareOp op, @Nullable JsonNode actual, ValueNode wanted) {
        if (wanted.isNull()) {
            return (op == CompareOp.EQ) != isPresent(actual);
        }
        if (actual == null) {
            return op == CompareOp.NE;
        }
        return switch (compared.type()) {
            case BOOLEAN -> (op == CompareOp.EQ) == (actual.booleanValue() == wanted.booleanValue());
            case INTEGER, DECIMAL -> holds(op, actual.decimalValue().compareTo(wanted.decimalValue()));
            case DATE_TIME -> holds(op, instant(actual).compareTo(instant(wanted)));
            default -> holds(op, key(compared, actual), key(compared, wanted));
        };
    }

    private static Instant instant(JsonNode value) {
        return Objects.requireNonNull(DateTimes.instant(value.textValue()));
    }

    private static String key(Attribute compared, JsonNode value) {
        boolean exact = compared.caseExact() || compared.type() == Attribute.Type.BINARY;
        return exact ? value.textValue() : CaseFold.fold(value.textValue());
    }

    private static boolean holds(CompareOp op, String actual, String wanted) {
        return switch (op) {
            case CO -> actual.contains(wanted);
            case SW -> actual.startsWith(wanted);
            case EW -> actual.endsWith(wanted);
            default -> holds(op, actual.compareTo(wanted));
        };
    }

    private static boolean holds(CompareOp op, int order) {
        return switch (op) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case GT -> order > 0;
            case GE -> order >= 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            default -> false;
        };
    }
}
