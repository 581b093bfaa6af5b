package dev.rollcall.adapters.google.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.adapters.google.simulate.tenant.FieldMask;
import org.jspecify.annotations.Nullable;

/** A response of the fake API. */
record Answer(int status, JsonNode body) {

    static Answer ok(JsonNode body) {
        return new Answer(200, body);
    }

    static Answer error(int status, String domain, String reason, String message) {
        return new Answer(status, Shapes.error(status, domain, reason, message));
    }

    /** The body; of a success only what the mask names. */
    String text(@Nullable String mask) {
        return status == 200 ? FieldMask.apply(mask, body).toString() : body.toString();
    }
}
