package dev.rollcall.console.identity;

import dev.rollcall.console.api.member.RoleAssignments.Assignment;
import dev.rollcall.console.api.member.RoleAssignments.When;
import dev.rollcall.console.web.Visit;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition on attributes as it was typed into the fields of the page.
 *
 * @param assignment the role assignment whose condition it is to be, or "" for a new one
 * @param values one in a line
 * @param problem why it cannot be used, or ""
 */
public record TypedCondition(
        String assignment, Kind kind, String attribute, String values, String expression, String role, String problem) {

    /** By which fields it is given. */
    public enum Kind {
        VALUES,
        EXPRESSION;

        static Kind of(String word) {
            return word.equals("expression") ? EXPRESSION : VALUES;
        }
    }

    static final TypedCondition NOTHING = new TypedCondition("", Kind.VALUES, "", "", "", "member", "");

    private static final Pattern LINES = Pattern.compile("\\R");

    static TypedCondition of(Visit visit) {
        return new TypedCondition(
                visit.value("assignment"),
                Kind.of(visit.value("by")),
                visit.value("attribute"),
                visit.value("values"),
                visit.value("expression"),
                visit.value("role"),
                "");
    }

    /** What an assignment has, to be changed; nothing where the page has no fields for it. */
    static TypedCondition of(@Nullable Assignment assignment) {
        When when = assignment == null ? null : assignment.when();
        if (assignment == null || when == null) {
            return NOTHING;
        }
        if (when.expression() != null) {
            return new TypedCondition(
                    assignment.id(), Kind.EXPRESSION, "", "", when.expression(), assignment.role(), "");
        }
        List<When.One> all = when.all();
        if (all == null || all.size() != 1) {
            return NOTHING;
        }
        When.One one = all.get(0);
        return new TypedCondition(
                assignment.id(),
                Kind.VALUES,
                one.attribute(),
                String.join("\n", one.values()),
                "",
                assignment.role(),
                "");
    }

    TypedCondition but(String fault) {
        return new TypedCondition(assignment, kind, attribute, values, expression, role, fault);
    }

    /** Whether it is to take the place of another one. */
    public boolean isChange() {
        return !assignment.isEmpty();
    }

    /** Whether these fields are the ones that it stands in. */
    public boolean isBy(String word) {
        return kind == Kind.of(word);
    }

    /** What is wrong with what stands in these fields, or "". */
    public String problemOf(String word) {
        return isBy(word) ? problem : "";
    }

    /** In words, as the list of the page has it. */
    String inWords() {
        return kind == Kind.EXPRESSION ? expression : attribute + " is " + String.join(" or ", lines());
    }

    private List<String> lines() {
        return LINES.splitAsStream(values)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** As the API takes it. */
    JsonObject when() {
        return kind == Kind.EXPRESSION
                ? new JsonObject().put("expression", expression)
                : new JsonObject()
                        .put(
                                "all",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("attribute", attribute)
                                                .put("values", new JsonArray(lines()))));
    }
}
