package dev.rollcall.console.web;

import dev.rollcall.console.api.ApiProblem;
import dev.rollcall.console.api.Impact;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows what a change would do, and carries it out when that was read. */
public final class Proposals {

    private Proposals() {}

    /**
     * What the page shows.
     *
     * @param impact null where the API cannot say
     * @param problem why it cannot be done, or null
     * @param values of the query that the page was asked for with
     * @param key so that the change is carried out once, however often its button is pressed
     */
    public record View(
            Proposal proposal,
            @Nullable Impact impact,
            @Nullable Problem problem,
            List<Value> values,
            String key) {}

    /** What the form sends again: what the change was asked for with. */
    public record Value(String name, String value) {}

    /** GET shows, POST does; both are given the same values. */
    public static Pages.Handling handling(Function<Visit, Future<Proposal>> maker) {
        return visit -> maker.apply(visit)
                .compose(proposal -> visit.isWrite() ? carryOut(visit, proposal) : show(visit, proposal));
    }

    /** One that needs nothing to be looked up. */
    public static Pages.Handling of(Function<Visit, Proposal> maker) {
        return handling(visit -> Future.succeededFuture(maker.apply(visit)));
    }

    private static Future<Outcome> show(Visit visit, Proposal proposal) {
        Future<@Nullable Impact> impact = proposal.hasForecast()
                ? visit.api().forecast(proposal.write()).map(one -> one)
                : Future.succeededFuture(null);
        return impact.map(found -> page(visit, proposal, found, null, 200))
                .recover(failure -> refused(visit, proposal, failure));
    }

    private static Future<Outcome> carryOut(Visit visit, Proposal proposal) {
        Future<Outcome> done = proposal.hasForecast()
                ? visit.api()
                        .carryOut(proposal.write().once(visit.value("key")), Impact.class)
                        .map(impact -> new Outcome.Onward(proposal.after(), sentence(proposal, impact)))
                : visit.api()
                        .carryOut(proposal.write().once(visit.value("key")), Object.class)
                        .map(nothing -> new Outcome.Onward(proposal.after(), proposal.done()));
        return done.recover(failure -> refused(visit, proposal, failure));
    }

    private static Future<Outcome> refused(Visit visit, Proposal proposal, Throwable failure) {
        if (failure instanceof ApiProblem problem && !problem.isSignedOut() && problem.status() != 404) {
            Problem shown = Problem.of(problem, proposal.back()).leadingTo(proposal.back(), "Back");
            return Future.succeededFuture(page(visit, proposal, null, shown, problem.status()));
        }
        return Future.failedFuture(failure);
    }

    private static Outcome page(
            Visit visit, Proposal proposal, @Nullable Impact impact, @Nullable Problem problem, int status) {
        View view = new View(
                proposal,
                impact,
                problem,
                visit.values().entries().stream()
                        .filter(entry -> !entry.getKey().equals("key"))
                        .map(entry -> new Value(entry.getKey(), entry.getValue()))
                        .toList(),
                UUID.randomUUID().toString());
        return new Outcome.Page(status, proposal.section(), proposal.title(), "proposal.jte", view);
    }

    private static String sentence(Proposal proposal, @Nullable Impact impact) {
        String numbers = impact == null ? "" : Words.summary(impact);
        return numbers.isEmpty() ? proposal.done() : proposal.done() + " " + numbers;
    }
}
