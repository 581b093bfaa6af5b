package dev.rollcall.server.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollcall.spi.simulate.IdpTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A wire that remembers what was answered with success, and after so many answers kills the other end and itself. */
final class Acknowledged implements IdpTransport {

    private static final JsonMapper JSON = new JsonMapper();

    private final IdpTransport wire;
    private final int limit;
    private final Runnable kill;
    private final AtomicInteger answers = new AtomicInteger();
    private final Set<String> users = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<String>> members = new ConcurrentHashMap<>();
    private volatile boolean dead;

    Acknowledged(IdpTransport wire, int limit, Runnable kill) {
        this.wire = wire;
        this.limit = limit;
        this.kill = kill;
    }

    /** Ids of users whose creation was answered with 201. */
    Set<String> users() {
        return users;
    }

    /** By group, the members whose addition was answered with success and whose removal was never asked for. */
    Map<String, Set<String>> members() {
        return members;
    }

    @Override
    public Answer send(Request request) {
        if (dead) {
            throw new IllegalStateException("the gateway was killed");
        }
        forget(request);
        Answer answer;
        try {
            answer = wire.send(request);
        } catch (WireException e) {
            if (dead) {
                throw new IllegalStateException("the gateway was killed", e);
            }
            throw e;
        }
        remember(request, answer);
        if (answers.incrementAndGet() == limit) {
            dead = true;
            kill.run();
        }
        return answer;
    }

    private void remember(Request request, Answer answer) {
        if (answer.status() == 201 && request.target().equals("/Users")) {
            users.add(read(answer.body()).path("id").asText());
        }
        if (answer.status() / 100 == 2
                && request.method().equals("PATCH")
                && request.target().startsWith("/Groups/")) {
            for (JsonNode operation : operations(request)) {
                if (operation.path("op").asText().equalsIgnoreCase("add")) {
                    for (JsonNode member : operation.path("value")) {
                        members.computeIfAbsent(group(request), id -> ConcurrentHashMap.newKeySet())
                                .add(member.path("value").asText());
                    }
                }
            }
        }
    }

    /** Once a change other than an addition is under way, what was known of the group's members is no longer sure. */
    private void forget(Request request) {
        if (request.target().startsWith("/Groups/") && !request.method().equals("GET")) {
            for (JsonNode operation : operations(request)) {
                if (!operation.path("op").asText().equalsIgnoreCase("add")) {
                    members.remove(group(request));
                }
            }
        }
    }

    private static Iterable<JsonNode> operations(Request request) {
        return request.body() == null ? Set.of() : read(request.body()).path("Operations");
    }

    private static String group(Request request) {
        return request.target().substring("/Groups/".length());
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void unexpected(Request request, Answer answer, String why) {
        wire.unexpected(request, answer, why);
    }
}
