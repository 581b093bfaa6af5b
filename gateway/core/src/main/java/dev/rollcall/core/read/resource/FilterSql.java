package dev.rollcall.core.read.resource;

import com.fasterxml.jackson.databind.node.ValueNode;
import dev.rollcall.core.read.sql.ComparisonSql;
import dev.rollcall.core.read.sql.Parameters;
import dev.rollcall.core.read.sql.Sql;
import dev.rollcall.core.read.sql.Target;
import dev.rollcall.core.read.sql.UnknownAttribute;
import dev.rollcall.core.read.sql.Value;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.filter.Filter.And;
import dev.rollcall.scim.filter.Filter.Comparison;
import dev.rollcall.scim.filter.Filter.Not;
import dev.rollcall.scim.filter.Filter.Or;
import dev.rollcall.scim.filter.Filter.Present;
import dev.rollcall.scim.filter.Filter.ValuePath;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Operators;
import dev.rollcall.scim.schema.ResourceType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Translates a filter (RFC 7644 section 3.4.2.2) to an SQL condition over the row {@code r} of a resource table. The
 * condition is true or false, never NULL.
 *
 * <p>A comparison holds when one of the attribute's values satisfies it; {@code ne} also when there is no value. {@code
 * pr} wants a value other than the empty text; {@code ne null} means the same and {@code eq null} the opposite. {@link
 * UnknownAttribute} says what a name means that the resource type does not have. Where it means nothing, logic has
 * three values, so that neither a comparison with it nor its negation finds anything.
 */
public final class FilterSql {

    private final Scope.OfResource resource;
    private final UnknownAttribute lacking;
    private final Parameters parameters;
    /** How many names were met that decide nothing. */
    private int unknown;

    private FilterSql(ResourceType type, UnknownAttribute lacking, Parameters parameters) {
        this.resource = new Scope.OfResource(type);
        this.lacking = lacking;
        this.parameters = parameters;
    }

    /** Translates the filter of a list of one type. */
    public static String condition(Filter filter, ResourceType type, Mode mode, Parameters parameters) {
        return condition(filter, type, UnknownAttribute.of(mode), parameters);
    }

    /**
     * Translates a filter; its values become parameters.
     *
     * @throws ScimException 400 invalidFilter: an operator or value that does not suit its attribute, an attribute that cannot
     *     be searched for, and an unknown one where it is refused
     */
    public static String condition(Filter filter, ResourceType type, UnknownAttribute lacking, Parameters parameters) {
        FilterSql translation = new FilterSql(type, lacking, parameters);
        return translation.translate(filter, translation.resource);
    }

    private String translate(Filter filter, Scope scope) {
        return translate(filter, scope, true);
    }

    /**
     * The condition under which the filter certainly has that value. What a name decides that is not known is neither, so both
     * conditions are false then.
     */
    private String translate(Filter filter, Scope scope, boolean value) {
        return filter.match(new Filter.Cases<>() {
            @Override
            public String and(And and) {
                return joined(and.terms(), scope, value, value);
            }

            @Override
            public String or(Or or) {
                return joined(or.terms(), scope, value, !value);
            }

            @Override
            public String not(Not not) {
                return translate(not.term(), scope, !value);
            }

            @Override
            public String comparison(Comparison comparison) {
                return having(FilterSql.this.comparison(comparison, scope), value);
            }

            @Override
            public String present(Present present) {
                return having(FilterSql.this.present(present.path(), scope), value);
            }

            @Override
            public String valuePath(ValuePath path) {
                return FilterSql.this.valuePath(path, scope, value);
            }
        });
    }

    private static String having(@Nullable String condition, boolean value) {
        return condition == null ? Sql.FALSE : value ? condition : Sql.not(condition);
    }

    private String joined(List<Filter> terms, Scope scope, boolean value, boolean all) {
        List<String> conditions =
                terms.stream().map(term -> translate(term, scope, value)).toList();
        return all ? Sql.and(conditions) : Sql.or(conditions);
    }

    private @Nullable String comparison(Comparison comparison, Scope scope) {
        CompareOp op = comparison.op();
        ValueNode literal = comparison.value();
        Target target = scope.find(comparison.path(), parameters);
        if (target == null) {
            boolean holdsWithoutValue = op == (literal.isNull() ? CompareOp.EQ : CompareOp.NE);
            return unknown(comparison.path(), scope, holdsWithoutValue);
        }
        Target operand = Objects.requireNonNullElse(target.operand(), target);
        requireStored(operand, comparison.path());
        Operators.require(literal.isNull() ? target.attribute() : operand.attribute(), op, literal);
        if (literal.isNull()) {
            String present = target.any(hasContent(target.attribute(), target.value()));
            return op == CompareOp.EQ ? Sql.not(present) : present;
        }
        String condition =
                operand.any(ComparisonSql.condition(operand.attribute(), operand.value(), op, literal, parameters));
        if (op == CompareOp.NE) {
            return Sql.or(List.of(operand.missing(), condition));
        }
        return condition;
    }

