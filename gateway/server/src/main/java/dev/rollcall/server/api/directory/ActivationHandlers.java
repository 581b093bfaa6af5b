package dev.rollcall.server.api.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.model.Activation;
import dev.rollcall.core.read.ActivationQueries;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.DirectoryAccess;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.ListPage;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists the times that a directory was live, and undoes an activation (R17). */
final class ActivationHandlers {

    private final RuleRequests rules;
    private final DirectoryAccess directories;
    private final ActivationQueries activations;
    private final DatabaseCircuit circuit;

    ActivationHandlers(ApiParts api) {
        this.rules = api.rules();
        this.directories = api.directories();
        this.activations = new ActivationQueries(api.database());
        this.circuit = api.circuit();
    }

    /** {@code GET}: newest first. */
    void list(RoutingContext context) {
        ListPage page = ListPage.of(context.queryParams());
        UUID before = page.id();
        directories
                .of(context)
                .compose(directory ->
                        circuit.call(() -> activations.list(directory.orgId(), directory.id(), before, page.atMost())))
                .compose(found -> Json.send(context, page.json(found, ActivationHandlers::json, Activation::id)))
                .onFailure(context::fail);
    }

    /** {@code GET}: one, with the seats and members that it has brought. */
    void show(RoutingContext context) {
        directories
                .of(context)
                .compose(directory -> find(context, directory)
                        .compose(activation -> circuit.call(
                                        () -> activations.balance(directory.orgId(), activation.id()))
                                .map(balance -> json(activation)
                                        .put("seats", balance.seats())
                                        .put("membersMade", balance.membersMade())
                                        .put("membersTakenOver", balance.membersTakenOver()))))
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }

    /** {@code POST}: takes back exactly what it made, once. */
    void undo(RoutingContext context) {
        JsonInput.optional(context);
        directories
                .of(context)
                .compose(directory -> find(context, directory)
                        .compose(activation ->
                                rules.answer(context, directory.orgId(), new RuleCommand.Undo(activation.id()))))
                .onFailure(context::fail);
    }

    private Future<Activation> find(RoutingContext context, Directory directory) {
        String name = String.valueOf(context.pathParam("activation"));
        UUID id = Parameters.id(name).orElseThrow(() -> noSuchActivation(name));
        return circuit.call(() -> activations.find(directory.orgId(), directory.id(), id))
                .map(found -> found.orElseThrow(() -> noSuchActivation(name)));
    }

    private static RuntimeException noSuchActivation(String name) {
        return Problem.notFound("The directory has no activation " + name
                        + ". GET .../activations lists the ids of those it has.")
                .exception();
    }

    private static ObjectNode json(Activation activation) {
        return Json.object()
                .put("id", activation.id().toString())
                .put("started", activation.started().toString())
                .put("ended", text(activation.ended()))
                .put("undone", text(activation.undone()));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
