package dev.rollcall.console.delivery;

import dev.rollcall.console.api.Answer;
import dev.rollcall.console.api.ApiProblem;
import dev.rollcall.console.api.Listed;
import dev.rollcall.console.api.Write;
import dev.rollcall.console.api.activity.Webhook;
import dev.rollcall.console.api.activity.Webhook.Attempt;
import dev.rollcall.console.api.activity.Webhook.Dead;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Query;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows the endpoints of an organisation or, in the operator's area, of the operator, and lets them be created and changed. */
public final class WebhookPages {

    private static final int ROWS = 50;

    /**
     * What was typed into a form, as it was typed.
     *
     * @param problem why it was refused, or ""
     */
    public record Form(String url, String description, String types, String contact, String problem) {

        static Form of(Visit visit, String problem) {
            return new Form(
                    visit.value("url"),
                    visit.value("description"),
                    visit.value("types"),
                    visit.value("contact"),
                    problem);
        }

        static Form of(Webhook webhook) {
            String contact = webhook.contact();
            return new Form(
                    webhook.url(), webhook.description(), webhook.typesAsText(), contact == null ? "" : contact, "");
        }

        /** What the API is asked for: an empty field is none. */
        JsonObject wish() {
            List<String> words = List.of(types.split("[\\s,]+")).stream()
                    .filter(word -> !word.isEmpty())
                    .toList();
            return new JsonObject()
                    .put("url", url)
                    .put("description", description)
                    .put("types", words.isEmpty() ? null : new JsonArray(words))
                    .put("contact", contact.isEmpty() ? null : contact);
        }
    }

    /**
     * What the list shows.
     *
     * @param page its own address
     */
    public record View(Listed<Webhook> webhooks, Form form, String page) {}

    /**
     * What the page of one shows.
     *
     * @param show {@code delivered} or {@code failed}, for these attempts only, or ""
     * @param page its own address
     */
    public record One(
            Webhook webhook,
            String etag,
            Form form,
            Listed<Attempt> attempts,
            String show,
            Listed<Dead> dead,
            String list,
            String page) {}

    /** A secret that was just made: it is shown this once. */
    public record Made(Webhook webhook, String secret, String page) {}

    public Future<Outcome> list(Visit visit) {
        return list(visit, 200, new Form("", "", "", "", ""));
    }

    private static Future<Outcome> list(Visit visit, int status, Form form) {
        Place place = Place.of(visit);
        Query query = new Query(place.api()).with("limit", ROWS).with("cursor", visit.value("cursor"));
        return visit.api()
                .list(query.toString(), Webhook.class)
                .map(found -> new Outcome.Page(
                        status,
                        place.section(),
                        "Events and delivery",
                        "delivery.jte",
                        new View(found, form, place.page())));
    }

    /** Makes one and shows its secret. The answer is no redirect, because it holds what is shown this once. */
    public Future<Outcome> create(Visit visit) {
        Place place = Place.of(visit);
        JsonObject wish = Form.of(visit, "").wish();
        wish.put("signature", visit.value("signature").equals("ed25519") ? "ed25519" : "hmac");
        Write write = Write.of(HttpMethod.POST, place.api(), wish).once(visit.value("key"));
        return visit.api()
                .carryOut(write, Webhook.class)
                .map(made -> secret(place, Objects.requireNonNull(made)))
                .recover(failure -> failure instanceof ApiProblem problem && problem.status() == 400
                        ? list(visit, 400, Form.of(visit, problem.detail()))
                        : Future.failedFuture(failure));
    }

    private static Outcome secret(Place place, Webhook made) {
        return Outcome.Page.of(
                place.section(),
                "The secret of " + made.called(),
                "webhookSecret.jte",
                new Made(made, String.valueOf(made.secret()), place.page() + "/" + made.id()));
    }

    public Future<Outcome> show(Visit visit) {
        return show(visit, 200, null);
    }

    private static Future<Outcome> show(Visit visit, int status, @Nullable Form typed) {
        Place place = Place.of(visit);
        String show = List.of("delivered", "failed").contains(visit.value("show")) ? visit.value("show") : "";
        Future<Answer<Webhook>> webhook = visit.api().get(place.api(visit), Webhook.class);
        String attempts = new Query(place.api(visit) + "/attempts")
                .with("limit", ROWS)
                .with("delivered", show.isEmpty() ? "" : Boolean.toString(show.equals("delivered")))
                .with("cursor", visit.value("cursor"))
                .toString();
        Future<Listed<Attempt>> tried = visit.api().list(attempts, Attempt.class);
        Future<Listed<Dead>> dead = visit.api().list(place.api(visit) + "/dead-letters?limit=" + ROWS, Dead.class);
        return Future.all(webhook, tried, dead).map(all -> {
            Webhook found = webhook.result().value();
            return new Outcome.Page(
                    status,
                    place.section(),
                    found.called(),
                    "webhook.jte",
                    new One(
                            found,
                            webhook.result().etag(),
                            typed == null ? Form.of(found) : typed,
                            tried.result(),
                            show,
                            dead.result(),
                            place.page(),
                            place.page(visit)));
        });
    }

    /** Refused when another administrator was faster. */
    public Future<Outcome> change(Visit visit) {
        Place place = Place.of(visit);
        Write write = Write.of(
                        HttpMethod.PATCH, place.api(visit), Form.of(visit, "").wish())
                .ifMatch(visit.value("etag"));
        return visit.api()
                .carryOut(write, Object.class)
                .<Outcome>map(done -> new Outcome.Onward(place.page(visit), "The endpoint is saved."))
                .recover(failure -> failure instanceof ApiProblem problem && problem.status() == 400
                        ? show(visit, 400, Form.of(visit, problem.detail()))
                        : Future.failedFuture(failure));
    }

    /** A new secret, beside which the present one signs for a day. */
    public Future<Outcome> rotate(Visit visit) {
        Place place = Place.of(visit);
        Write write = Write.of(HttpMethod.POST, place.api(visit) + "/rotate", new JsonObject())
                .once(visit.value("key"));
        return visit.api().carryOut(write, Webhook.class).map(made -> secret(place, Objects.requireNonNull(made)));
    }
}
