package dev.rollcall.bench.console;

import dev.rollcall.bench.kit.Stage;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Acts as a browser that is signed in to the console: loads one page after the other over one connection, compressed. */
final class Browser {

    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/console/assets/[^\"#]+)");
    private static final Pattern WAITING = Pattern.compile("class=\"working\"[^>]* hx-get=\"([^\"]+)\"");
    private static final String API = "/api/v1";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Stage stage;
    private final String cookie;

    /**
     * A page that was loaded.
     *
     * @param micros until its last byte was there
     * @param bytes of its body as they were sent
     */
    record Loaded(int status, long micros, int bytes, String html) {}

    /**
     * Signs in by a link.
     *
     * @param at what the link is asked for below the API, such as {@code /organizations/demo}; empty for the operator
     */
    Browser(Stage stage, String at) {
        this.stage = stage;
        JsonObject link = api("POST", at + "/sign-in-links", new JsonObject().put("subject", "ada@demo.example"));
        String url = link.getString("url");
        HttpResponse<byte[]> session = send(request("/console/session")
                .header("Content-Type", "application/json")
                .header("Origin", base())
                .POST(BodyPublishers.ofString(new JsonObject()
                        .put("code", url.substring(url.indexOf('#') + 1))
                        .encode())));
        String set = session.headers().firstValue("Set-Cookie").orElseThrow();
        this.cookie = set.substring(0, set.indexOf(';'));
    }

    /** What the operator is answered by the API. */
    JsonObject api(String method, String path, JsonObject body) {
        HttpResponse<byte[]> answer = send(request(API + path)
                .header("Authorization", "Bearer " + stage.operator)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode())));
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(method + " " + path + ": " + text);
        }
        return new JsonObject(text.isEmpty() ? "{}" : text);
    }

    /** The id of the first of a list, or "none". */
    String first(String path) {
        var items = api("GET", path, new JsonObject()).getJsonArray("items");
        return items.isEmpty() ? "none" : items.getJsonObject(0).getString("id");
    }

    String cookie() {
        return cookie;
    }

    Loaded load(String path) {
        return load(request(path));
    }

    /** As the script of a page that is open asks. */
    Loaded loadPart(String path) {
        return load(request(path).header("HX-Request", "true"));
    }

    /** What the page asks again for until it is ready. */
    Optional<String> waitsFor(Loaded page) {
        Matcher matcher = WAITING.matcher(page.html());
        return matcher.find() ? Optional.of(matcher.group(1).replace("&amp;", "&")) : Optional.empty();
    }

    private Loaded load(HttpRequest.Builder path) {
        HttpRequest.Builder request =
                path.header("Cookie", cookie).header("Accept-Encoding", "gzip").header("Sec-Fetch-Site", "same-origin");
        long begin = System.nanoTime();
        HttpResponse<byte[]> answer = send(request);
        long micros = (System.nanoTime() - begin) / 1000;
        boolean isPacked =
                answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        return new Loaded(
                answer.statusCode(), micros, answer.body().length, isPacked ? unpacked(answer.body()) : text(answer));
    }

    /** What a browser that has nothing yet moves for a page: it, and every file that it names. */
    int firstTime(Loaded page) {
        Set<String> files = new TreeSet<>();
        Matcher matcher = ASSET.matcher(page.html());
        while (matcher.find()) {
            files.add(matcher.group(1));
        }
        return page.bytes()
                + files.stream().mapToInt(file -> load(file).bytes()).sum();
    }

    private String base() {
        return "http://127.0.0.1:" + stage.port;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base() + path));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String unpacked(byte[] body) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
