package dev.rollcall.core.read;

import com.fasterxml.jackson.databind.node.ValueNode;
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
import dev.rollcall.scim.schema.ResourceType.Resolved;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Translates a filter (RFC 7644 section 3.4.2.2) to an SQL condition over the row {@code r} of a resource table. The condition is
 * true or false, never NULL.
 *
 * <p>A comparison holds when one of the attribute's values satisfies it; {@code ne} also when there is no value. {@code pr} wants
 * a value other than the empty text; {@code ne null} means the same and {@code eq null} the opposite. What a name means that the
 * resource type does not have, {@link Lacking} tells.
 */
final class FilterSql {

    private final Scope.OfResource resource;
    private final Lacking lacking;
    private final Parameters parameters;

    private FilterSql(ResourceType type, Lacking lacking, Parameters parameters) {
        this.resource = new Scope.OfResource(type);
        this.lacking = lacking;
        this.parameters = parameters;
    }

    /** Translates the filter of a list of one type. */
    static String condition(Filter filter, ResourceType type, Mode mode, Parameters parameters) {
        return condition(filter, type, Lacking.of(mode), parameters);
    }

    /**
     * Translates a filter; its values become parameters.
     *
     * @throws ScimException 400 invalidFilter: an operator or value that does not suit its attribute, an attribute that cannot
     *     be searched for, and an unknown one where it is refused
     */
    static String condition(Filter filter, ResourceType type, Lacking lacking, Parameters parameters) {
        FilterSql translation = new FilterSql(type, lacking, parameters);
        return translation.translate(filter, translation.resource);
    }

    private String translate(Filter filter, Scope scope) {
        if (filter instanceof And and) {
            return Sql.and(
                    and.terms().stream().map(term -> translate(term, scope)).toList());
        } else if (filter instanceof Or or) {
            return Sql.or(
                    or.terms().stream().map(term -> translate(term, scope)).toList());
        } else if (filter instanceof Not not) {
            return Sql.not(translate(not.term(), scope));
        } else if (filter instanceof Comparison comparison) {
            return comparison(comparison, scope);
        } else if (filter instanceof Present present) {
            return present(present.path(), scope);
        }
        return valuePath((ValuePath) filter, scope);
    }

    private String comparison(Comparison comparison, Scope scope) {
        CompareOp op = comparison.op();
        ValueNode literal = comparison.value();
        Target target = scope.find(comparison.path(), parameters);
        if (target == null) {
            boolean holdsWithoutValue = op == (literal.isNull() ? CompareOp.EQ : CompareOp.NE);
            return unknown(comparison.path(), holdsWithoutValue);
        }
        Target operand = Objects.requireNonNullElse(target.operand(), target);
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
        Attribute elements = coreAttribute(comparison.path(), scope);
        String lookup = elements != null && operand.attribute().name().equals("value")
                ? IndexedLookup.condition(resource.table(), elements, op, literal, parameters)
                : null;
        return lookup == null ? condition : Sql.and(List.of(lookup, condition));
    }

    private String present(AttributePath path, Scope scope) {
        Target target = scope.find(path, parameters);
        if (target == null) {
            return unknown(path, false);
        }
        requireSearchable(target.attribute());
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

    private String valuePath(ValuePath filter, Scope scope) {
        Target target = scope.find(filter.path(), parameters);
        if (target == null) {
            return unknown(filter.path(), false);
        }
        requireSearchable(target.attribute());
        if (!target.attribute().isComplex() && target.rows() == null) {
            throw refuse("The attribute " + filter.path() + " has no sub-attributes; brackets cannot follow it.");
        }
        String inner = translate(filter.filter(), new Scope.OfElement(target.attribute(), target.value()));
        if (target.rows() == null) {
            return Sql.and(List.of(Sql.not(target.value().missing()), inner));
        }
        String condition = target.any(inner);
        Attribute elements = coreAttribute(filter.path(), scope);
        String lookup = elements == null
                ? null
                : IndexedLookup.condition(resource.table(), elements, filter.filter(), parameters);
        return lookup == null ? condition : Sql.and(List.of(lookup, condition));
    }

    /** The attribute of the core schema, or the common one, that a path names or begins with; null for any other path. */
    private @Nullable Attribute coreAttribute(AttributePath path, Scope scope) {
        if (!(scope instanceof Scope.OfResource)) {
            return null;
        }
        Resolved found = resource.type().resolve(path);
        return found == null || found.extension() != null ? null : found.attribute();
    }

    private String unknown(AttributePath path, boolean holdsWithoutValue) {
        if (lacking == Lacking.REFUSED) {
            throw refuse("The filter names " + path + ", which "
                    + resource.type().name() + " does not have. /Schemas lists the attributes it has.");
        }
        return lacking == Lacking.NO_VALUE && holdsWithoutValue ? Sql.TRUE : Sql.FALSE;
    }

    private static void requireSearchable(Attribute attribute) {
        if (attribute.returned() == Attribute.Returned.NEVER) {
            throw refuse("The attribute " + attribute.name() + " cannot be searched for.");
        }
    }

    private static ScimException refuse(String detail) {
        return ScimError.badRequest(ScimType.INVALID_FILTER, detail).exception();
    }
}
