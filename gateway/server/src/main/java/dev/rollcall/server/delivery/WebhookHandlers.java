package dev.rollcall.server.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.Actor;
import dev.rollcall.delivery.webhook.HistoryTable.Attempt;
import dev.rollcall.delivery.webhook.HistoryTable.DeadLetter;
import dev.rollcall.delivery.webhook.Webhook;
import dev.rollcall.delivery.webhook.Webhook.Settings;
import dev.rollcall.delivery.webhook.Webhooks;
import dev.rollcall.delivery.webhook.post.Secret;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.EntityTags;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.ListPage;
import dev.rollcall.server.api.OrganisationAccess;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.CallerContext;
import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Manages endpoints of the operator or of an organisation: creates, changes and deletes them, sends tests, shows deliveries and
 * sends events again.
 */
final class WebhookHandlers {

    private static final int LONGEST_OVERLAP = (int) Duration.ofDays(30).toSeconds();
    private static final int USUAL_OVERLAP = (int) Duration.ofDays(1).toSeconds();
    private static final String SEPARATOR = "~";

    private final Webhooks webhooks;
    private final OrganisationAccess organisations;
    private final DatabaseCircuit circuit;
    private final boolean ofOrganisations;

    /**
     * Makes handlers of one kind.
     *
     * @param ofOrganisations whether the path names an organisation, whose endpoints they are; else they are the operator's
     */
    WebhookHandlers(ApiParts api, Webhooks webhooks, boolean ofOrganisations) {
        this.webhooks = webhooks;
        this.organisations = api.organisations();
        this.circuit = api.circuit();
        this.ofOrganisations = ofOrganisations;
    }

    /** Whose endpoints a request is about, and who asks. */
    private record Asked(UUID owner, Actor by) {}

    private Future<Asked> asked(RoutingContext context) {
        return ofOrganisations
                ? organisations.of(context).map(found -> new Asked(found.id(), RuleRequests.actor(context, found.id())))
                : Future.succeededFuture(new Asked(Webhook.OPERATOR, RuleRequests.actor(context)));
    }

    private <T> void answer(RoutingContext context, Function<Asked, Future<T>> ask, Function<T, Future<Void>> send) {
        asked(context)
                .compose(asked -> CallerContext.hop(circuit.call(() -> ask.apply(asked))))
                .compose(send)
                .onFailure(context::fail);
    }

    void list(RoutingContext context) {
        ListPage page = ListPage.of(context.queryParams());
        UUID after = page.id();
        answer(
                context,
                asked -> webhooks.list(asked.owner(), after, page.atMost()),
                found -> Json.send(context, page.json(found, WebhookJson::of, Webhook::id)));
    }

    /** {@code POST}: 201, with the secret, which is shown this once. */
    void create(RoutingContext context) {
        JsonInput input = JsonInput.of(context, "url", "description", "types", "contact", "enabled", "signature");
        Settings settings = new Settings(
                input.text("url", JsonInput.PROSE),
                Optional.ofNullable(input.textOrNull("description", JsonInput.PROSE))
                        .orElse(""),
                types(input),
                contact(input),
                input.isNull("enabled") || input.flag("enabled"));
        Secret.Kind kind = input.isNull("signature")
                ? Secret.Kind.HMAC
                : Secret.Kind.valueOf(
                        input.word("signature", List.of("hmac", "ed25519")).toUpperCase(Locale.ROOT));
        answer(context, asked -> webhooks.create(asked.by(), asked.owner(), settings, kind), made -> {
            context.response()
                    .setStatusCode(201)
                    .putHeader(
                            "Location",
                            context.request().path() + "/" + made.webhook().id());
            return Json.send(context, WebhookJson.of(made.webhook(), made.secret()));
        });
    }

