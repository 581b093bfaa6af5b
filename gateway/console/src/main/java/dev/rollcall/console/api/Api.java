package dev.rollcall.console.api;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls the node's own admin API with the session of the person who has sent a request to the console. What the browser says about
 * where the request comes from is passed on, so that the API itself refuses a request that a page of another site has sent.
 */
public final class Api {

    private static final String BASE = "/api/v1";
    private static final int MILLIS = 30_000;
    private static final int HTTP = 80;

    /** The value of the query by which a page asks again for what it waits for. */
    public static final String WAITING = "waiting";

    /** What a session is told by, what tells another site's page, and the address that the browser shows behind a proxy. */
    private static final List<String> PASSED_ON =
            List.of("Cookie", "Sec-Fetch-Site", "Origin", "X-Forwarded-Proto", "X-Forwarded-Host");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final WebClient client;
    private final SocketAddress own;
    private final String host;
    private final int port;
    private final boolean isEncrypted;
    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

    /** With all that is taken from the request, because what it asks for may be asked for when the request has been answered. */
    public Api(WebClient client, HttpServerRequest browser) {
        this.client = client;
        this.own = browser.localAddress();
        HostAndPort shown = browser.authority();
        this.host = shown == null ? own.host() : shown.host();
        this.port = shown == null || shown.port() < 0 ? HTTP : shown.port();
        this.isEncrypted = browser.isSSL();
        for (String name : PASSED_ON) {
            String value = browser.getHeader(name);
            if (value != null) {
                headers.set(name, value);
            }
        }
        if (isByItself(browser)) {
            headers.set("Rollcall-By-Itself", "true");
        }
        if (!headers.contains("Sec-Fetch-Site")) {
            // An older browser: the console has compared the Origin before it came to this.
            headers.set("Sec-Fetch-Site", "same-origin");
        }
    }

    /** What a page asks by itself, to follow something or to wait for it, does not keep a session going that nobody uses. */
    private static boolean isByItself(HttpServerRequest browser) {
        boolean isAgain = "true".equals(browser.getHeader("HX-Request")) && browser.getParam(WAITING) != null;
        return isAgain || browser.path().endsWith("/live");
    }

    /** Fails with an {@link ApiProblem}. */
    public <T> Future<Answer<T>> get(String path, Class<T> type) {
        return send(HttpMethod.GET, BASE + path).send().map(answer -> read(answer, JSON.constructType(type)));
    }

    public <T> Future<Listed<T>> list(String path, Class<T> type) {
        JavaType listed = JSON.getTypeFactory().constructParametricType(Listed.class, type);
        return send(HttpMethod.GET, BASE + path)
                .send()
                .map(answer -> Api.<Listed<T>>read(answer, listed).value());
    }

    /** Who is signed in. */
    public Future<SignedIn> session() {
        return send(HttpMethod.GET, "/console/session")
                .send()
                .map(answer -> Api.<SignedIn>read(answer, JSON.constructType(SignedIn.class))
                        .value());
    }

    /** What the change would do now. */
    public Future<Impact> forecast(Write write) {
        String query = (write.path().contains("?") ? "&" : "?") + "dryRun=true&people=200";
        return tryOut(new Write(write.method(), write.path() + query, write.body(), write.ifMatch(), ""), Impact.class);
    }

    /** Asks what changes nothing, by whatever method: it does not matter which page asks. */
    public <T> Future<T> tryOut(Write write, Class<T> type) {
        HttpRequest<Buffer> request =
                send(write.method(), BASE + write.path()).putHeader("Sec-Fetch-Site", "same-origin");
        return send(request, write, false)
                .map(answer -> Api.<T>read(answer, JSON.constructType(type)).value());
    }

    /** Carries it out; the answer's body is read as {@code type}, and an empty one is null. */
    public <T> Future<@Nullable T> carryOut(Write write, Class<T> type) {
        return send(send(write.method(), BASE + write.path()), write, true)
                .map(answer -> isEmpty(answer)
                        ? null
                        : Api.<T>read(answer, JSON.constructType(type)).value());
    }

    /** Ends the session; the answer's cookie is for the browser. */
    public Future<String> signOut() {
        return send(HttpMethod.DELETE, "/console/session").send().map(answer -> {
            require(answer);
            return String.valueOf(answer.getHeader("Set-Cookie"));
        });
    }

    /** Ends every session of whoever is signed in. */
    public Future<Void> signOutEverywhere() {
        return send(HttpMethod.DELETE, "/console/sessions").send().map(answer -> {
            require(answer);
            return null;
        });
    }

    private static Future<HttpResponse<Buffer>> send(HttpRequest<Buffer> request, Write write, boolean isReal) {
        if (!write.ifMatch().isEmpty()) {
            request.putHeader("If-Match", write.ifMatch());
        }
        if (isReal && !write.key().isEmpty()) {
            request.putHeader("Idempotency-Key", write.key());
        }
        if (write.body() == null) {
            return request.send();
        }
        boolean isPatch = write.method().equals(HttpMethod.PATCH);
        return request.putHeader("Content-Type", isPatch ? "application/merge-patch+json" : "application/json")
                .sendBuffer(write.body().toBuffer());
    }

    private HttpRequest<Buffer> send(HttpMethod method, String uri) {
        HttpRequest<Buffer> request =
                client.request(method, own, port, host, uri).ssl(isEncrypted).timeout(MILLIS);
        headers.forEach(request::putHeader);
        return request;
    }

    private static boolean isEmpty(HttpResponse<Buffer> answer) {
        return answer.statusCode() < 400
                && (answer.body() == null || answer.body().length() == 0);
    }

    private static byte[] require(HttpResponse<Buffer> answer) {
        byte[] body = answer.body() == null ? new byte[0] : answer.body().getBytes();
        if (answer.statusCode() >= 400) {
            throw problem(answer.statusCode(), body);
        }
        return body;
    }

    private static <T> Answer<T> read(HttpResponse<Buffer> answer, JavaType type) {
        byte[] body = require(answer);
        try {
            T value = JSON.readValue(body, type);
            String etag = answer.getHeader("ETag");
            return new Answer<>(value, etag == null ? "" : etag);
        } catch (IOException e) {
            throw new ApiProblem(502, "about:blank", "The response could not be read", String.valueOf(e.getMessage()));
        }
    }

    private static ApiProblem problem(int status, byte[] body) {
        try {
            JsonNode document = JSON.readTree(body);
            return new ApiProblem(
                    status,
                    document.path("type").asText("about:blank"),
                    document.path("title").asText("Error " + status),
                    document.path("detail").asText("The gateway gave no reason."));
        } catch (IOException e) {
            return new ApiProblem(status, "about:blank", "Error " + status, "The gateway gave no reason.");
        }
    }
}
