package dev.rollcall.server.scim;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * Sends the body of a response while it is made. A small one is sent whole, with its length; a large one in chunks, each of which
 * waits until the client has taken those before it.
 */
final class ResponseStream {

    private static final int CHUNK = 64 * 1024;

    private final HttpServerResponse response;
    private Buffer gathered = Buffer.buffer();

    ResponseStream(HttpServerResponse response) {
        this.response = response;
    }

    ResponseStream add(String text) {
        gathered.appendString(text);
        return this;
    }

    ResponseStream add(byte[] json, int from, int to) {
        gathered.appendBytes(json, from, to - from);
        return this;
    }

    /** Sends what was gathered, if it is a chunk by now; done when more may be added. */
    Future<Void> flush() {
        if (gathered.length() < CHUNK) {
            return Future.succeededFuture();
        }
        Buffer chunk = gathered;
        gathered = Buffer.buffer();
        if (!response.headWritten()) {
            response.setChunked(true);
        }
        return response.write(chunk);
    }

    Future<Void> end() {
        return response.end(gathered);
    }

    /** Ends an answer that cannot be completed: once a part is sent, all that is left is to break off. */
    Future<Void> abort(Throwable failure) {
        if (response.headWritten()) {
            response.reset();
        }
        return Future.failedFuture(failure);
    }
}
