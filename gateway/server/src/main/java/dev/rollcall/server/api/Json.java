package dev.rollcall.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The shapes that all answers of the API share. */
public final class Json {

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A list, in an object so that something can stand beside it. */
    public static ObjectNode items(List<? extends JsonNode> items) {
        ObjectNode body = object();
        body.putArray("items").addAll(items);
        return body;
    }

    public static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    public static Future<Void> send(RoutingContext context, JsonNode body) {
        return context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(ScimJson.write(body)));
    }
}
