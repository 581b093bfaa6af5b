package dev.rollcall.server.management;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells whether this node should get traffic: it does when it is serving and every check passes. Thread-safe once the checks are added. */
public final class Readiness {

    private static final long PATIENCE_SECONDS = 2;

    private final Map<String, Supplier<Future<Void>>> checks = new LinkedHashMap<>();
    private final Map<String, Supplier<String>> notes = new LinkedHashMap<>();
    private volatile boolean serving;

    /** What the checks said. */
    record Report(boolean ready, JsonObject body) {}

    /** Adds a check; one that fails, or says nothing for two seconds, makes the node unready. */
    public Readiness check(String name, Supplier<Future<Void>> check) {
        checks.put(name, check);
        return this;
    }

    /** Adds something worth knowing that makes no difference to whether the node is ready. */
    public Readiness tell(String name, Supplier<String> note) {
        notes.put(name, note);
        return this;
    }

    /** False from the moment that a stop was asked for. Returns what it was before. */
    public boolean serving(boolean value) {
        boolean before = serving;
        serving = value;
        return before;
    }

    Future<Report> report() {
        JsonObject details = new JsonObject().put("serving", serving);
        Future<Boolean> all = Future.succeededFuture(serving);
        for (Map.Entry<String, Supplier<Future<Void>>> check : checks.entrySet()) {
            all = all.compose(soFar -> passes(check.getValue()).map(passed -> {
                details.put(check.getKey(), passed);
                return soFar && passed;
            }));
        }
        return all.map(ready -> {
            JsonObject body = new JsonObject()
                    .put("status", ready ? "ready" : "not ready")
                    .put("checks", details);
            notes.forEach((name, note) -> body.put(name, note.get()));
            return new Report(ready, body);
        });
    }

    private static Future<Boolean> passes(Supplier<Future<Void>> check) {
        return check.get().timeout(PATIENCE_SECONDS, TimeUnit.SECONDS).map(true).otherwise(false);
    }
}
