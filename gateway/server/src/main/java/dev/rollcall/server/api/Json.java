package dev.rollcall.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends JSON in the shapes that all responses of the API share. */
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

    /**
     * Sends a body with the status that is set, 200 if none is; 304 without it to a client that has it (RFC 9110
     * section 13.1.2).
     */
    public static Future<Void> send(RoutingContext context, JsonNode body) {
        if (EntityTags.isKnown(context)) {
            return context.response()
                    .setStatusCode(304)
                    .putHeader("Cache-Control", "no-store")
                    .end();
        }
        context.response().putHeader("Content-Type", "application/json").putHeader("Cache-Control", "no-store");
        return StoredResponse.send(context, ScimJson.write(body));
    }

    /** Answers 204: done, and there is nothing to show. */
    public static Future<Void> sendNothing(RoutingContext context) {
        context.response().setStatusCode(204);
        return StoredResponse.send(context, new byte[0]);
    }
}
