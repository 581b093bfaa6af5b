package dev.rollcall.adapters.google.source.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads responses of Google, which are JSON most of the time. */
public final class GoogleJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private GoogleJson() {}

    /** The object; null when it is anything else. */
    public static @Nullable JsonNode parse(@Nullable Buffer body) {
        try {
            JsonNode json = body == null ? null : JSON.readTree(body.getBytes());
            return json == null || !json.isObject() ? null : json;
        } catch (IOException e) {
            return null;
        }
    }
}
