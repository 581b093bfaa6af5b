package dev.rollcall.adapters.google.simulate;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads several calls from one request, and writes their results into one response ({@code multipart/mixed}), in the form that
 * Google's clients use.
 */
final class Batch {

    /** The path of today's clients, the one that the reference names, and the one of older clients. */
    static final Set<String> PATHS = Set.of("/batch", "/batch/admin/directory_v1", "/batch/admin/directory/v1");

    static final int MOST = 1_000;

    private static final String BOUNDARY = "batch_fake";

    private Batch() {}

    /**
     * One call.
     *
     * @param id its {@code Content-ID}, as it stands there
     * @param token its own access token; null when that of the whole counts
     */
    record Part(
            String id,
            String method,
            String path,
            Map<String, String> query,
            @Nullable String token) {}

    /** The calls of a body; none when it is not one of calls. */
    static List<Part> read(@Nullable String contentType, String body) {
        int at = contentType == null ? -1 : contentType.indexOf("boundary=");
        if (contentType == null || at < 0) {
            return List.of();
        }
        String boundary =
                contentType.substring(at + 9).replace("\"", "").split(";", 2)[0].strip();
        List<Part> parts = new ArrayList<>();
        for (String text : body.split("--" + Pattern.quote(boundary), -1)) {
            String[] outerAndInner = text.strip().split("\r?\n\r?\n", 2);
            if (outerAndInner.length == 2) {
                parts.add(part(headers(outerAndInner[0]).getOrDefault("content-id", ""), outerAndInner[1].strip()));
            }
        }
        return parts;
    }

    private static Part part(String id, String inner) {
        String[] lineAndRest = inner.split("\r?\n", 2);
        String[] words = lineAndRest[0].split(" ", -1);
        URI uri = URI.create(words[1]);
        Map<String, String> headers =
                headers(lineAndRest.length < 2 ? "" : lineAndRest[1].split("\r?\n\r?\n", 2)[0]);
        String bearer = headers.getOrDefault("authorization", "");
        return new Part(
                id,
                words[0],
                String.valueOf(uri.getPath()),
                query(uri.getRawQuery()),
                bearer.startsWith("Bearer ") ? bearer.substring(7) : null);
    }

    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new HashMap<>();
        for (String line : text.split("\r?\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** What the response says of itself. */
    static String contentType() {
        return "multipart/mixed; boundary=" + BOUNDARY;
    }

    /** The answers, each with the id of its call. */
    static String write(List<Part> parts, List<Answer> answers) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            Answer answer = answers.get(i);
            String id = parts.get(i).id().replaceFirst("^<", "<response-");
            body.append("--" + BOUNDARY + "\r\nContent-Type: application/http\r\nContent-ID: ")
                    .append(id)
                    .append("\r\n\r\nHTTP/1.1 ")
                    .append(answer.status())
                    .append(answer.status() == 200 ? " OK" : " Error")
                    .append("\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n")
                    .append(answer.text(parts.get(i).query().get("fields")))
                    .append("\r\n");
        }
        return body.append("--" + BOUNDARY + "--\r\n").toString();
    }
}
