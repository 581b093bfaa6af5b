package dev.rollcall.core.read.resource;

import com.fasterxml.jackson.databind.node.ValueNode;
import dev.rollcall.core.read.sql.ComparisonSql;
import dev.rollcall.core.read.sql.Lookup;
import dev.rollcall.core.read.sql.Lookup.Among;
import dev.rollcall.core.read.sql.Lookup.Stretch;
import dev.rollcall.core.read.sql.LookupSql;
import dev.rollcall.core.read.sql.Parameters;
import dev.rollcall.core.read.sql.ResourceTable;
import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.filter.Filter.And;
import dev.rollcall.scim.filter.Filter.Comparison;
import dev.rollcall.scim.filter.Filter.Not;
import dev.rollcall.scim.filter.Filter.Or;
import dev.rollcall.scim.filter.Filter.Present;
import dev.rollcall.scim.filter.Filter.ValuePath;
import dev.rollcall.scim.schema.CaseFold;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceType.Resolved;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which index serves a filter: of terms joined by {@code and} it takes the best index of any, of terms joined by
 * {@code or} an index for each. Values become parameters only for what is used, because PostgreSQL takes no parameter that a
 * statement does not name.
 */
final class Lookups {

    private static final int BY_KEY = 0;
    private static final int BY_LINK = 1;
    private static final int BY_STRETCH = 2;

    private final ResourceType type;
    private final ResourceTable table;
    private final Parameters parameters;

    /** What could serve; the lower the rank, the fewer rows. */
    private record Candidate(int rank, Supplier<Lookup> lookup) {}

    private Lookups(ResourceType type, Parameters parameters) {
        this.type = type;
        this.table = ResourceTable.of(type);
        this.parameters = parameters;
    }

    /** What serves a filter that was found to make sense; null where nothing does. */
    static @Nullable Lookup of(Filter filter, ResourceType type, Parameters parameters) {
        Lookups lookups = new Lookups(type, parameters);
        return filter.match(lookups.new Terms())
                .map(candidate -> candidate.lookup().get())
                .orElse(null);
    }

    /** What serves the terms of a filter; nothing serves a negation, or the question whether there is a value. */
    private class Terms implements Filter.Cases<Optional<Candidate>> {

        @Override
        public Optional<Candidate> and(And and) {
            return and.terms().stream()
                    .flatMap(term -> term.match(this).stream())
                    .min(Comparator.comparingInt(Candidate::rank))
                    .map(best -> new Candidate(
                            best.rank(), () -> amongOthers(best.lookup().get())));
        }

        /** The union of what serves each of the terms; empty unless there is something for all. */
        @Override
        public Optional<Candidate> or(Or or) {
            List<Candidate> each = or.terms().stream()
                    .flatMap(term -> term.match(this).stream())
                    .toList();
            if (each.size() < or.terms().size()) {
                return Optional.empty();
            }
            int worst = each.stream().mapToInt(Candidate::rank).max().orElse(BY_STRETCH);
            return Optional.of(new Candidate(Math.max(worst, BY_LINK), () -> union(each)));
        }

        @Override
        public Optional<Candidate> not(Not not) {
            return Optional.empty();
        }

        @Override
        public Optional<Candidate> comparison(Comparison comparison) {
            return Optional.ofNullable(Lookups.this.comparison(comparison));
        }

        @Override
        public Optional<Candidate> present(Present present) {
            return Optional.empty();
        }

        @Override
        public Optional<Candidate> valuePath(ValuePath path) {
            return brackets(path);
        }
    }

    /** The same for what stands between the brackets behind an attribute that has an index. */
    private final class Inside extends Terms {

        private final String name;

        Inside(String name) {
            this.name = name;
        }

        /** The first that serves: no other is better. */
        @Override
        public Optional<Candidate> and(And and) {
            return and.terms().stream()
                    .flatMap(term -> term.match(this).stream())
                    .findFirst();
        }

        @Override
        public Optional<Candidate> comparison(Comparison comparison) {
            boolean named = comparison.op() == CompareOp.EQ
                    && comparison.value().isTextual()
                    && comparison.path().attribute().equalsIgnoreCase("value");
            return named ? Optional.of(byLink(name, comparison.value().textValue())) : Optional.empty();
        }

        @Override
        public Optional<Candidate> valuePath(ValuePath path) {
            return Optional.empty();
        }
    }

