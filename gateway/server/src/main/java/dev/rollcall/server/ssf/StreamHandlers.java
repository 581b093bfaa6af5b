package dev.rollcall.server.ssf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.delivery.ssf.Receivers;
import dev.rollcall.delivery.ssf.Streams;
import dev.rollcall.delivery.ssf.store.Stream;
import dev.rollcall.delivery.ssf.store.Stream.State;
import dev.rollcall.delivery.ssf.store.Stream.Status;
import dev.rollcall.delivery.ssf.store.Stream.Wish;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.auth.ReceiverTokens.Grant;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.CallerContext;
import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** Serves what a receiver does with its stream, with the status codes of SSF 1.0 section 8.1. */
final class StreamHandlers {

    private static final String ID = "stream_id";
    private static final List<String> STATUSES =
            java.util.stream.Stream.of(Status.values()).map(Status::word).toList();

    private final ApiParts api;
    private final Receivers receivers;
    private final Streams streams;
    private final DatabaseCircuit circuit;

    StreamHandlers(ApiParts api, Receivers receivers, Streams streams) {
        this.api = api;
        this.receivers = receivers;
        this.streams = streams;
        this.circuit = api.circuit();
    }

    private <T> void answer(RoutingContext context, Supplier<Future<T>> ask, Function<T, Future<Void>> send) {
        CallerContext.hop(circuit.call(ask)).compose(send).onFailure(failure -> {
            if (failure instanceof Streams.TooSoon) {
                context.response().putHeader("Retry-After", Long.toString(Streams.BETWEEN_VERIFICATIONS.toSeconds()));
                context.fail(new Problem(
                                429,
                                "Too many requests",
                                "A verification was requested less than min_verification_interval ago. Try again"
                                        + " later.")
                        .exception());
            } else {
                context.fail(failure);
            }
        });
    }

    /** {@code GET}: the stream, or without {@code stream_id} a list of those that there are. */
    void show(RoutingContext context) {
        Grant grant = ReceiverGate.of(context);
        List<String> asked = context.queryParam(ID);
        if (asked.isEmpty()) {
            answer(
                    context,
                    () -> streams.of(grant.orgId(), grant.receiver()),
                    found -> send(
                            context,
                            200,
                            Json.object()
                                    .arrayNode()
                                    .addAll(found.stream().map(StreamJson::of).toList())));
            return;
        }
        answer(
                context,
                () -> streams.get(grant.orgId(), grant.receiver(), asked.get(0)),
                stream -> send(context, 200, StreamJson.of(stream)));
    }

    /** {@code POST}: 201. */
    void create(RoutingContext context) {
        Grant grant = ReceiverGate.of(context);
        Wish wish = StreamJson.wish(JsonInput.document(context));
        String issuer = Transmitter.of(api.origin(), context).issuer();
        answer(
                context,
                () -> receivers
                        .get(grant.orgId(), grant.receiver())
                        .compose(receiver -> streams.create(ReceiverGate.actor(context), receiver, issuer, wish)),
                stream -> send(context, 201, StreamJson.of(stream)));
    }

    /** {@code PATCH}: what is not there stays. */
    void update(RoutingContext context) {
        ObjectNode body = JsonInput.document(context);
        change(context, body, before -> StreamJson.wish(body, before));
    }

    /** {@code PUT}: what is not there goes. */
    void replace(RoutingContext context) {
        ObjectNode body = JsonInput.document(context);
        change(context, body, before -> StreamJson.wish(body));
    }

    private void change(RoutingContext context, ObjectNode body, Function<Wish, Wish> edit) {
        Grant grant = ReceiverGate.of(context);
        String id = StreamJson.text(body, ID);
        answer(
                context,
                () -> streams.get(grant.orgId(), grant.receiver(), id).compose(stream -> {
                    StreamJson.requireOurs(body, stream);
                    return streams.change(ReceiverGate.actor(context), grant.receiver(), id, edit::apply);
                }),
                stream -> send(context, 200, StreamJson.of(stream)));
    }

    /** {@code DELETE}: 204. */
    void delete(RoutingContext context) {
        Grant grant = ReceiverGate.of(context);
        String id = named(context);
        answer(
                context,
                () -> streams.delete(ReceiverGate.actor(context), grant.receiver(), id),
                gone -> Json.sendNothing(context));
    }

    private static String named(RoutingContext context) {
        List<String> asked = context.queryParam(ID);
        if (asked.isEmpty()) {
            throw Problem.badRequest("The query parameter stream_id is missing.")
                    .exception();
        }
        return asked.get(0);
    }

    /** {@code GET}: whether tokens are sent. */
    void status(RoutingContext context) {
        Grant grant = ReceiverGate.of(context);
        String id = named(context);
        answer(
                context,
                () -> streams.get(grant.orgId(), grant.receiver(), id).map(Stream::state),
                state -> send(context, 200, StreamJson.of(id, state)));
    }

    /** {@code POST}: sets it. */
    void setStatus(RoutingContext context) {
        ObjectNode body = JsonInput.document(context);
        String id = StreamJson.text(body, ID);
        String word = body.path("status").asText();
        if (!STATUSES.contains(word)) {
            throw StreamJson.wrong("status", "one of " + String.join(", ", STATUSES));
        }
        State state = new State(Status.valueOf(word.toUpperCase(Locale.ROOT)), StreamJson.textOrNull(body, "reason"));
        answer(
                context,
                () -> streams.set(
                        ReceiverGate.actor(context), ReceiverGate.of(context).receiver(), id, state),
                set -> send(context, 200, StreamJson.of(id, set)));
    }

    /** {@code POST}: 200 without a body. */
    void addSubject(RoutingContext context) {
        ObjectNode body = JsonInput.document(context);
        String id = StreamJson.text(body, ID);
        answer(
                context,
                () -> streams.add(
                        ReceiverGate.actor(context), ReceiverGate.of(context).receiver(), id, subject(body)),
                done -> context.response().setStatusCode(200).end());
    }

    /** {@code POST}: 204. */
    void removeSubject(RoutingContext context) {
        ObjectNode body = JsonInput.document(context);
        String id = StreamJson.text(body, ID);
        answer(
                context,
                () -> streams.remove(
                        ReceiverGate.actor(context), ReceiverGate.of(context).receiver(), id, subject(body)),
                done -> Json.sendNothing(context));
    }

    private static JsonNode subject(ObjectNode body) {
        if (!body.path("subject").isObject()) {
            throw StreamJson.wrong(
                    "subject", "an object such as {\"format\": \"email\", \"email\": \"ada@example.com\"}");
        }
        return body.path("subject");
    }

    /** {@code POST}: 204; a token follows. */
    void verify(RoutingContext context) {
        ObjectNode body = JsonInput.document(context);
        String id = StreamJson.text(body, ID);
        String state = StreamJson.textOrNull(body, "state");
        answer(
                context,
                () -> streams.verify(
                        ReceiverGate.actor(context), ReceiverGate.of(context).receiver(), id, state),
                done -> Json.sendNothing(context));
    }

    static Future<Void> send(RoutingContext context, int status, JsonNode body) {
        return context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(ScimJson.write(body)));
    }
}
