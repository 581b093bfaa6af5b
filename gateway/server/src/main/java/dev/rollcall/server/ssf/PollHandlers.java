package dev.rollcall.server.ssf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.delivery.feed.FeedWatch;
import dev.rollcall.delivery.ssf.Outbox;
import dev.rollcall.delivery.ssf.Outbox.Waiting;
import dev.rollcall.delivery.ssf.Poll;
import dev.rollcall.delivery.ssf.Streams;
import dev.rollcall.delivery.ssf.TransmitterKeys;
import dev.rollcall.delivery.ssf.store.Stream.Method;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.auth.ReceiverTokens.Grant;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.CallerContext;
import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Serves receivers that poll for their tokens (RFC 8936). */
final class PollHandlers {

    /** As long as clients and proxies usually wait. */
    private static final Duration LONG = Duration.ofSeconds(25);

    private static final int USUAL = 100;
    private static final int MOST = 500;

    /** Ids of tokens in one request. */
    private static final int MOST_IDS = 2_000;

    /** Receivers that wait at once on this node, with the readers of events: each holds a connection of the server. */
    private static final int MOST_WAITING = 2_000;

    private final Streams streams;
    private final Outbox outbox;
    private final TransmitterKeys keys;
    private final FeedWatch watch;
    private final DatabaseCircuit circuit;

    PollHandlers(ApiParts api, Streams streams, Outbox outbox, TransmitterKeys keys, FeedWatch watch) {
        this.streams = streams;
        this.outbox = outbox;
        this.keys = keys;
        this.watch = watch;
        this.circuit = api.circuit();
    }

    /** What a receiver says in one request (RFC 8936 section 2.2). */
    private record Request(int most, boolean returnsAtOnce, List<String> received, Map<String, String> refused) {

        static Request of(ObjectNode body) {
            JsonNode most = body.path("maxEvents");
            if (!most.isMissingNode() && (!most.canConvertToInt() || !most.isIntegralNumber() || most.intValue() < 0)) {
                throw StreamJson.wrong("maxEvents", "a whole number not below 0");
            }
            JsonNode atOnce = body.path("returnImmediately");
            if (!atOnce.isMissingNode() && !atOnce.isBoolean()) {
                throw StreamJson.wrong("returnImmediately", "true or false");
            }
            return new Request(
                    most.isMissingNode() ? USUAL : Math.min(MOST, most.intValue()),
                    atOnce.asBoolean(),
                    received(body.path("ack")),
                    refused(body.path("setErrs")));
        }

        private static List<String> received(JsonNode ack) {
            boolean good = ack.isMissingNode() || (ack.isArray() && ack.size() <= MOST_IDS);
            List<String> received = new ArrayList<>();
            for (JsonNode jti : ack) {
                good = good && jti.isTextual();
                received.add(jti.asText());
            }
            if (!good) {
                throw StreamJson.wrong("ack", "a list of at most " + MOST_IDS + " ids (jti)");
            }
            return received;
        }

        private static Map<String, String> refused(JsonNode errors) {
            if (!errors.isMissingNode() && (!errors.isObject() || errors.size() > MOST_IDS)) {
                throw StreamJson.wrong("setErrs", "an object of at most " + MOST_IDS + " ids (jti)");
            }
            Map<String, String> refused = new LinkedHashMap<>();
            errors.properties().forEach(error -> {
                if (!error.getValue().path("err").isTextual()) {
                    throw StreamJson.wrong("setErrs", "for each id (jti) an object with err and description");
                }
                refused.put(
                        error.getKey(),
                        Outbox.refusal(
                                error.getValue().path("err").asText(),
                                error.getValue().path("description").asText(null)));
            });
            return refused;
        }
    }

    /** {@code POST}: 200 with tokens by their ids. Waits when there are none, unless it is not to. */
    void poll(RoutingContext context) {
        Request request = Request.of(JsonInput.document(context));
        Grant grant = ReceiverGate.of(context);
        boolean waits = !request.returnsAtOnce() && request.most() > 0;
        if (waits && watch.waiting() >= MOST_WAITING) {
            throw new Problem(
                            429,
                            "Too many requests",
                            "Too many receivers are already waiting at this gateway. Try again later, or with"
                                    + " returnImmediately.")
                    .exception();
        }
        CallerContext.hop(circuit.call(() -> polled(context, grant)
                        .compose(v -> outbox.dealtWith(
                                grant.orgId(), grant.receiver(), request.received(), request.refused()))))
                .compose(v -> request.most() == 0
                        ? Future.succeededFuture(new Waiting(List.of(), false))
                        : next(context, grant, request.most(), waits ? LONG : Duration.ZERO))
                .compose(waiting -> send(context, waiting))
                .onFailure(context::fail);
    }

    /** Whether the path names the stream of the receiver, and it is one that is polled. */
    private Future<?> polled(RoutingContext context, Grant grant) {
        return streams.get(grant.orgId(), grant.receiver(), String.valueOf(context.pathParam("stream")))
                .map(stream -> {
                    if (stream.wish().method() != Method.POLL) {
                        throw Problem.notFound("This stream is pushed to its receiver; it cannot be polled.")
                                .exception();
                    }
                    return stream;
                });
    }

    private Future<Waiting> next(RoutingContext context, Grant grant, int most, Duration patience) {
        Poll poll = new Poll(
                watch, grant.orgId(), () -> circuit.call(() -> outbox.waiting(grant.orgId(), grant.receiver(), most)));
        context.addEndHandler(gone -> poll.close());
        return CallerContext.hop(poll.next(patience)).onComplete(done -> poll.close());
    }

    private Future<Void> send(RoutingContext context, Waiting waiting) {
        return CallerContext.hop(circuit.call(() -> keys.sign(waiting.tokens())))
                .compose(signed -> {
                    ObjectNode body = Json.object();
                    ObjectNode sets = body.putObject("sets");
                    for (int i = 0; i < signed.size(); i++) {
                        sets.put(waiting.tokens().get(i).jti(), signed.get(i));
                    }
                    return StreamHandlers.send(context, 200, body.put("moreAvailable", waiting.more()));
                });
    }
}
