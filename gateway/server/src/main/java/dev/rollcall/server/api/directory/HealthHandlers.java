package dev.rollcall.server.api.directory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.Credentials;
import dev.rollcall.core.admin.directory.Credentials.Credential;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.admin.directory.DirectoryAuthentications;
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
import dev.rollcall.server.health.Diagnosis.FirstStep;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.capability.KeepsRhythm;
import dev.rollcall.trace.DeviationQueries;
import dev.rollcall.trace.DeviationQueries.Recent;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows the health of a directory: what was seen of its provider, and what that means. */
final class HealthHandlers {

    private final DirectoryAccess access;
    private final DirectoryTraffic traffic;
    private final GuardQueries guards;
    private final Credentials credentials;
    private final DeviationQueries deviations;
    private final DatabaseCircuit circuit;
    private final InstantSource time;
    private final DirectoryAuthentications authentications;
    private final Providers providers;

    HealthHandlers(
            ApiParts api, Credentials credentials, DirectoryAuthentications authentications, Providers providers) {
        this.authentications = authentications;
        this.providers = providers;
        this.credentials = credentials;
        this.access = api.directories();
        this.traffic = new DirectoryTraffic(api.database());
        this.guards = new GuardQueries(api.database());
        this.deviations = new DeviationQueries(api.database());
        this.circuit = api.circuit();
        this.time = api.time();
    }

    void show(RoutingContext context) {
        access.of(context)
                .compose(directory -> circuit.call(() -> traffic.of(directory.orgId(), directory.id())
                        .compose(seen -> guards.of(directory.orgId(), directory.id())
                                .compose(guard -> credentials
                                        .list(directory.orgId(), directory.id())
                                        .compose(all -> firstStep(directory, seen, all)
                                                .map(step -> json(directory, seen, guard, step)
                                                        .put(
                                                                "credentialWarning",
                                                                CredentialJson.warning(all, time.instant())
                                                                        .orElse(null))))))
                        .compose(json -> deviations
                                .recent(directory.orgId(), directory.id(), time.instant())
                                .map(recent -> with(recent, json)))))
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }

    /** What is missing before anything can arrive; empty where nothing is, such as where an issuer's tokens are trusted. */
    private Future<Optional<FirstStep>> firstStep(Directory directory, Seen seen, List<Credential> all) {
        if (seen.lastRequest() != null || seen.reading() != null) {
            return Future.succeededFuture(Optional.empty());
        }
        if (providers.find(directory.provider()).flatMap(Adapter::source).isPresent()) {
            return Future.succeededFuture(Optional.of(FirstStep.SOURCE));
        }
        if (all.stream().anyMatch(one -> CredentialJson.isValid(one, time.instant()))) {
            return Future.succeededFuture(Optional.empty());
        }
        return authentications
                .find(directory.orgId(), directory.id())
                .map(ways ->
                        ways.trusted().findAny().isPresent() ? Optional.empty() : Optional.of(FirstStep.CREDENTIAL));
    }

    private ObjectNode json(Directory directory, Seen seen, Guard guard, Optional<FirstStep> missing) {
        boolean expected = directory.state() == State.ACTIVE || directory.state() == State.PREVIEW;
        KeepsRhythm rhythm =
                providers.with(directory.provider(), KeepsRhythm.class).orElse(null);
        Diagnosis found = Diagnosis.of(seen, rhythm, expected, time.instant());
        Diagnosis diagnosis = missing.map(found::before).orElse(found).holding(guard.held());
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
