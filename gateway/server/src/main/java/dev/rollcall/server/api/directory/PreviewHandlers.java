package dev.rollcall.server.api.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Forecasts;
import dev.rollcall.core.admin.Forecasts.Forecast;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.ChangeState;
import dev.rollcall.core.command.Impact.Kind;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.model.row.DirectoryRow.State;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.DirectoryAccess;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows what going live, or resuming after a pause, would change, person by person (R18), and what is still missing for it (R35). */
final class PreviewHandlers {

    private final RuleRequests rules;
    private final DirectoryAccess directories;
    private final Forecasts forecasts;
    private final DirectoryReadiness readiness;
    private final DatabaseCircuit circuit;

    PreviewHandlers(ApiParts api, DirectoryReadiness readiness) {
        this.readiness = readiness;
        this.rules = api.rules();
        this.directories = api.directories();
        this.forecasts = new Forecasts(api.database(), api.time());
        this.circuit = api.circuit();
    }

    /**
     * {@code GET}: without a cursor it is worked out anew; the pages behind are parts of the same list, whatever happens
     * meanwhile.
     */
    void show(RoutingContext context) {
        MultiMap query = context.queryParams();
        Kind kind = kind(query.get("kind"));
        int limit = Parameters.limit(query);
        PreviewCursor cursor = PreviewCursor.of(query.get("cursor"));
        directories
                .of(context)
                .compose(directory -> (cursor == null
                                ? foresee(context, directory).map(id -> new PreviewCursor(id, 0))
                                : Future.succeededFuture(cursor))
                        .compose(from -> page(directory, from, kind, limit))
                        .compose(body -> circuit.call(() -> readiness.of(directory))
                                .map(ready -> PreviewJson.with(body, directory.state(), ready))))
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }

    private Future<UUID> foresee(RoutingContext context, Directory directory) {
        RuleCommand command = directory.state() == State.PAUSED
                ? new ChangeState.Resume(directory.id())
                : new ChangeState.ForeseeActivation(directory.id());
        return rules.forecast(context, directory.orgId(), command)
                .compose(done -> circuit.call(() -> forecasts.keep(directory.orgId(), directory.id(), done.impact())));
    }

    private Future<ObjectNode> page(Directory directory, PreviewCursor from, @Nullable Kind kind, int limit) {
        UUID orgId = directory.orgId();
        return circuit.call(() -> forecasts.find(orgId, directory.id(), from.forecast()))
                .map(PreviewHandlers::orGone)
                .compose(forecast -> circuit.call(
                                () -> forecasts.lines(orgId, from.forecast(), kind, from.line(), limit + 1))
                        .map(lines -> PreviewJson.of(forecast, lines, limit)));
    }

    private static Forecast orGone(Optional<Forecast> found) {
        return found.orElseThrow(() -> Problem.notFound("This list has expired: it can be continued for "
                        + Forecasts.KEPT.toMinutes() + " minutes. Ask for a new one without a cursor.")
                .exception());
    }

    private static @Nullable Kind kind(@Nullable String word) {
        if (word == null) {
            return null;
        }
        for (Kind kind : Kind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw Parameters.wrong(
                "kind",
                "one of "
                        + String.join(
                                ", ", Stream.of(Kind.values()).map(Kind::word).toList()));
    }
}
