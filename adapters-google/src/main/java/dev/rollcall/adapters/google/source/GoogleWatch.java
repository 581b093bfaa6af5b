package dev.rollcall.adapters.google.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.adapters.google.source.api.GoogleApi;
import dev.rollcall.adapters.google.source.api.GoogleFailure;
import dev.rollcall.adapters.google.source.api.GoogleJson;
import dev.rollcall.adapters.google.source.api.GoogleSettings;
import dev.rollcall.adapters.google.source.api.Meaning;
import dev.rollcall.adapters.google.source.api.Meaning.Asked;
import dev.rollcall.spi.pull.Notification;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceException.Kind;
import dev.rollcall.spi.pull.SourceWatch;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opens and stops notification channels of the Directory API, for all users of the customer and for every event. Google has none
 * for groups.
 */
final class GoogleWatch implements SourceWatch {

    /** As long as Google has been seen to grant; what it answers counts. */
    private static final long SECONDS = 21_600;

    private static final Pattern USER_ID = Pattern.compile("[0-9]{1,40}");

    private final GoogleApi api;
    private final GoogleSettings settings;
    private final Meaning meaning;

    GoogleWatch(GoogleApi api, GoogleSettings settings, Meaning meaning) {
        this.api = api;
        this.settings = settings;
        this.meaning = meaning;
    }

    @Override
    public Future<Channel> open(UUID id, String address, String token) {
        JsonObject body = new JsonObject()
                .put("id", id.toString())
                .put("type", "web_hook")
                .put("address", address)
                .put("token", token)
                .put("params", new JsonObject().put("ttl", Long.toString(SECONDS)));
        return api.post("directory/v1/users/watch", Map.of("customer", settings.customer()), body)
                .map(GoogleWatch::channel)
                .recover(failure -> Future.failedFuture(told(failure)));
    }

    private static Channel channel(@Nullable JsonNode body) {
        String resource = body == null ? "" : body.path("resourceId").asText();
        long until = body == null ? 0 : body.path("expiration").asLong();
        if (body == null || resource.isEmpty() || until <= 0) {
            throw new SourceException(
                    Kind.INCOMPLETE, "Google opened a channel for notifications without saying which or until when.");
        }
        return new Channel(UUID.fromString(body.path("id").asText()), resource, Instant.ofEpochMilli(until));
    }

    @Override
    public Future<Void> stop(Channel channel) {
        JsonObject body = new JsonObject().put("id", channel.id().toString()).put("resourceId", channel.resource());
        return api.post("directory_v1/channels/stop", Map.of(), body)
                .<Void>mapEmpty()
                .recover(failure -> failure instanceof GoogleFailure google && google.status() == 404
                        ? Future.succeededFuture()
                        : Future.failedFuture(told(failure)));
    }

    private SourceException told(Throwable failure) {
        return failure instanceof SourceException already
                ? already
                : meaning.of(failure, Asked.ONE).exception();
    }

    /**
     * Reads a notification; empty when it is none. Its body is not believed but for whom to read again.
     *
     * @param header gives the value of a header; null when there is none
     */
    static Optional<Notification> notification(Function<String, @Nullable String> header, String body) {
        String channel = header.apply("X-Goog-Channel-ID");
        String token = header.apply("X-Goog-Channel-Token");
        if (channel == null || token == null) {
            return Optional.empty();
        }
        try {
            JsonNode user = GoogleJson.parse(Buffer.buffer(body));
            String id = user == null ? null : user.path("id").textValue();
            boolean isUser = id != null
                    && !"sync".equals(header.apply("X-Goog-Resource-State"))
                    && USER_ID.matcher(id).matches();
            return Optional.of(new Notification(UUID.fromString(channel), token, isUser ? id : null));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
