package dev.rollcall.server.cli.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Sends requests to the gateway. A request whose answer was lost with the connection, or that the gateway could not accept (503),
 * is sent once more unchanged: reading twice does no harm, and a write carries its Idempotency-Key.
 */
public final class RetryingSender {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int UNAVAILABLE = 503;

    /** What the gateway says of a repeated write whose first sending it is still carrying out. */
    private static final String UNDER_WAY = "/api/v1/problems/request-under-way";

    private static final int UNDER_WAY_TRIES = 10;
    private static final long USUAL_WAIT_SECONDS = 1;
    private static final long LONGEST_WAIT_SECONDS = 5;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String url;

    public RetryingSender(String url) {
        this.url = url;
    }

    /**
     * What came back.
     *
     * @param body a missing node when there is none
     */
    public record Answer(int status, long retryAfter, JsonNode body) {}

    /**
     * Brings one.
     *
     * @throws CommandException no gateway answers
     */
    public Answer send(HttpRequest request) {
        Answer answer = once(request);
        if (answer.status() == UNAVAILABLE) {
            answer = again(request, answer.retryAfter());
        }
        for (int i = 0; i < UNDER_WAY_TRIES && isUnderWay(answer); i++) {
            answer = again(request, USUAL_WAIT_SECONDS);
        }
        return answer;
    }

    private static boolean isUnderWay(Answer answer) {
        return answer.body().path("type").asText().equals(UNDER_WAY);
    }

    /** Sends it, and if its answer is lost once more. */
    private Answer once(HttpRequest request) {
        try {
            return exchange(request);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw unreachable(e);
        } catch (IOException e) {
            return again(request, USUAL_WAIT_SECONDS);
        }
    }

    private Answer again(HttpRequest request, long seconds) {
        try {
            Thread.sleep(
                    Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT_SECONDS)).toMillis());
            return exchange(request);
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Answer exchange(HttpRequest request) throws IOException {
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), retryAfter(response), body(response));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static long retryAfter(HttpResponse<byte[]> response) {
        try {
            return response.headers().firstValueAsLong("Retry-After").orElse(USUAL_WAIT_SECONDS);
        } catch (NumberFormatException e) {
            return USUAL_WAIT_SECONDS;
        }
    }

    /** Something between here and the gateway, such as a proxy, may answer with something other than JSON. */
    private static JsonNode body(HttpResponse<byte[]> response) throws IOException {
        boolean isJson = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.contains("json"))
                .isPresent();
        return isJson ? JSON.readTree(response.body()) : MissingNode.getInstance();
    }

    private CommandException unreachable(IOException cause) {
        return new CommandException("No gateway responds at " + url + ". Start one with: ./rollcall up", cause);
    }

    private static CommandException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new CommandException("Interrupted.", cause);
    }
}
