package dev.rollcall.adapters.google.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.google.simulate.tenant.GoogleUser;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the channels on which the fake reports changed users. As at Google, a report carries a token but no signature.
 * Thread-safe.
 */
public final class Channels {

    private static final String RESOURCE = "fake-users-resource";

    private final HttpClient client;
    private final InstantSource time;
    private final Map<String, Channel> open = new ConcurrentHashMap<>();
    private final List<Future<?>> told = new CopyOnWriteArrayList<>();
    private volatile Duration longest = Duration.ofHours(6);
    private volatile boolean silent;
    private volatile boolean refuses;
    private volatile int times = 1;

    /** One channel, and how many messages it has had. */
    private record Channel(String id, String address, String token, Instant until, AtomicLong messages) {}

    public Channels(Vertx vertx, InstantSource time) {
        this.client = vertx.createHttpClient();
        this.time = time;
    }

    /** No channel lives longer, whatever is asked for. */
    public void longest(Duration value) {
        longest = value;
    }

    /** From now on nothing is told, as if it were lost on the way. */
    public void silent(boolean value) {
        silent = value;
    }

    /** From now on no channel is opened, as for an address that Google does not accept. */
    public void refuse(boolean value) {
        refuses = value;
    }

    /** Each thing is told so many times. */
    public void times(int value) {
        times = value;
    }

    /** Ids of the channels that have not ended. */
    public List<String> open() {
        List<String> ids = new ArrayList<>();
        open.values().forEach(channel -> {
            if (channel.until().isAfter(time.instant())) {
                ids.add(channel.id());
            }
        });
        return List.copyOf(ids);
    }

    /** Done when all that was told until now was answered, or failed. */
    public Future<Void> delivered() {
        return Future.join(List.copyOf(told)).transform(done -> Future.succeededFuture());
    }

    Answer watch(JsonNode body) {
        String id = body.path("id").asText();
        if (refuses) {
            return Answer.error(401, "global", "webhookUrlUnauthorized", "Unauthorized WebHook callback channel");
        }
        if (id.isEmpty() || !body.path("type").asText().equals("web_hook")) {
            return Answer.error(400, "global", "required", "Required");
        }
        if (open.containsKey(id)) {
            return Answer.error(400, "global", "channelIdNotUnique", "Channel id " + id + " not unique");
        }
        long asked = body.path("params").path("ttl").asLong(7_200);
        Instant until = time.instant().plusSeconds(Math.min(asked, longest.toSeconds()));
        Channel channel = new Channel(
                id, body.path("address").asText(), body.path("token").asText(), until, new AtomicLong());
        open.put(id, channel);
        tell(channel, "sync", null);
        return Answer.ok(JsonNodeFactory.instance
                .objectNode()
                .put("kind", "api#channel")
                .put("id", id)
                .put("resourceId", RESOURCE)
                .put("resourceUri", "https://admin.googleapis.com/admin/directory/v1/users")
                .put("token", channel.token())
                .put("expiration", Long.toString(until.toEpochMilli())));
    }

    Answer stop(JsonNode body) {
        return open.remove(body.path("id").asText()) == null
                ? Answer.error(404, "global", "notFound", "Channel not found")
                : new Answer(204, JsonNodeFactory.instance.objectNode());
    }

    /** Tells on every channel. */
    void changed(String event, GoogleUser user) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "admin#directory#user")
                .put("id", user.id())
                .put("etag", "\"fake\"")
                .put("primaryEmail", user.primaryEmail());
        for (Channel channel : open.values()) {
            if (channel.until().isAfter(time.instant()) && !silent) {
                for (int i = 0; i < times; i++) {
                    tell(channel, event, body);
                }
            }
        }
    }

    private void tell(Channel channel, String event, @Nullable ObjectNode body) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("X-Goog-Channel-ID", channel.id())
                .set("X-Goog-Channel-Token", channel.token())
                .set("X-Goog-Channel-Expiration", channel.until().toString())
                .set("X-Goog-Resource-ID", RESOURCE)
                .set("X-Goog-Resource-State", event)
                .set("X-Goog-Message-Number", Long.toString(channel.messages().incrementAndGet()))
                .set("Content-Type", "application/json; utf-8");
        RequestOptions to = new RequestOptions()
                .setAbsoluteURI(channel.address())
                .setMethod(HttpMethod.POST)
                .setHeaders(headers);
        // One step on the event loop: another thread could come too late to see a body that has arrived already.
        told.add(client.request(to)
                .compose(request -> request.send(body == null ? "" : body.toString())
                        .compose(response -> response.body().map(response.statusCode()))));
    }

    void close() {
        client.close();
    }
}
