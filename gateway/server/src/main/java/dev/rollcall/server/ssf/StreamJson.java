package dev.rollcall.server.ssf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.rollcall.delivery.ssf.Streams;
import dev.rollcall.delivery.ssf.store.SecurityEvent;
import dev.rollcall.delivery.ssf.store.Stream;
import dev.rollcall.delivery.ssf.store.Stream.Method;
import dev.rollcall.delivery.ssf.store.Stream.State;
import dev.rollcall.delivery.ssf.store.Stream.Wish;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.http.Problem;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and writes streams as JSON (SSF 1.0 section 8.1.1). Unknown members of a request are ignored. */
final class StreamJson {

    private static final String REQUESTED = "events_requested";
    private static final String DELIVERY = "delivery";
    private static final String DESCRIPTION = "description";
    private static final String URL = "endpoint_url";

    /** What the transmitter says, which a receiver may repeat and not change. */
    private static final List<String> OURS = List.of(
            "iss", "aud", "events_supported", "events_delivered", "min_verification_interval", "inactivity_timeout");

    private static final int MOST_EVENTS = 200;
    private static final int LONGEST_URI = 500;

    private StreamJson() {}

    static ObjectNode of(Stream stream) {
        ObjectNode json = Json.object()
                .put("stream_id", stream.id().toString())
                .put("iss", stream.issuer())
                .put("aud", stream.audience());
        texts(json, "events_supported", SecurityEvent.uris());
        Wish wish = stream.wish();
        if (wish.requested() != null) {
            texts(json, REQUESTED, wish.requested());
        }
        texts(
                json,
                "events_delivered",
                stream.delivered().stream().map(SecurityEvent::uri).toList());
        json.putObject(DELIVERY)
                .put("method", wish.method().uri())
                .put(
                        URL,
                        wish.method() == Method.POLL
                                ? Transmitter.poll(stream.issuer(), stream.id().toString())
                                : wish.url());
        if (wish.description() != null) {
            json.put(DESCRIPTION, wish.description());
        }
        return json.put("min_verification_interval", Math.toIntExact(Streams.BETWEEN_VERIFICATIONS.toSeconds()));
    }

    private static void texts(ObjectNode json, String name, Collection<String> texts) {
        ArrayNode array = json.putArray(name);
        texts.forEach(array::add);
    }

    static ObjectNode of(String stream, State state) {
        ObjectNode json = Json.object()
                .put("stream_id", stream)
                .put("status", state.status().word());
        if (state.reason() != null) {
            json.put("reason", state.reason());
        }
        return json;
    }

    /** What a receiver says that makes a stream, or replaces what it has said before. */
    static Wish wish(ObjectNode body) {
        return new Wish(
                requested(body.path(REQUESTED)),
                method(body.path(DELIVERY)),
                url(body.path(DELIVERY)),
                authorization(body.path(DELIVERY)),
                description(body.path(DESCRIPTION)));
    }

    /** What a receiver changes of what it has said; what is not there stays, and what is null goes. */
    static Wish wish(ObjectNode body, Wish before) {
        Wish said = wish(body);
        boolean delivers = body.has(DELIVERY);
        return new Wish(
                body.has(REQUESTED) ? said.requested() : before.requested(),
                delivers ? said.method() : before.method(),
                delivers ? said.url() : before.url(),
                delivers ? said.authorization() : before.authorization(),
                body.has(DESCRIPTION) ? said.description() : before.description());
    }

    /** That what the transmitter has said is repeated as it is, where it is. */
    static void requireOurs(ObjectNode body, Stream stream) {
        ObjectNode present = of(stream);
        for (String name : OURS) {
            JsonNode given = body.path(name);
            JsonNode said = present.path(name);
            boolean same = (given.isArray() && said.isArray()) ? set(given).equals(set(said)) : given.equals(said);
            if (body.hasNonNull(name) && !same) {
                throw wrong(
                        name, "the value that the transmitter has set, " + present.path(name) + ", or leave it out");
            }
        }
        JsonNode url = body.path(DELIVERY).path(URL);
        boolean polls = body.path(DELIVERY).path("method").asText().equals(Method.POLL.uri());
        if (polls
                && !url.isMissingNode()
                && !url.asText()
                        .equals(Transmitter.poll(stream.issuer(), stream.id().toString()))) {
            throw wrong("delivery.endpoint_url", "none: the transmitter says where to poll");
        }
    }

    private static Set<JsonNode> set(JsonNode array) {
        Set<JsonNode> all = new HashSet<>();
        array.forEach(all::add);
        return all;
    }

    private static @Nullable ImmutableList<String> requested(JsonNode events) {
        if (events.isMissingNode() || events.isNull()) {
            return null;
        }
        ImmutableList.Builder<String> uris = ImmutableList.builder();
        boolean good = events.isArray() && events.size() <= MOST_EVENTS;
        for (JsonNode uri : events) {
            good = good && uri.isTextual() && uri.textValue().length() <= LONGEST_URI;
            uris.add(uri.asText());
        }
        if (!good) {
            throw wrong(REQUESTED, "a list of URIs of events, such as \"" + SecurityEvent.DEACTIVATED.uri() + "\"");
        }
        return uris.build();
    }

    private static Method method(JsonNode delivery) {
        if (delivery.isMissingNode() || delivery.isNull()) {
            return Method.POLL;
        }
        String uri = delivery.path("method").asText();
        for (Method method : Method.values()) {
            if (uri.equals(method.uri())) {
                return method;
            }
        }
        throw wrong("delivery.method", "\"" + Method.PUSH.uri() + "\" or \"" + Method.POLL.uri() + "\"");
    }

    private static String url(JsonNode delivery) {
        if (method(delivery) == Method.POLL) {
            return "";
        }
        String url = delivery.path(URL).asText();
        if (url.isBlank() || url.length() > JsonInput.PROSE) {
            throw wrong("delivery.endpoint_url", "where tokens are pushed to, such as https://example.com/events");
        }
        return url;
    }

    private static String authorization(JsonNode delivery) {
        return method(delivery) == Method.POLL
                ? ""
                : delivery.path("authorization_header").asText();
    }

    private static @Nullable String description(JsonNode description) {
        if (description.isMissingNode() || description.isNull()) {
            return null;
        }
        if (!description.isTextual() || description.textValue().length() > JsonInput.PROSE) {
            throw wrong(DESCRIPTION, "a text of at most " + JsonInput.PROSE + " characters");
        }
        return description.textValue();
    }

    /** A field that has to be a text. */
    static String text(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw wrong(name, "a text");
        }
        return value.textValue();
    }

    /** A field that may be a text, of at most so many characters. */
    static @Nullable String textOrNull(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.textValue().length() > JsonInput.PROSE) {
            throw wrong(name, "a text of at most " + JsonInput.PROSE + " characters");
        }
        return value.textValue();
    }

    static Problem.ProblemException wrong(String field, String accepted) {
        return Problem.badRequest("The field \"" + field + "\" cannot be used: give " + accepted + ".")
                .exception();
    }
}
