package dev.rollcall.console.identity;

import dev.rollcall.console.api.ApiProblem;
import dev.rollcall.console.api.Write;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Pages.Handling;
import dev.rollcall.console.web.Proposal;
import dev.rollcall.console.web.Proposals;
import dev.rollcall.console.web.Visit;
import dev.rollcall.console.web.Words;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;

/**
 * Edits conditions on attributes in the list of role assignments: checks them while they are typed, shows what they would change,
 * and saves them.
 */
public final class ConditionPages {

    private static final int BAD_REQUEST = 400;

    private final RolePages roles;
    private final Handling proposed = Proposals.of(ConditionPages::proposal);

    public ConditionPages(RolePages roles) {
        this.roles = roles;
    }

    /** GET shows what a condition would do, POST adds it; one that cannot be used is told at its field, with what was typed. */
    public Future<? extends Outcome> set(Visit visit) {
        return proposed.apply(visit).compose(outcome -> {
            if (outcome instanceof Outcome.Page page
                    && page.status() == BAD_REQUEST
                    && page.view() instanceof Proposals.View view
                    && view.problem() != null) {
                return roles.show(
                        visit,
                        page.status(),
                        TypedCondition.of(visit).but(atField(view.problem().detail())));
            }
            return Future.succeededFuture(outcome);
        });
    }

    /** What stands beside the field while an expression is being typed. */
    public Future<Outcome> judge(Visit visit) {
        if (visit.value("expression").isEmpty()) {
            return Future.succeededFuture(told("", false));
        }
        return visit.api()
                .forecast(write(visit, TypedCondition.of(visit)).ifMatch(visit.value("etag")))
                .map(impact -> told(
                        "It can be used. "
                                + (impact.isNothing() ? "Nobody's role would change." : Words.summary(impact)),
                        false))
                .recover(failure -> failure instanceof ApiProblem problem && !problem.isSignedOut()
                        ? Future.succeededFuture(told(atField(problem.detail()), true))
                        : Future.failedFuture(failure));
    }

    /** Without the name that the field has in the API, such as {@code when.expression:}. */
    private static String atField(String detail) {
        String fault = detail.replaceFirst("^when[^ :]*: ", "");
        return fault.substring(0, 1).toUpperCase(Locale.ROOT) + fault.substring(1);
    }

    private static Outcome told(String text, boolean isWrong) {
        return new Outcome.Part("judged.jte", Map.of("text", text, "isWrong", isWrong));
    }

    private static Write write(Visit visit, TypedCondition typed) {
        JsonObject body = new JsonObject().put("when", typed.when()).put("role", typed.role());
        return typed.isChange()
                ? Write.of(
                        HttpMethod.PATCH, RolePages.assignments(visit) + "/" + Visit.encode(typed.assignment()), body)
                : Write.of(HttpMethod.POST, RolePages.assignments(visit), body);
    }

    private static Proposal proposal(Visit visit) {
        TypedCondition typed = TypedCondition.of(visit);
        String role = typed.role();
        String words = typed.inWords();
        return RolePages.proposal(
                visit,
                typed.isChange() ? "Change a condition" : "A condition gives " + Words.role(role),
                "Everybody who meets the condition " + words + " gets the role " + role
                        + ", unless a group or condition further up in the list gives them another.",
                write(visit, typed),
                typed.isChange()
                        ? "The condition is changed, and gives the role " + role + "."
                        : "The condition gives the role " + role + ".");
    }
}
