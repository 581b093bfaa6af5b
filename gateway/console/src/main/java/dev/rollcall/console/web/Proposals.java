package dev.rollcall.console.web;

import dev.rollcall.console.api.Api;
import dev.rollcall.console.api.ApiProblem;
import dev.rollcall.console.api.Impact;
import dev.rollcall.console.api.Write;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows what a change would do, and carries it out after the administrator has confirmed it. */
public final class Proposals {

    private static final Set<String> NOT_SENT_AGAIN = Set.of("key", Api.WAITING);

    private Proposals() {}

    /**
     * What the page shows.
     *
     * @param impact null where the API cannot say
     * @param problem why it cannot be done, or null
     * @param waiting what the page asks again with while the impact is worked out, or null
     * @param mayChange whether who looks may make the change
     * @param isLate whether it is told to a page that has waited for it
     * @param values of the query that the page was asked for with
     * @param key so that the change is carried out once, however often its button is pressed
     */
    public record View(
            Proposal proposal,
            @Nullable Impact impact,
            @Nullable Problem problem,
            @Nullable Waiting waiting,
            boolean mayChange,
            boolean isLate,
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
        if (!proposal.hasForecast()) {
            return page(visit, proposal, null, null, null, 200);
        }
        Write write = proposal.write();
        return visit.workOut(question(write), () -> visit.api().forecast(write))
                .compose(worked -> page(visit, proposal, worked.value(), null, worked.waiting(), 200))
                .recover(failure -> refused(visit, proposal, failure));
    }

    private static String question(Write write) {
        return write.method() + " " + write.path() + " " + write.ifMatch() + " "
                + (write.body() == null ? "" : write.body().encode());
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
        boolean isShown = visit.isWaiting()
                ? !(failure instanceof ApiProblem problem && problem.isSignedOut())
                : failure instanceof ApiProblem problem && !problem.isSignedOut() && problem.status() != 404;
        if (isShown) {
            Problem shown = Problem.of(failure, proposal.back()).leadingTo(proposal.back(), "Back");
            return page(visit, proposal, null, shown, null, shown.status());
        }
        return Future.failedFuture(failure);
    }

    /** The page; where it is open already, the part of it that was waited for, or nothing while that is not ready. */
    private static Future<Outcome> page(
            Visit visit,
            Proposal proposal,
            @Nullable Impact impact,
            @Nullable Problem problem,
            @Nullable Waiting waiting,
            int status) {
        boolean isLate = visit.isWaiting();
        return visit.session().map(who -> {
            View view = new View(
                    proposal,
                    impact,
                    problem,
                    waiting,
                    who.mayChangeAs(proposal.section().role()),
                    isLate,
                    visit.values().entries().stream()
                            .filter(entry -> !NOT_SENT_AGAIN.contains(entry.getKey()))
                            .map(entry -> new Value(entry.getKey(), entry.getValue()))
                            .toList(),
                    UUID.randomUUID().toString());
            if (!isLate) {
                return new Outcome.Page(status, proposal.section(), proposal.title(), "proposal.jte", view);
            }
            return waiting == null ? new Outcome.Part("proposed.jte", Map.of("view", view)) : new Outcome.Unchanged();
        });
    }

    private static String sentence(Proposal proposal, @Nullable Impact impact) {
        String numbers = impact == null ? "" : Words.summary(impact);
        return numbers.isEmpty() ? proposal.done() : proposal.done() + " " + numbers;
    }
}
