package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.DateTimes;
import dev.rollcall.scim.schema.Operators;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Applies a value filter to the elements of one multi-valued attribute (RFC 7644 section 3.4.2.2). Elements of simple type are
 * compared under the name {@code value}.
 */
final class ElementMatcher {

    private final Attribute attribute;
    private final Test test;
    private int leaves;

    /** A part of the filter, prepared: what it compares with is read once. */
    private interface Test {
        boolean holds(Element element);
    }

    private ElementMatcher(Attribute attribute, Filter filter) {
        this.attribute = attribute;
        this.test = prepare(filter);
    }

    /**
     * Prepares a filter whose names are known.
     *
     * @throws dev.rollcall.scim.error.ScimException 400 invalidFilter when an operator or value does not suit its attribute
     */
    static ElementMatcher of(Attribute attribute, Filter filter) {
        return new ElementMatcher(attribute, filter);
    }

    /** The first name in the filter that the attribute does not have, or null. */
    static @Nullable String unknownName(Attribute attribute, Filter filter) {
        return paths(filter).stream()
                .filter(path -> find(attribute, path) == null)
                .findFirst()
                .map(AttributePath::toString)
                .orElse(null);
    }

    /** The names that a filter between brackets asks for, in its order. */
    static List<AttributePath> paths(Filter filter) {
        return filter.match(new Paths());
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
        return test.holds(new Element(attribute, element));
    }

    /** How often each element is looked at: once to fold it, and once for each comparison. */
    int cost() {
        return 1 + leaves;
    }

    private static final class Paths implements Filter.Cases<List<AttributePath>> {

        @Override
        public List<AttributePath> and(Filter.And and) {
            return of(and.terms());
        }

        @Override
        public List<AttributePath> or(Filter.Or or) {
            return of(or.terms());
        }

        @Override
        public List<AttributePath> not(Filter.Not not) {
            return not.term().match(this);
        }

        @Override
        public List<AttributePath> comparison(Filter.Comparison comparison) {
            return List.of(comparison.path());
        }

        @Override
        public List<AttributePath> present(Filter.Present present) {
            return List.of(present.path());
        }

        @Override
        public List<AttributePath> valuePath(Filter.ValuePath inside) {
            return List.of(inside.path());
        }

        private List<AttributePath> of(List<Filter> terms) {
            return terms.stream().flatMap(term -> term.match(this).stream()).toList();
        }
    }

    private Attribute known(AttributePath path) {
        Attribute found = find(attribute, path);
        if (found == null) {
            throw ScimError.badRequest(
                            ScimType.INVALID_FILTER,
                            "\"" + path + "\" is not a sub-attribute of " + attribute.name() + ".")
                    .exception();
        }
        return found;
    }

    private Test prepare(Filter part) {
        return part.match(new Filter.Cases<>() {
            @Override
            public Test and(Filter.And and) {
                List<Test> terms =
                        and.terms().stream().map(ElementMatcher.this::prepare).toList();
                return element -> terms.stream().allMatch(term -> term.holds(element));
            }

            @Override
            public Test or(Filter.Or or) {
                List<Test> terms =
                        or.terms().stream().map(ElementMatcher.this::prepare).toList();
                return element -> terms.stream().anyMatch(term -> term.holds(element));
            }

            @Override
            public Test not(Filter.Not not) {
                Test term = prepare(not.term());
                return element -> !term.holds(element);
            }

            @Override
            public Test present(Filter.Present present) {
                leaves++;
                Attribute asked = known(present.path());
                return element -> isPresent(element.value(asked));
            }

            @Override
            public Test comparison(Filter.Comparison comparison) {
                leaves++;
                Attribute compared = known(comparison.path());
                Operators.require(compared, comparison.op(), comparison.value());
                return ElementMatcher.comparison(compared, comparison.op(), comparison.value());
            }

            @Override
            public Test valuePath(Filter.ValuePath inside) {
                throw ScimError.badRequest(ScimType.INVALID_FILTER, "Brackets cannot be nested.")
                        .exception();
            }
        });
    }

    private static Test comparison(Attribute compared, CompareOp op, ValueNode wanted) {
        if (wanted.isNull()) {
            return element -> (op == CompareOp.EQ) != isPresent(element.value(compared));
        }
        Test ofPresent = switch (compared.type()) {
            case BOOLEAN ->
                element -> (op == CompareOp.EQ) == (element.present(compared).booleanValue() == wanted.booleanValue());
            case INTEGER, DECIMAL ->
                element -> holds(op, element.present(compared).decimalValue().compareTo(wanted.decimalValue()));
            case DATE_TIME -> {
                Instant instant = instant(wanted);
                yield element -> holds(op, instant(element.present(compared)).compareTo(instant));
            }
            default -> {
                String key = Element.key(compared, wanted);
                yield element -> holds(op, element.key(compared), key);
            }
        };
        return element -> element.value(compared) == null ? op == CompareOp.NE : ofPresent.holds(element);
    }

    private static boolean isPresent(@Nullable JsonNode value) {
        return value != null && !(value.isTextual() && value.textValue().isEmpty());
    }

    private static Instant instant(JsonNode value) {
        return Objects.requireNonNull(DateTimes.instant(value.textValue()));
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