    private @Nullable String present(AttributePath path, Scope scope) {
        Target target = scope.find(path, parameters);
        if (target == null) {
            return unknown(path, scope, false);
        }
        requireSearchable(target.attribute());
        requireStored(target, path);
        return target.any(hasContent(target.attribute(), target.value()));
    }

    private static String hasContent(Attribute attribute, Value value) {
        return switch (attribute.type()) {
            case STRING, REFERENCE, BINARY -> value.text() + " <> ''";
            case BOOLEAN, INTEGER, DECIMAL, DATE_TIME -> Sql.not(value.missing());
            case COMPLEX ->
                value instanceof Value.Columns
                        ? Sql.TRUE
                        : Sql.or(attribute.subAttributes().stream()
                                .map(sub -> hasContentInside(sub, value.sub(sub.name())))
                                .toList());
        };
    }

    private static String hasContentInside(Attribute sub, Value value) {
        return sub.multiValued() ? Sql.not(value.missing()) : value.sure(hasContent(sub, value));
    }

    private String valuePath(ValuePath filter, Scope scope, boolean value) {
        Target target = scope.find(filter.path(), parameters);
        if (target == null) {
            String condition = unknown(lacking.of(filter), filter.path(), false);
            return condition == null || value ? Sql.FALSE : Sql.not(condition);
        }
        requireSearchable(target.attribute());
        if (!target.attribute().isComplex() && target.rows() == null) {
            throw refuse("The attribute " + filter.path() + " has no sub-attributes; brackets cannot follow it.");
        }
        Scope element = new Scope.OfElement(target.attribute(), target.value());
        return value ? someElement(filter, target, element) : noElement(filter, target, element);
    }

    private String someElement(ValuePath filter, Target target, Scope element) {
        String inner = translate(filter.filter(), element, true);
        if (target.rows() == null) {
            return Sql.and(List.of(Sql.not(target.value().missing()), inner));
        }
        return target.any(inner);
    }

    /** Brackets with a name that is not known decide nothing where there is no element. */
    private String noElement(ValuePath filter, Target target, Scope element) {
        int before = unknown;
        String fails = translate(filter.filter(), element, false);
        boolean decided = unknown == before;
        if (target.rows() == null) {
            String missing = target.value().missing();
            return decided ? Sql.or(List.of(missing, fails)) : Sql.and(List.of(Sql.not(missing), fails));
        }
        String none = Sql.not(target.rows().any(Sql.not(fails)));
        return decided ? none : Sql.and(List.of(target.rows().any(Sql.TRUE), none));
    }

    /** Whether a comparison with a name that the type does not have holds; null when that is not known. */
    private @Nullable String unknown(AttributePath path, Scope scope, boolean holdsWithoutValue) {
        return unknown(scope instanceof Scope.OfElement ? lacking.inside() : lacking.of(path), path, holdsWithoutValue);
    }

    private @Nullable String unknown(UnknownAttribute.Meaning meaning, AttributePath path, boolean holdsWithoutValue) {
        return switch (meaning) {
            case NO_VALUE -> holdsWithoutValue ? Sql.TRUE : Sql.FALSE;
            case UNKNOWN -> {
                unknown++;
                yield null;
            }
            case REFUSED ->
                throw refuse("The filter names " + path + ", which "
                        + resource.type().name() + " does not have. /Schemas lists the attributes it has.");
        };
    }

    private static void requireSearchable(Attribute attribute) {
        if (attribute.returned() == Attribute.Returned.NEVER) {
            throw refuse("The attribute " + attribute.name() + " cannot be searched for.");
        }
    }

    /** Addresses are made when an answer is written; nothing is found by what is not stored. */
    private static void requireStored(Target target, AttributePath path) {
        if (target.value() == Value.Column.NONE || target.attribute().name().equals("$ref")) {
            throw refuse("The filter compares " + path + ", which is a URL that is made for each response. Compare the"
                    + " id instead: value, or id.");
        }
    }

    private static ScimException refuse(String detail) {
        return ScimError.badRequest(ScimType.INVALID_FILTER, detail).exception();
    }
}
