package dev.rollcall.bench.kit;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is kept open: a request, its response, the next request. Responses have a Content-Length, are
 * chunked or, with 204, have no body.
 */
final class Connection {

    private static final String LENGTH = "content-length:";
    private static final String CHUNKS = "transfer-encoding: chunked";
    private static final String LINE_END = "\r\n";
    private static final int HEXADECIMAL = 16;
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final NetClient client;
    private final int port;
    private volatile @Nullable NetSocket socket;
    private Buffer received = Buffer.buffer();
    private Promise<Answer> waiting = Promise.promise();

    record Answer(int status, String body) {}

    private Connection(NetClient client, int port) {
        this.client = client;
        this.port = port;
    }

    static Future<Connection> open(NetClient client, int port) {
        Connection connection = new Connection(client, port);
        return connection.connect().map(connection);
    }

    private Future<NetSocket> connect() {
        return client.connect(port, "127.0.0.1").onSuccess(open -> {
            socket = open;
            open.handler(this::take);
            open.exceptionHandler(failure -> waiting.tryFail(failure));
            open.closeHandler(v -> {
                socket = null;
                waiting.tryFail("the connection was closed");
            });
        });
    }

    /** Sends, over a new connection where the gateway has closed one that was idle. */
    Future<Answer> send(String request) {
        Promise<Answer> answer = Promise.promise();
        waiting = answer;
        NetSocket open = socket;
        Future<NetSocket> ready = open == null ? connect() : Future.succeededFuture(open);
        ready.compose(to -> to.write(Buffer.buffer(request.getBytes(StandardCharsets.US_ASCII))))
                .onFailure(answer::tryFail);
        return answer.future();
    }

    private void take(Buffer chunk) {
        received.appendBuffer(chunk);
        String text = received.toString(StandardCharsets.ISO_8859_1);
        int headersEnd = text.indexOf("\r\n\r\n");
        if (headersEnd < 0) {
            return;
        }
        String body = body(text.substring(0, headersEnd), text.substring(headersEnd + 4));
        if (body == null) {
            return;
        }
        received = Buffer.buffer();
        int status = Integer.parseInt(text.substring(STATUS_AT, STATUS_AT + 3));
        waiting.complete(new Answer(status, body));
    }

    /** The body, or null while it is not there to its end. */
    private static @Nullable String body(String headers, String sent) {
        if (headers.toLowerCase(Locale.ROOT).contains(CHUNKS)) {
            return sent.endsWith(LINE_END + "0" + LINE_END + LINE_END) ? joined(sent) : null;
        }
        return sent.length() < contentLength(headers) ? null : sent;
    }

    private static String joined(String chunks) {
        StringBuilder body = new StringBuilder(chunks.length());
        int at = 0;
        while (true) {
            int lineEnd = chunks.indexOf(LINE_END, at);
            int length = Integer.parseInt(chunks, at, lineEnd, HEXADECIMAL);
            if (length == 0) {
                return body.toString();
            }
            int begin = lineEnd + LINE_END.length();
            body.append(chunks, begin, begin + length);
            at = begin + length + LINE_END.length();
        }
    }

    private static int contentLength(String headers) {
        int at = headers.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        if (at < 0) {
            return 0;
        }
        int end = headers.indexOf('\r', at);
        return Integer.parseInt(headers.substring(at + LENGTH.length(), end < 0 ? headers.length() : end)
                .strip());
    }

    void close() {
        NetSocket open = socket;
        if (open != null) {
            open.close().await();
        }
    }
}
