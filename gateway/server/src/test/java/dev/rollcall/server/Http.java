package dev.rollcall.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests as a test writes them: {@code Http.get(url).header("X", "y").send()}. */
public final class Http {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = new JsonMapper();

    private final String method;
    private final String url;
    private final List<String> headers = new ArrayList<>();
    private String body = "";
    private byte @Nullable [] bytes;

    /** An answer. */
    public record Answer(HttpResponse<String> raw) {
        public int status() {
            return raw.statusCode();
        }

        public String body() {
            return raw.body();
        }

        public JsonNode json() {
            try {
                return JSON.readTree(raw.body());
            } catch (IOException e) {
                throw new UncheckedIOException("not JSON: " + raw.body(), e);
            }
        }

        /** The header's value, or "" when there is none. */
        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    private Http(String method, String url) {
        this.method = method;
        this.url = url;
    }

    public static Http get(String url) {
        return new Http("GET", url);
    }

    public static Http request(String method, String url) {
        return new Http(method, url);
    }

    public Http bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    public Http header(String name, String value) {
        headers.add(name);
        headers.add(value);
        return this;
    }

    public Http body(String text) {
        return exactly(text.replace('\'', '"'));
    }

    /** A body in which ' is '. */
    public Http exactly(String text) {
        body = text;
        return this;
    }

    /** A body that is no text in UTF-8. */
    public Http bytes(byte[] content) {
        bytes = content;
        return this;
    }

    private HttpRequest.BodyPublisher publisher() {
        if (bytes != null) {
            return BodyPublishers.ofByteArray(bytes);
        }
        return body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    }

    public Answer send() {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url)).method(method, publisher());
        if (!headers.isEmpty()) {
            builder.headers(headers.toArray(String[]::new));
        }
        try {
            Answer answer = new Answer(CLIENT.send(builder.build(), BodyHandlers.ofString()));
            ApiContract.check(new ApiContract.Exchanged(
                    method, URI.create(url), body, answer.status(), answer.header("Content-Type"), answer.body()));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
