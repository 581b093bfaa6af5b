package dev.rollcall.server.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/** Requests, one after another from a seed: sentences of the grammar, and the corpus, each mutated or as it is. */
final class Inputs {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    private final Random random;
    private final Mutator mutator;
    private final Grammar grammar;
    private final List<String> corpus;

    /**
     * One request.
     *
     * @param target begins with {@code scim:}, {@code api:}, {@code root:} or {@code token:}, for what stands before it
     * @param body empty for none
     */
    record Input(String method, String target, String body, Map<String, String> headers) {}

    Inputs(long seed) {
        random = new Random(seed);
        mutator = new Mutator(random);
        grammar = new Grammar(random, mutator);
        try (var lines = Objects.requireNonNull(Inputs.class.getResourceAsStream("/fuzz/corpus.txt"))) {
            corpus = new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Input next() {
        Input input = switch (random.nextInt(8)) {
            case 0, 1, 2 -> ofCorpus();
            case 3 -> of("GET", "scim:" + type() + "?filter=" + grammar.filter(0) + more(), "");
            case 4 -> of("PATCH", "scim:" + resource(), grammar.patch());
            case 5 -> of("POST", "scim:" + type(), random.nextBoolean() ? grammar.user() : grammar.group());
            case 6 -> of("PUT", "scim:" + resource(), random.nextBoolean() ? grammar.user() : grammar.group());
            default -> of("POST", "scim:/Bulk", grammar.bulk());
        };
        return random.nextInt(3) == 0 ? input : mutated(input);
    }

    private Input ofCorpus() {
        String[] parts = corpus.get(random.nextInt(corpus.size())).split(" ", 2);
        int body = parts[1].indexOf(" {");
        if (parts[1].startsWith("token: ")) {
            return of(parts[0], "token:", parts[1].substring(7));
        }
        return body < 0
                ? of(parts[0], parts[1], "")
                : of(parts[0], parts[1].substring(0, body), parts[1].substring(body + 1));
    }

    private static Input of(String method, String target, String body) {
        return new Input(method, target, body, Map.of());
    }

    private Input mutated(Input input) {
        int colon = input.target().indexOf(':') + 1;
        String kind = input.target().substring(0, colon);
        boolean ofSafeMethod = kind.equals("scim:") && random.nextInt(20) == 0;
        return new Input(
                ofSafeMethod ? METHODS.get(random.nextInt(METHODS.size())) : input.method(),
                kind
                        + (random.nextInt(3) == 0
                                ? mutator.mutated(input.target().substring(colon))
                                : input.target().substring(colon)),
                input.body().isEmpty() && random.nextInt(10) > 0 ? "" : mutator.mutated(input.body()),
                headers());
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        for (String name : List.of(
                "If-Match", "If-None-Match", "Content-Type", "Authorization", "Idempotency-Key", "Accept", "Cookie")) {
            if (random.nextInt(25) == 0) {
                headers.put(
                        name,
                        mutator.mutated(
                                switch (name) {
                                    case "Content-Type" -> "application/scim+json; charset=utf-8";
                                    case "Authorization" ->
                                        "Bearer eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJjIiwiZXhwIjpudWxsfQ.AA";
                                    case "Accept" -> "application/scim+json";
                                    default -> "W/\"1\", \"2\"";
                                }));
            }
        }
        return headers;
    }

    private String type() {
        return random.nextBoolean() ? "/Users" : "/Groups";
    }

    private String resource() {
        return random.nextBoolean() ? "/Users/USER" : "/Groups/GROUP";
    }

    private String more() {
        return switch (random.nextInt(5)) {
            case 0 -> "&sortBy=" + grammar.path() + "&sortOrder=descending";
            case 1 -> "&attributes=" + grammar.path();
            case 2 -> "&count=" + random.nextInt(-2, 5) + "&startIndex=" + random.nextInt(-2, 5);
            case 3 -> "&cursor=" + mutator.atom();
            default -> "&count=3";
        };
    }
}
