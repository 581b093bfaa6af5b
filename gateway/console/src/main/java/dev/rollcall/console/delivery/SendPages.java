package dev.rollcall.console.delivery;

import dev.rollcall.console.api.ApiProblem;
import dev.rollcall.console.api.Write;
import dev.rollcall.console.api.activity.Webhook.Attempt;
import dev.rollcall.console.api.activity.Webhook.Replayed;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Proposal;
import dev.rollcall.console.web.Visit;
import dev.rollcall.console.web.Words;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Sends to an endpoint by hand: a test, an event that was given up, or all events since a time; also switches an endpoint on or
 * off, and deletes it.
 */
public final class SendPages {

    /** Sends one message that is no event, and says what became of it. */
    public Future<Outcome> test(Visit visit) {
        Place place = Place.of(visit);
        return visit.api()
                .carryOut(Write.of(HttpMethod.POST, place.api(visit) + "/test"), Attempt.class)
                .map(attempt -> new Outcome.Onward(place.page(visit), sentence("The test", attempt)));
    }

    private static String sentence(String what, @Nullable Attempt attempt) {
        if (attempt == null) {
            return what + " was sent.";
        }
        if (attempt.delivered()) {
            return what + " was received: status " + attempt.status() + " after " + Words.millis(attempt.millis())
                    + ".";
        }
        String why = attempt.failure() == null
                ? "the endpoint responded with status " + attempt.status()
                : attempt.failure();
        return what + " was not received: " + why + (why.endsWith(".") ? "" : ".");
    }

    /** Sends one event once more. */
    public Future<Outcome> again(Visit visit) {
        Place place = Place.of(visit);
        JsonObject wish = new JsonObject().put("seq", number(visit.value("seq")));
        if (place.isOperators()) {
            wish.put("organization", visit.value("organization"));
        }
        Write write = Write.of(HttpMethod.POST, place.api(visit) + "/replay-event", wish)
                .once(visit.value("key"));
        return visit.api()
                .carryOut(write, Attempt.class)
                .map(attempt ->
                        new Outcome.Onward(place.page(visit), sentence("Event " + visit.value("seq"), attempt)));
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    /** All since a time once more, in order. */
    public Future<Outcome> since(Visit visit) {
        Place place = Place.of(visit);
        JsonObject wish = new JsonObject().put("since", Visit.instant(visit.value("since")));
        Write write =
                Write.of(HttpMethod.POST, place.api(visit) + "/replay", wish).once(visit.value("key"));
        return visit.api()
                .carryOut(write, Replayed.class)
                .<Outcome>map(done -> new Outcome.Onward(
                        place.page(visit),
                        Words.number(done == null ? 0 : done.events()) + " events are sent again, in order."))
                .recover(failure -> failure instanceof ApiProblem problem && problem.status() == 400
                        ? Future.succeededFuture(
                                new Outcome.Onward(place.page(visit), "Nothing is sent again. " + problem.detail()))
                        : Future.failedFuture(failure));
    }

    public Proposal enable(Visit visit) {
        return enabled(
                visit,
                true,
                "Switch the endpoint on",
                "The events that were kept are sent at once, in order.",
                "Switch it on",
                "The endpoint is on.");
    }

    public Proposal disable(Visit visit) {
        return enabled(
                        visit,
                        false,
                        "Switch the endpoint off",
                        "Nothing is sent to it. Events are kept, and are sent in order when it is switched on again.",
                        "Switch it off",
                        "The endpoint is off.")
                .grave();
    }

    private static Proposal enabled(
            Visit visit, boolean on, String title, String sentence, String button, String done) {
        Place place = Place.of(visit);
        Write write = Write.of(HttpMethod.PATCH, place.api(visit), new JsonObject().put("enabled", on));
        return Proposal.of(place.section(), title, sentence, button, write, place.page(visit))
                .withoutForecast()
                .saying(done);
    }

    public Proposal delete(Visit visit) {
        Place place = Place.of(visit);
        return Proposal.of(
                        place.section(),
                        "Delete the endpoint",
                        "It gets no more events, and the history of its deliveries is deleted. The events themselves stay.",
                        "Delete it",
                        Write.of(HttpMethod.DELETE, place.api(visit)),
                        place.page(visit))
                .grave()
                .withoutForecast()
                .then(place.page())
                .saying("The endpoint is deleted.");
    }
}
