package dev.rollcall.adapters.google.simulate;

import dev.rollcall.adapters.google.simulate.Faults.Fault;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads requests and writes responses as Google's servers do. */
final class Responses {

    private static final String JSON = "application/json; charset=UTF-8";

    private Responses() {}

    static void form(HttpServerRequest request, Function<Map<String, String>, TokenDesk.Reply> answer) {
        request.setExpectMultipart(true);
        request.end().onSuccess(v -> send(request, answer.apply(map(request.formAttributes()))));
    }

    static void send(HttpServerRequest request, TokenDesk.Reply reply) {
        send(request, reply.status(), JSON, reply.body().toString());
    }

    static void send(HttpServerRequest request, Answer answer) {
        send(request, answer.status(), JSON, answer.text(null));
    }

    static void answer(HttpServerRequest request, int status, String text, Fault fault) {
        if (fault == Fault.TORN) {
            request.response()
                    .putHeader("Content-Type", JSON)
                    .putHeader("Content-Encoding", "identity")
                    .putHeader("Content-Length", Integer.toString(text.getBytes(StandardCharsets.UTF_8).length + 10))
                    .write(text.substring(0, text.length() / 2))
                    .onComplete(done -> request.response().reset());
            return;
        }
        send(request, status, JSON, text);
    }

    static void html(HttpServerRequest request, int status) {
        send(
                request,
                status,
                "text/html; charset=UTF-8",
                "<!DOCTYPE html><html><title>Error " + status + "</title><p>That is an error.</html>");
    }

    static void send(HttpServerRequest request, int status, String type, String body) {
        HttpServerResponse response = request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", type)
                .putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(OffsetDateTime.now(ZoneOffset.UTC)));
        String agent = request.getHeader("User-Agent");
        if (agent == null || !agent.contains("gzip")) {
            response.putHeader("Content-Encoding", "identity");
        }
        if (status == 204) {
            response.end();
        } else {
            response.end(body);
        }
    }

    static @Nullable String bearer(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        return header == null || !header.startsWith("Bearer ") ? null : header.substring(7);
    }

    static Map<String, String> map(MultiMap values) {
        Map<String, String> map = new HashMap<>();
        values.forEach(map::putIfAbsent);
        return map;
    }
}
