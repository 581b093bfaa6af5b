package dev.rollcall.bench;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/** A plain SCIM client with one kept connection for each request in flight. */
final class ScimClient implements AutoCloseable {

    private final Stage stage;
    private final HttpClient client;

    ScimClient(Stage stage, int connections) {
        this.stage = stage;
        this.client = stage.vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true).setTcpNoDelay(true),
                new PoolOptions().setHttp1MaxSize(connections));
    }

    /** Sends; fails unless the answer has the status. */
    Future<Buffer> send(HttpMethod method, String path, String body, int expected) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost("127.0.0.1")
                .setPort(stage.port)
                .setURI("/scim/v2/" + stage.directory.id() + path)
                .putHeader("Authorization", "Bearer " + stage.token)
                .putHeader("Content-Type", "application/scim+json");
        return client.request(options)
                .compose(request -> request.send(body))
                .compose(response -> response.body()
                        .compose(answer -> response.statusCode() == expected
                                ? Future.succeededFuture(answer)
                                : Future.failedFuture(
                                        method + " " + path + ": " + response.statusCode() + " " + answer)));
    }

    @Override
    public void close() {
        client.close().await();
    }
}