    /** A stretch beside other conditions is read row by row. */
    private Lookup amongOthers(Lookup lookup) {
        return lookup instanceof Stretch stretch ? new Among(LookupSql.ids(table, stretch), true) : lookup;
    }

    private Lookup union(List<Candidate> each) {
        List<String> ids = new ArrayList<>();
        boolean wide = false;
        for (Candidate candidate : each) {
            Lookup lookup = amongOthers(candidate.lookup().get());
            wide |= lookup instanceof Among all && all.wide();
            ids.add(lookup instanceof Lookup.Key key ? key.ids().get() : ((Among) lookup).ids());
        }
        return new Among(LookupSql.union(ids), wide);
    }

    private @Nullable Candidate comparison(Comparison comparison) {
        Resolved found = type.resolve(comparison.path());
        if (found == null || comparison.value().isNull()) {
            return null;
        }
        String name = found.attribute().name()
                + (found.subAttribute() == null
                        ? ""
                        : "." + found.subAttribute().name());
        if (found.extension() != null) {
            boolean known = found.extension().id().equals(CoreTypes.ENTERPRISE_USER.id());
            return known ? byWord(found.extension().id() + ":" + name, comparison) : null;
        }
        if (found.subAttribute() == null && found.attribute().isComplex()) {
            name += ".value";
        }
        return single(name, comparison.op(), comparison);
    }

    private @Nullable Candidate single(String name, CompareOp op, Comparison comparison) {
        ValueNode literal = comparison.value();
        boolean equal = op == CompareOp.EQ;
        if (name.equals("active")) {
            boolean few = equal && table == ResourceTable.USERS && !literal.booleanValue();
            return few ? new Candidate(BY_STRETCH, () -> new Among(LookupSql.INACTIVE, true)) : null;
        } else if (name.equals("meta.lastModified")) {
            return op == CompareOp.NE ? null : new Candidate(BY_STRETCH, () -> byTime(op, literal));
        } else if (!literal.isTextual()) {
            return null;
        }
        String text = literal.textValue();
        if (name.equals(table.nameAttribute)) {
            return equal ? byKey(table.nameKey, CaseFold.fold(text)) : byName(op, text);
        } else if (!equal) {
            return null;
        }
        return switch (name) {
            case "id" -> new Candidate(BY_KEY, () -> LookupSql.byId(text, parameters));
            case "externalId" -> byKey("external_id", text);
            default -> LookupSql.isLink(table, name) ? byLink(name, text) : byWord(name, comparison);
        };
    }

    private Candidate byKey(String column, String key) {
        return new Candidate(
                BY_KEY, () -> new Lookup.Key(() -> LookupSql.byColumn(table, column, parameters.add(key))));
    }

    private Candidate byLink(String name, String text) {
        return new Candidate(BY_LINK, () -> LookupSql.byLink(name, text, parameters));
    }

    /** Elements of the attribute whose {@code value} is looked up between brackets. */
    private Optional<Candidate> brackets(ValuePath path) {
        Resolved found = type.resolve(path.path());
        String name = found == null || found.extension() != null
                ? ""
                : found.attribute().name() + ".value";
        return LookupSql.isLink(table, name) ? path.filter().match(new Inside(name)) : Optional.empty();
    }

    private @Nullable Candidate byName(CompareOp op, String text) {
        if (op == CompareOp.NE || op == CompareOp.CO || op == CompareOp.EW) {
            return null;
        }
        String key = CaseFold.fold(text);
        return new Candidate(BY_STRETCH, () -> LookupSql.byName(table, op, key, parameters));
    }

    private Lookup byTime(CompareOp op, ValueNode literal) {
        String at = parameters.add(ComparisonSql.time(literal.textValue())) + "::timestamptz";
        return LookupSql.ordered(LookupSql.BY_HASH, "r.modified_at", op, at);
    }

    /** By the hash of the folded text, which has an index where a text may be too long for one. */
    private @Nullable Candidate byWord(String name, Comparison comparison) {
        String expression = table == ResourceTable.USERS ? LookupSql.WORDS.get(name) : null;
        if (expression == null
                || comparison.op() != CompareOp.EQ
                || !comparison.value().isTextual()) {
            return null;
        }
        String text = comparison.value().textValue();
        return new Candidate(BY_STRETCH, () -> LookupSql.byHash(expression, parameters.add(text)));
    }
}