    private static @Nullable Set<String> types(JsonInput input) {
        if (input.isNull("types")) {
            return null;
        }
        JsonNode given = input.node("types");
        List<String> words = new ArrayList<>();
        given.forEach(word -> words.add(word.asText()));
        if (!given.isArray() || words.isEmpty()) {
            throw JsonInput.wrong("types", "a list of types of events, such as [\"member.*\"], or null for all");
        }
        return EventTypes.of(words);
    }

    private static @Nullable String contact(JsonInput input) {
        String contact = input.textOrNull("contact", JsonInput.EMAIL);
        if (contact != null && !contact.matches("[^@\\s,;<>]+@[^@\\s,;<>]+")) {
            throw JsonInput.wrong("contact", "one e-mail address, or null");
        }
        return contact;
    }

    void show(RoutingContext context) {
        UUID id = id(context);
        answer(
                context,
                asked -> webhooks.get(asked.owner(), id)
                        .compose(webhook -> webhooks.waiting(id).map(waiting -> {
                            ObjectNode body = WebhookJson.of(webhook);
                            body.withObject("/health").put("waiting", waiting);
                            context.response().putHeader("ETag", version(webhook));
                            return body;
                        })),
                body -> Json.send(context, body));
    }

    /** {@code PATCH} with a JSON merge patch (RFC 7396). */
    void change(RoutingContext context) {
        JsonInput input = JsonInput.of(context, "url", "description", "types", "contact", "enabled");
        String ifMatch = context.request().getHeader("If-Match");
        UUID id = id(context);
        answer(
                context,
                asked -> webhooks.change(asked.by(), asked.owner(), id, before -> {
                    EntityTags.require(ifMatch, version(before), "The endpoint");
                    return changed(before, input);
                }),
                webhook -> {
                    context.response().putHeader("ETag", version(webhook));
                    return Json.send(context, WebhookJson.of(webhook));
                });
    }

    private static Webhook changed(Webhook before, JsonInput input) {
        Settings was = before.settings();
        Settings is = new Settings(
                input.has("url") ? input.text("url", JsonInput.PROSE) : was.url(),
                input.has("description")
                        ? Optional.ofNullable(input.textOrNull("description", JsonInput.PROSE))
                                .orElse("")
                        : was.description(),
                input.has("types") ? types(input) : was.types(),
                input.has("contact") ? contact(input) : was.contact(),
                input.has("enabled") ? input.flag("enabled") : was.enabled());
        return new Webhook(
                before.owner(),
                before.id(),
                is,
                before.disabledReason(),
                before.formerSecretUntil(),
                before.restUntil(),
                before.failingSince(),
                before.lastSuccess(),
                before.lastFailure(),
                before.created());
    }

    private static String version(Webhook webhook) {
        Settings settings = webhook.settings();
        return EntityTags.of(
                settings.url(),
                settings.description(),
                String.valueOf(settings.types()),
                String.valueOf(settings.contact()),
                Boolean.toString(settings.enabled()));
    }

    void delete(RoutingContext context) {
        UUID id = id(context);
        answer(context, asked -> webhooks.delete(asked.by(), asked.owner(), id), gone -> Json.sendNothing(context));
    }

    /** {@code POST} with {@code overlapSeconds}: how long the secret before signs beside the new one, a day unless it is said. */
    void rotate(RoutingContext context) {
        JsonInput input = JsonInput.optional(context, "overlapSeconds");
        int overlap =
                input.isNull("overlapSeconds") ? USUAL_OVERLAP : input.whole("overlapSeconds", 0, LONGEST_OVERLAP);
        UUID id = id(context);
        answer(
                context,
                asked -> webhooks.rotate(asked.by(), asked.owner(), id, Duration.ofSeconds(overlap)),
                made -> Json.send(context, WebhookJson.of(made.webhook(), made.secret())));
    }

    /** {@code POST}: one message that is no event, now; answers what became of it. */
    void test(RoutingContext context) {
        UUID id = id(context);
        answer(
                context,
                asked -> webhooks.test(asked.by(), asked.owner(), id),
                attempt -> Json.send(context, WebhookJson.of(attempt)));
    }

