package dev.rollcall.core.read;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.filter.Filter;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Filters over {@link GeneratedUsers#TYPE}: every operator on every type of attribute, nested. */
public final class GeneratedFilters {

    private static final List<ValueNode> NUMBERS = List.of(
            IntNode.valueOf(-1),
            IntNode.valueOf(0),
            IntNode.valueOf(7),
            DecimalNode.valueOf(new BigDecimal("7.0")),
            DecimalNode.valueOf(new BigDecimal("7.25")));

    private GeneratedFilters() {}

    static Arbitrary<Filter> filters() {
        Arbitrary<Filter> simple = Arbitraries.oneOf(leaves(), valuePaths());
        return combined(combined(simple));
    }

    /** Filters that indexes serve, alone and joined. */
    static Arbitrary<Filter> indexed() {
        Arbitrary<Filter> served = Arbitraries.oneOf(
                texts(
                        "userName",
                        "externalId",
                        "displayName",
                        "name.familyName",
                        GeneratedUsers.ENTERPRISE + ":department",
                        "emails.value",
                        "id"),
                booleans("active"),
                times("meta.lastModified"));
        return combined(served);
    }

    /** These filters, and such as are made of them. */
    private static Arbitrary<Filter> combined(Arbitrary<Filter> terms) {
        return Arbitraries.oneOf(
                terms,
                terms.map(Filter.Not::new),
                terms.list().ofMinSize(2).ofMaxSize(3).map(Filter::and),
                terms.list().ofMinSize(2).ofMaxSize(3).map(Filter::or));
    }

    private static Arbitrary<Filter> leaves() {
        return Arbitraries.oneOf(
                texts(
                        "userName",
                        "externalId",
                        "displayName",
                        "title",
                        "nickName",
                        "name.givenName",
                        "emails",
                        "emails.value",
                        "emails.type",
                        "groups.display",
                        "groups.type",
                        "department",
                        "manager",
                        "manager.displayName",
                        "schemas",
                        "meta.version",
                        "meta.resourceType",
                        "id",
                        GeneratedUsers.BADGES + ":tags",
                        "badges.codes",
                        "badges",
                        GeneratedUsers.ENTERPRISE + ":employeeNumber",
                        "shoeSize",
                        "emails.shoeSize",
                        "urn:example:unknown:title"),
                booleans("active", "emails.primary"),
                numbers("level", "score", "badges.rank"),
                times("meta.created", "meta.lastModified", "hired", "badges.since"),
                nulls(
                        "shoeSize",
                        "name.shoeSize",
                        "title",
                        "name",
                        "emails",
                        "emails.type",
                        "groups",
                        "level",
                        "tags",
                        "manager",
                        "badges.codes"),
                present(
                        "title",
                        "name",
                        "name.givenName",
                        "emails",
                        "emails.type",
                        "emails.primary",
                        "groups",
                        "meta",
                        "tags",
                        "badges",
                        "badges.codes",
                        "score",
                        "hired",
                        "manager",
                        "shoeSize"));
    }

    private static Arbitrary<Filter> valuePaths() {
        return Arbitraries.oneOf(
                inside(
                        "emails",
                        List.of(texts("value", "type", "shoeSize"), booleans("primary"), present("value", "type"))),
                inside("groups", List.of(texts("display", "type"), present("value", "display"))),
                inside("name", List.of(texts("givenName", "familyName", "shoeSize"), nulls("familyName"))),
                inside("shoes", List.of(texts("value"), present("value"))),
                inside("tags", List.of(texts("value"))),
                inside(
                        "badges",
                        List.of(
                                texts("value", "codes"),
                                numbers("rank"),
                                times("since"),
                                nulls("codes", "rank"),
                                present("codes"))),
                inside("manager", List.of(texts("value", "displayName"))));
    }

    private static Arbitrary<Filter> inside(String path, List<Arbitrary<Filter>> leaves) {
        Arbitrary<Filter> leaf = Arbitraries.oneOf(leaves);
        Arbitrary<Filter> inner = Arbitraries.oneOf(
                leaf,
                leaf.map(Filter.Not::new),
                leaf.list().ofSize(2).map(Filter::and),
                leaf.list().ofSize(2).map(Filter::or),
                leaf.list().ofSize(2).map(Filter::and).map(Filter.Not::new));
        return inner.map(filter -> new Filter.ValuePath(AttributePath.parse(path), filter));
    }

    private static Arbitrary<Filter> texts(String... paths) {
        return comparisons(
                paths,
                List.of(CompareOp.values()),
                GeneratedUsers.TEXTS.stream().map(TextNode::valueOf).toList());
    }

    private static Arbitrary<Filter> booleans(String... paths) {
        return comparisons(paths, List.of(CompareOp.EQ, CompareOp.NE), List.of(BooleanNode.TRUE, BooleanNode.FALSE));
    }

    private static Arbitrary<Filter> numbers(String... paths) {
        return comparisons(paths, ORDERED, NUMBERS);
    }

    private static Arbitrary<Filter> times(String... paths) {
        return comparisons(
                paths,
                ORDERED,
                GeneratedUsers.TIMES.stream().map(TextNode::valueOf).toList());
    }

    private static Arbitrary<Filter> nulls(String... paths) {
        return comparisons(paths, List.of(CompareOp.EQ, CompareOp.NE), List.of(NullNode.instance));
    }

    private static final List<CompareOp> ORDERED =
            List.of(CompareOp.EQ, CompareOp.NE, CompareOp.GT, CompareOp.GE, CompareOp.LT, CompareOp.LE);

    private static Arbitrary<Filter> comparisons(
            String[] paths, List<CompareOp> ops, List<? extends ValueNode> literals) {
        return Combinators.combine(Arbitraries.of(paths), Arbitraries.of(ops), Arbitraries.of(literals))
                .as((path, op, literal) -> new Filter.Comparison(AttributePath.parse(path), op, literal));
    }

    private static Arbitrary<Filter> present(String... paths) {
        return Arbitraries.of(paths).map(path -> new Filter.Present(AttributePath.parse(path)));
    }
}
