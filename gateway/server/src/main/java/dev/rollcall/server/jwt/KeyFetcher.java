package dev.rollcall.server.jwt;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Fetches JWK sets over HTTP. Follows no redirect, waits a few seconds, reads no more than a set can have. */
final class KeyFetcher {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LARGEST = 512 * 1024;

    private final Vertx vertx;
    private final HttpClient client;

    KeyFetcher(Vertx vertx) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(PATIENCE.toMillis()))
                .setKeepAlive(false));
    }

    /** The keys at that URL; fails with a message that names the trouble in a few words. */
    Future<SigningKeys> fetch(String url) {
        RequestOptions request = new RequestOptions()
                .setAbsoluteURI(url)
                .setMethod(HttpMethod.GET)
                .setFollowRedirects(false)
                .setTimeout(PATIENCE.toMillis())
                .putHeader("Accept", "application/jwk-set+json, application/json");
        return client.request(request)
                .compose(sent -> sent.send().compose(KeyFetcher::body))
                .timeout(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .map(body -> SigningKeys.of(vertx, new JsonObject(body)));
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        if (response.statusCode() != 200) {
            whole.fail("the response has status " + response.statusCode());
            response.request().reset();
            return whole.future();
        }
        response.handler(piece -> {
            body.appendBuffer(piece);
            if (body.length() > LARGEST) {
                whole.tryFail("the response is larger than " + LARGEST + " bytes");
                response.request().reset();
            }
        });
        response.endHandler(end -> whole.tryComplete(body));
        return whole.future();
    }
}
