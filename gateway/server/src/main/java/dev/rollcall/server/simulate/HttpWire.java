package dev.rollcall.server.simulate;

import dev.rollcall.resilience.Causes;
import dev.rollcall.spi.simulate.IdpTransport;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A transport over HTTP/1.1, as identity providers use it; everything that is sent or received is noted in a {@link Score}. Sends
 * the headers that it is given and no others, except Host, Content-Length and, where it is not among them, Authorization.
 */
public final class HttpWire implements IdpTransport, AutoCloseable {

    /** As long as identity providers wait. */
    private static final long PATIENCE_SECONDS = 60;

    private static final int CONNECT_MILLIS = 5_000;

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final HttpClient client;
    private final String base;
    private final String authorization;
    private final Score score;

    /**
     * Makes a wire to one directory.
     *
     * @param base the directory's base URL
     * @param token its credential
     * @param connections how many requests may be under way at once
     */
    public HttpWire(String base, String token, int connections, Score score) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setKeepAlive(true),
                new PoolOptions().setHttp1MaxSize(connections));
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        this.authorization = "Bearer " + token;
        this.score = score;
    }

    @Override
    public Answer send(Request request) {
        long start = System.nanoTime();
        try {
            Answer answer = exchange(request).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            score.answered(answer, System.nanoTime() - start);
            return answer;
        } catch (Exception e) {
            score.noAnswer();
            throw new WireException(request.method() + " " + path(request) + " got no response: " + Causes.words(e), e);
        }
    }

    @Override
    public void unexpected(Request request, Answer answer, String why) {
        score.unexpected(request.method() + " " + path(request) + " -> " + answer.status() + ": " + why);
    }

    /**
     * All on one event loop: a thread of its own could come too late to see a body that has arrived already, and would wait for it
     * in vain.
     */
    private Future<Answer> exchange(Request request) {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(base + request.target())
                .setMethod(HttpMethod.valueOf(request.method()));
        Promise<Answer> answer = Promise.promise();
        loop.runOnContext(v -> client.request(options)
                .compose(http -> send(http, request))
                .compose(response -> response.body().map(body -> answer(response, body)))
                .onComplete(answer));
        return answer.future();
    }

    private Future<HttpClientResponse> send(HttpClientRequest http, Request request) {
        http.putHeader("Authorization", authorization);
        request.headers().forEach(http::putHeader);
        String body = request.body();
        return body == null ? http.send() : http.send(Buffer.buffer(body));
    }

    private static Answer answer(HttpClientResponse response, Buffer body) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String name : response.headers().names()) {
            headers.put(name.toLowerCase(Locale.ROOT), response.headers().getAll(name));
        }
        return new Answer(response.statusCode(), headers, text(body, response.getHeader("Content-Encoding")));
    }

    private static String text(Buffer body, @Nullable String encoding) {
        byte[] bytes = body.getBytes();
        if (bytes.length == 0 || encoding == null) {
            return body.toString(StandardCharsets.UTF_8);
        }
        ByteArrayInputStream packed = new ByteArrayInputStream(bytes);
        try {
            return switch (encoding) {
                case "gzip" -> new String(new GZIPInputStream(packed).readAllBytes(), StandardCharsets.UTF_8);
                case "deflate" -> new String(new InflaterInputStream(packed).readAllBytes(), StandardCharsets.UTF_8);
                default -> body.toString(StandardCharsets.UTF_8);
            };
        } catch (IOException e) {
            throw new UncheckedIOException("a response in broken " + encoding, e);
        }
    }

    /** Without the query, which may hold a person's address. */
    private static String path(Request request) {
        int query = request.target().indexOf('?');
        return query < 0 ? request.target() : request.target().substring(0, query) + "?...";
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
