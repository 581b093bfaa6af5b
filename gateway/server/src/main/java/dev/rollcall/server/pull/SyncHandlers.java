package dev.rollcall.server.pull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.model.row.DirectoryRow.State;
import dev.rollcall.pull.source.PassRecord;
import dev.rollcall.pull.source.Passes;
import dev.rollcall.pull.source.Source;
import dev.rollcall.pull.source.Sources;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.DirectoryAccess;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.ListPage;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import dev.rollcall.server.http.ProblemType;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Shows the readings of a directory, past and under way, and starts one on request. */
final class SyncHandlers {

    private static final List<String> KINDS = List.of("full", "users", "preview");

    private final DirectoryAccess access;
    private final DatabaseCircuit circuit;
    private final Sources sources;
    private final Passes passes;
    private final InstantSource time;

    SyncHandlers(ApiParts api, Sources sources, Passes passes) {
        this.access = api.directories();
        this.circuit = api.circuit();
        this.sources = sources;
        this.passes = passes;
        this.time = api.time();
    }

    void list(RoutingContext context) {
        ListPage page = ListPage.of(context.queryParams());
        UUID behind = page.id();
        access.of(context)
                .compose(directory -> circuit.call(
                                () -> passes.list(directory.orgId(), directory.id(), behind, page.atMost()))
                        .compose(found -> before(directory)
                                .compose(before -> Json.send(
                                        context,
                                        page.json(
                                                found,
                                                pass -> SourceJson.of(pass, before, time.instant()),
                                                PassRecord::id)))))
                .onFailure(context::fail);
    }

    void show(RoutingContext context) {
        String name = String.valueOf(context.pathParam("sync"));
        access.of(context)
                .compose(directory -> find(directory, name).compose(pass -> shown(directory, pass)))
                .compose(json -> Json.send(context, json))
                .onFailure(context::fail);
    }

    private Future<ObjectNode> shown(Directory directory, PassRecord pass) {
        return before(directory).map(before -> SourceJson.of(pass, before, time.instant()));
    }

    private Future<Optional<PassRecord>> before(Directory directory) {
        return circuit.call(() -> passes.lastWhole(directory.orgId(), directory.id()));
    }

    private Future<PassRecord> find(Directory directory, String name) {
        UUID id = Parameters.id(name).orElseThrow(() -> none(name).exception());
        return circuit.call(() -> passes.find(directory.orgId(), directory.id(), id))
                .map(found -> found.orElseThrow(() -> none(name).exception()));
    }

    private static Problem none(String name) {
        return Problem.notFound("The directory has no reading " + name + ". GET .../syncs lists them.");
    }

    /** {@code POST}: 202, and the reading begins within a second or two, behind one that is under way. */
    void ask(RoutingContext context) {
        JsonInput input = JsonInput.optional(context, "kind");
        String kind = input.isNull("kind") ? KINDS.get(0) : input.word("kind", KINDS);
        access.of(context)
                .compose(directory -> circuit.call(() -> sources.find(directory.orgId(), directory.id()))
                        .map(found ->
                                found.orElseThrow(() -> SourceHandlers.none().exception()))
                        .compose(source -> {
                            requireReadable(directory, source);
                            return circuit.call(() ->
                                    passes.ask(RuleRequests.actor(context, directory.orgId()), directory.id(), kind));
                        })
                        .compose(id -> find(directory, id.toString()))
                        .compose(pass -> shown(directory, pass)))
                .compose(json -> {
                    context.response()
                            .setStatusCode(202)
                            .putHeader(
                                    "Location",
                                    context.request().path() + "/"
                                            + json.path("id").asText());
                    return Json.send(context, json);
                })
                .onFailure(context::fail);
    }

    private static void requireReadable(Directory directory, Source source) {
        if (directory.state() == State.DEACTIVATED) {
            throw ProblemType.WRONG_STATE
                    .problem("The directory is deactivated, so it is not read.")
                    .exception();
        }
        if (source.state() == Source.State.UNPROVEN) {
            throw ProblemType.WRONG_STATE.problem(SourceJson.obstacle(source)).exception();
        }
    }
}