    /** {@code POST} with {@code seq}: one event again, now; answers what became of it. */
    void replayEvent(RoutingContext context) {
        JsonInput input = ofOrganisations ? JsonInput.of(context, "seq") : JsonInput.of(context, "seq", "organization");
        int seq = input.whole("seq", 1, Integer.MAX_VALUE);
        UUID id = id(context);
        answer(
                context,
                asked -> webhooks.replay(
                        asked.by(), asked.owner(), id, ofOrganisations ? asked.owner() : input.id("organization"), seq),
                attempt -> Json.send(context, WebhookJson.of(attempt)));
    }

    /** {@code POST} with {@code since}: all events since then again, in order. */
    void replaySince(RoutingContext context) {
        JsonInput input =
                ofOrganisations ? JsonInput.of(context, "since") : JsonInput.of(context, "since", "organization");
        Instant since = input.timeOrNull("since");
        if (since == null) {
            throw JsonInput.wrong("since", "a time such as 2030-01-31T00:00:00Z");
        }
        UUID id = id(context);
        answer(
                context,
                asked -> webhooks.replaySince(
                        asked.by(),
                        asked.owner(),
                        id,
                        ofOrganisations ? asked.owner() : input.idOrNull("organization"),
                        since),
                events -> Json.send(context, Json.object().put("events", events)));
    }

    /** {@code GET}: newest first. */
    void attempts(RoutingContext context) {
        MultiMap query = context.queryParams();
        ListPage page = ListPage.of(query);
        Boolean delivered = query.contains("delivered") ? Parameters.flag(query, "delivered") : null;
        String[] last = parts(page, 2);
        Instant before = last == null ? null : time(last[0]);
        UUID beforeId = last == null ? null : uuid(last[1]);
        UUID id = id(context);
        answer(
                context,
                asked -> webhooks.attempts(asked.owner(), id, before, beforeId, delivered, page.atMost()),
                found -> Json.send(
                        context, page.json(found, WebhookJson::of, (Attempt one) -> one.at() + SEPARATOR + one.id())));
    }

    /** {@code GET}: what was given up, oldest first. */
    void deadLetters(RoutingContext context) {
        ListPage page = ListPage.of(context.queryParams());
        UUID id = id(context);
        String[] last = parts(page, 3);
        DeadLetter after =
                last == null ? null : new DeadLetter(uuid(last[1]), id, number(last[2]), id, "", 0, "", time(last[0]));
        answer(
                context,
                asked -> webhooks.deadLetters(asked.owner(), id, after, page.atMost()),
                found -> Json.send(
                        context,
                        page.json(
                                found,
                                WebhookJson::of,
                                (DeadLetter one) -> one.at() + SEPARATOR + one.orgId() + SEPARATOR + one.seq())));
    }

    private static String @Nullable [] parts(ListPage page, int number) {
        String cursor = page.cursor();
        if (cursor == null) {
            return null;
        }
        String[] parts = cursor.split(SEPARATOR, -1);
        if (parts.length != number) {
            throw wrongCursor();
        }
        return parts;
    }

    private static Instant time(String part) {
        try {
            return Instant.parse(part);
        } catch (DateTimeParseException e) {
            throw wrongCursor();
        }
    }

    private static UUID uuid(String part) {
        return Parameters.id(part).orElseThrow(WebhookHandlers::wrongCursor);
    }

    private static long number(String part) {
        try {
            return Long.parseLong(part);
        } catch (NumberFormatException e) {
            throw wrongCursor();
        }
    }

    private static Problem.ProblemException wrongCursor() {
        return Parameters.wrong("cursor", "the value of \"next\" on the page before");
    }

    private static UUID id(RoutingContext context) {
        String id = String.valueOf(context.pathParam("webhook"));
        return Parameters.id(id)
                .orElseThrow(() -> Problem.notFound(
                                "There is no endpoint " + id + ". GET .../webhooks lists those that exist.")
                        .exception());
    }
}
