package dev.rollcall.adapters.google.source.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.resilience.Guard;
import dev.rollcall.resilience.Limits;
import dev.rollcall.resilience.RefusedException;
import dev.rollcall.resilience.RetryAfter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls to the Directory API, behind one guard that limits how many there are per minute and at once, repeats those whose failure
 * may be temporary, and pauses when almost all fail.
 */
public final class GoogleApi implements AutoCloseable {

    private static final String ROOT = "/admin/";
    private static final String DIRECTORY = "directory/v1/";
    private static final String REPORTS = "reports/v1/activity/users/all/applications/";

    /** Google packs answers only when it is told so twice. */
    private static final String AGENT = "rollcall (gzip)";

    private static final int ATTEMPTS = 8;
    private static final int DOUBLINGS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONNECT_MILLIS = 10_000;

    private final WebClient client;
    private final GoogleTokens tokens;
    private final GoogleSettings settings;
    private final SharedLimits shared;
    private final Guard guard;
    private final AtomicLong calls = new AtomicLong();
    private final InstantSource time;
    private final AtomicBoolean closed = new AtomicBoolean();

    public GoogleApi(Vertx vertx, GoogleSettings settings, InstantSource time, SharedLimits shared) {
        this.settings = settings;
        this.time = time;
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setDecompressionSupported(true)
                        .setFollowRedirects(false)
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setUserAgent(AGENT),
                new PoolOptions().setHttp1MaxSize(SharedLimits.AT_ONCE));
        this.tokens = new GoogleTokens(vertx, client, settings, time);
        this.shared = shared;
        Limits limits = limits(settings);
        this.guard = Guard.of(vertx, "directory", limits, shared.take(vertx, settings, limits));
    }

    private static Limits limits(GoogleSettings settings) {
        Duration first = settings.source().pace().firstPause();
        return Limits.of(PATIENCE, SharedLimits.AT_ONCE)
                .with(new Limits.Retries(ATTEMPTS, first, first.multipliedBy(DOUBLINGS), GoogleApi::passes))
                .with(new Limits.Breaker(50, 25, 90, Duration.ofSeconds(30), 3, GoogleApi::passes));
    }

    /** Whether the same call may succeed later by itself: whatever comes from the connection does. */
    private static boolean passes(Throwable failure) {
        if (failure instanceof GoogleFailure google) {
            return google.passes();
        }
        return !(failure instanceof TokenRefused)
                && !(failure instanceof KeylessRefused)
                && !(failure instanceof RefusedException);
    }

    public String circuit() {
        return guard.isResting() ? "open" : guard.state().equals("open") ? "half_open" : guard.state();
    }

    public long calls() {
        return calls.get();
    }

    public GoogleTokens tokens() {
        return tokens;
    }

    InstantSource time() {
        return time;
    }

    /** The path of an object: each part as it is, encoded here. */
    public static String path(String... parts) {
        return Stream.of(parts).map(GoogleApi::encoded).collect(Collectors.joining("/"));
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Asks for an object or a page.
     *
     * @param kind what the answer must say it is; anything else is not believed
     * @return fails with {@link GoogleFailure}, {@link TokenRefused}, {@link KeylessRefused}, or what a guard or connection fails with
     */
    public Future<JsonNode> get(String path, Map<String, String> query, String kind) {
        AtomicInteger unknown = new AtomicInteger();
        return guard.call(() -> tokens.token().compose(token -> {
            calls.incrementAndGet();
            return request(HttpMethod.GET, DIRECTORY + path, query)
                    .bearerTokenAuthentication(token)
                    .send()
                    .map(response -> read(response, kind, token, unknown));
        }));
    }

    /**
     * Asks for a page of the audit log, with an access token of its own.
     *
     * @param log its name
     * @return fails as {@link #get}
     */
    public Future<JsonNode> report(String log, Map<String, String> query) {
        AtomicInteger unknown = new AtomicInteger();
        return guard.call(() -> tokens.token(GoogleSettings.REPORTS_SCOPE).compose(token -> {
            calls.incrementAndGet();
            return request(HttpMethod.GET, REPORTS + path(log), query)
                    .bearerTokenAuthentication(token)
                    .send()
                    .map(response -> read(response, "", token, unknown));
        }));
    }

    /**
     * Asks Google to do something.
     *
     * @param path behind {@code /admin/}
     * @return null where there is nothing to answer; fails as {@link #get}
     */
    public Future<@Nullable JsonNode> post(String path, Map<String, String> query, JsonObject body) {
        AtomicInteger unknown = new AtomicInteger();
        return guard.call(() -> tokens.token().compose(token -> {
            calls.incrementAndGet();
            return request(HttpMethod.POST, path, query)
                    .bearerTokenAuthentication(token)
                    .sendJsonObject(body)
                    .map(response -> response.statusCode() == 204 ? null : read(response, "", token, unknown));
        }));
    }

    private HttpRequest<Buffer> request(HttpMethod method, String path, Map<String, String> query) {
        Map<String, String> all = new LinkedHashMap<>(query);
        all.put("prettyPrint", "false");
        HttpRequest<Buffer> request = client.requestAbs(method, settings.apiOrigin() + ROOT + path);
        all.forEach(request::addQueryParam);
        return request;
    }

    private JsonNode read(HttpResponse<Buffer> response, String kind, String token, AtomicInteger unknown) {
        JsonNode body = GoogleJson.parse(response.bodyAsBuffer());
        int status = response.statusCode();
        if (status == 200 && body != null) {
            if (!kind.isEmpty() && !body.path("kind").asText().equals("admin#directory#" + kind)) {
                throw GoogleFailure.unreadable("an answer that is not of the kind that was asked for");
            }
            return body;
        }
        if (status == 200) {
            throw GoogleFailure.unreadable("an answer that is not JSON");
        }
        boolean isOfCallback = body != null && body.path("error").toString().contains("webhookUrl");
        if (status == 401 && !isOfCallback) {
            tokens.forget(token);
            if (unknown.incrementAndGet() < ATTEMPTS - 1) {
                throw GoogleFailure.unreadable("an access token that is not known any more");
            }
        }
        throw GoogleFailure.of(
                status,
                body,
                String.valueOf(response.bodyAsString()),
                RetryAfter.read(response.getHeader("Retry-After"), time.instant())
                        .orElse(null));
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            shared.giveBack(settings);
        }
        client.close();
    }
}
