package dev.rollcall.server.api.directory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.Credentials;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.admin.directory.DirectoryTraffic;
import dev.rollcall.core.admin.directory.DirectoryTraffic.Failure;
import dev.rollcall.core.admin.directory.DirectoryTraffic.Seen;
import dev.rollcall.core.model.row.DirectoryRow.State;
import dev.rollcall.core.read.GuardQueries;
import dev.rollcall.core.read.GuardQueries.Guard;
import dev.rollcall.scim.DeviationRule;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.DirectoryAccess;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.credential.CredentialJson;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.health.Diagnosis;
import dev.rollcall.spi.capability.KeepsRhythm;
import dev.rollcall.trace.DeviationQueries;
import dev.rollcall.trace.DeviationQueries.Recent;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a directory does: what was seen of its provider, and what that means. */
public final class HealthHandlers {

    private final DirectoryAccess access;
    private final DirectoryTraffic traffic;
    private final GuardQueries guards;
    private final Credentials credentials;
    private final DeviationQueries deviations;
    private final DatabaseCircuit circuit;
    private final InstantSource time;
    private final Map<String, KeepsRhythm> rhythms;

    /**
     * Answers.
     *
     * @param rhythms of the providers that keep one, by their ids
     */
    public HealthHandlers(ApiParts api, Credentials credentials, Map<String, KeepsRhythm> rhythms) {
        this.rhythms = Map.copyOf(rhythms);
        this.credentials = credentials;
        this.access = api.directories();
        this.traffic = new DirectoryTraffic(api.database());
        this.guards = new GuardQueries(api.database());
        this.deviations = new DeviationQueries(api.database());
        this.circuit = api.circuit();
        this.time = api.time();
    }

    public void show(RoutingContext context) {
        access.of(context)
                .compose(directory -> circuit.call(() -> traffic.of(directory.orgId(), directory.id())
                        .compose(seen ->
                                guards.of(directory.orgId(), directory.id()).map(guard -> json(directory, seen, guard)))
                        .compose(json -> deviations
                                .recent(directory.orgId(), directory.id(), time.instant())
                                .map(recent -> with(recent, json)))
                        .compose(json -> credentials
                                .list(directory.orgId(), directory.id())
                                .map(all -> json.put(
                                        "credentialWarning",
                                        CredentialJson.warning(all, time.instant())
                                                .orElse(null))))))
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }

    private ObjectNode json(Directory directory, Seen seen, Guard guard) {
        boolean expected = directory.state() == State.ACTIVE || directory.state() == State.PREVIEW;
        Diagnosis diagnosis = Diagnosis.of(seen, rhythms.get(directory.provider()), expected, time.instant())
                .holding(guard.held());
        ObjectNode json = Json.object()
                .put("state", diagnosis.state())
                .put("message", diagnosis.message())
                .put("firstProbe", text(seen.firstProbe()))
                .put("lastProbe", text(seen.lastProbe()))
                .put("lastRequest", text(seen.lastRequest()))
                .put("lastChange", text(seen.lastChange()))
                .put("nextCycle", text(diagnosis.nextCycle()))
                .put("failures", seen.failures())
                .put("hold", guard.hold() == null ? null : guard.hold().toString())
                .put("held", guard.held());
        Failure failure = seen.failure();
        json.set(
                "lastFailure",
                failure == null
                        ? null
                        : Json.object()
                                .put("kind", failure.kind())
                                .put("at", failure.at().toString())
                                .put("request", failure.requestId().toString()));
        return json;
    }

    /** What was left out first, then what was read as what it plainly means (R29). */
    private static ObjectNode with(List<Recent> recent, ObjectNode json) {
        ArrayNode list = json.putArray("deviations");
        recent.stream()
                .sorted(Comparator.comparing(HealthHandlers::leavesOut).reversed())
                .forEach(one -> list.add(Json.object()
                        .put("rule", one.rule())
                        .put("leftOut", leavesOut(one))
                        .put("count", one.count())
                        .put("lastAt", one.lastAt().toString())
                        .put("lastRequest", one.lastRequest().toString())
                        .put("detail", one.detail())));
        return json;
    }

    private static boolean leavesOut(Recent one) {
        return DeviationRule.of(one.rule()).map(DeviationRule::leavesOut).orElse(false);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
