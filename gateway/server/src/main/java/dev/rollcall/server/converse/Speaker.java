package dev.rollcall.server.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.server.converse.Conversation.Exchange;
import dev.rollcall.server.converse.Conversation.Expectation;
import dev.rollcall.spi.simulate.IdpTransport;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays conversations against a gateway. */
public final class Speaker {

    private final IdpTransport wire;
    private final Map<String, String> given;

    /**
     * Someone who speaks.
     *
     * @param wire to one directory
     * @param given what every conversation may name: {@code domain} and {@code token}
     */
    public Speaker(IdpTransport wire, Map<String, String> given) {
        this.wire = wire;
        this.given = Map.copyOf(given);
    }

    /**
     * Says all of it.
     *
     * @param unique stands for {@code {{unique}}}: letters and digits that no conversation with this directory has used
     * @throws ConversationException at the first answer that is not as expected
     * @throws IdpTransport.WireException when no answer came
     */
    public void hold(Conversation conversation, String unique) {
        Map<String, String> known = new HashMap<>(given);
        known.put("unique", unique);
        for (Exchange exchange : conversation.exchanges()) {
            for (int n = 1; n <= exchange.times(); n++) {
                known.put("n", Integer.toString(n));
                Optional<String> difference = said(exchange, known);
                if (difference.isPresent()) {
                    throw new ConversationException(conversation.name(), exchange.line(), difference.get());
                }
            }
        }
    }

    private Optional<String> said(Exchange exchange, Map<String, String> known) {
        try {
            Map<String, String> headers = new HashMap<>();
            exchange.headers().forEach((name, value) -> headers.put(name, new Template(value).fill(known)));
            String body = exchange.body() == null ? null : new Template(exchange.body()).fill(known);
            String target = new Template(exchange.target()).fill(known);
            IdpTransport.Answer answer = wire.send(new IdpTransport.Request(exchange.method(), target, headers, body));
            return difference(exchange.answer(), answer, known)
                    .map(what -> exchange.method() + " " + target + ": " + what + "; the response was "
                            + answer.status() + " " + answer.body());
        } catch (IllegalArgumentException unfilled) {
            return Optional.of(String.valueOf(unfilled.getMessage()));
        }
    }

    private static Optional<String> difference(
            Expectation expected, IdpTransport.Answer answer, Map<String, String> known) {
        if (answer.status() != expected.status()) {
            return Optional.of("the status is " + answer.status() + ", expected " + expected.status());
        }
        for (Map.Entry<String, String> header : expected.headers().entrySet()) {
            List<String> values = answer.headers().getOrDefault(header.getKey(), List.of());
            Optional<Map<String, String>> taken = values.stream()
                    .flatMap(value -> new Template(header.getValue()).match(value, known).stream())
                    .findFirst();
            if (taken.isEmpty()) {
                return Optional.of(header.getKey() + " is " + values + ", expected " + header.getValue());
            }
            known.putAll(taken.get());
        }
        JsonNode body = expected.body();
        return body == null
                ? Optional.empty()
                : new ExpectedBody(expected.exactly(), known).difference(body, json(answer.body()));
    }

    private static JsonNode json(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : ScimJson.parse(body.getBytes(StandardCharsets.UTF_8));
        } catch (ScimException noJson) {
            return MissingNode.getInstance();
        }
    }
}
