package dev.rollcall.server.api.member;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.server.api.Json;
import dev.rollcall.trace.RequestQueries.Found;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Adds to an explanation what an identity provider sent about the user that was accepted against the RFC, above all those parts
 * that have no effect (R29).
 */
final class LeftOut {

    /** Requests that are looked at. */
    static final int MOST = 20;

    private LeftOut() {}

    /**
     * Adds it to an explanation: each sentence once, with the newest request that it is true of.
     *
     * @param deviating requests in which something was accepted against the RFC, newest first
     */
    static ObjectNode add(ObjectNode explanation, List<Found> deviating) {
        ArrayNode deviations = explanation.putArray("deviations");
        ArrayNode sentences = explanation.withArray("sentences");
        Set<String> said = new HashSet<>();
        for (Found request : deviating) {
            for (JsonNode one :
                    ScimJson.parse(Objects.requireNonNull(request.deviations()).getBytes(StandardCharsets.UTF_8))) {
                String detail = one.path("detail").asText();
                if (!said.add(detail)) {
                    continue;
                }
                boolean leftOut = one.path("leftOut").asBoolean();
                deviations.add(Json.object()
                        .put("at", request.at().toString())
                        .put("request", request.requestId().toString())
                        .put("rule", one.path("rule").asText())
                        .put("leftOut", leftOut)
                        .put("detail", detail));
                if (leftOut) {
                    sentences.add("Not everything that the identity provider sent at " + request.at()
                            + " has an effect: " + detail + " (request " + request.requestId() + ").");
                }
            }
        }
        return explanation;
    }
}
