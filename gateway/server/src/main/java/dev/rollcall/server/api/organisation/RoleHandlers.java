package dev.rollcall.server.api.organisation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Roles;
import dev.rollcall.core.admin.Roles.DefinedRole;
import dev.rollcall.core.admin.Roles.Uses;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.EntityTags;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.ListPage;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.guard.DatabaseCircuit;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Lists and changes the roles that members of any organisation can have: those built in, and those that the operator defines in
 * addition (R5).
 */
final class RoleHandlers {

    private final Roles roles;
    private final DatabaseCircuit circuit;

    RoleHandlers(ApiParts api) {
        this.roles = new Roles(api.database(), api.time());
        this.circuit = api.circuit();
    }

    void list(RoutingContext context) {
        ListPage page = ListPage.of(context.queryParams());
        circuit.call(() -> roles.list(page.cursor(), page.atMost()))
                .map(found -> page.json(found, RoleHandlers::json, DefinedRole::name))
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }

    /** {@code POST}: 201. Whether its holders need a seat is said once, as seats follow from it. */
    void create(RoutingContext context) {
        JsonInput input = JsonInput.of(context, "name", "seat", "description");
        DefinedRole wanted = new DefinedRole(
                input.text("name"), input.flag("seat"), text(input.textOrNull("description", JsonInput.PROSE)));
        circuit.call(() -> roles.create(RuleRequests.actor(context), wanted))
                .compose(made -> {
                    context.response().setStatusCode(201).putHeader("Location", "/api/v1/roles/" + made.name());
                    return send(context, made);
                })
                .onFailure(context::fail);
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }

    void show(RoutingContext context) {
        circuit.call(() -> roles.get(name(context)))
                .compose(role -> send(context, role))
                .onFailure(context::fail);
    }

    /** {@code PATCH} of the description, by a merge patch (RFC 7396). */
    void describe(RoutingContext context) {
        String description = text(JsonInput.of(context, "description").textOrNull("description", JsonInput.PROSE));
        String ifMatch = context.request().getHeader("If-Match");
        circuit.call(() -> roles.change(RuleRequests.actor(context), name(context), current -> {
                    EntityTags.require(ifMatch, version(current), "The role");
                    return new DefinedRole(current.name(), current.seat(), description);
                }))
                .compose(role -> send(context, role))
                .onFailure(context::fail);
    }

    /** {@code DELETE}: 204; 409 while it is used. */
    void delete(RoutingContext context) {
        circuit.call(() -> roles.delete(RuleRequests.actor(context), name(context)))
                .compose(gone -> Json.sendNothing(context))
                .onFailure(context::fail);
    }

    /** {@code GET} of where it is used: what stands in the way of deleting it. */
    void uses(RoutingContext context) {
        circuit.call(() -> roles.get(name(context)).compose(role -> roles.uses(role.name())))
                .compose(uses -> Json.send(context, json(uses)))
                .onFailure(context::fail);
    }

    private static String name(RoutingContext context) {
        return String.valueOf(context.pathParam("role"));
    }

    private static Future<Void> send(RoutingContext context, DefinedRole role) {
        context.response().putHeader("ETag", version(role));
        return Json.send(context, json(role));
    }

    private static String version(DefinedRole role) {
        return EntityTags.of(role.name(), role.description());
    }

    private static ObjectNode json(DefinedRole role) {
        return Json.object()
                .put("name", role.name())
                .put("seat", role.seat())
                .put("description", role.description())
                .put("builtIn", role.builtIn());
    }

    private static ObjectNode json(Uses uses) {
        return Json.object()
                .put("assignments", uses.assignments())
                .put("defaultRoles", uses.defaults())
                .put("overflowRoles", uses.overflows())
                .put("people", uses.people());
    }
}
