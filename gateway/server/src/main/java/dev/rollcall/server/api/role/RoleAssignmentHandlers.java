package dev.rollcall.server.api.role;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.RoleAssignments;
import dev.rollcall.core.admin.RoleAssignments.RoleAssignment;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.admin.directory.DirectorySchemas;
import dev.rollcall.core.command.EditAssignments.AddAssignment;
import dev.rollcall.core.command.EditAssignments.ChangeAssignment;
import dev.rollcall.core.command.EditAssignments.OrderAssignments;
import dev.rollcall.core.command.EditAssignments.RemoveAssignment;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.SetDirectoryRule.SetDefaultRole;
import dev.rollcall.core.command.SetDirectoryRule.SetNestedGroups;
import dev.rollcall.core.model.condition.Condition;
import dev.rollcall.scim.schema.CustomSchema;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.DirectoryAccess;
import dev.rollcall.server.api.EntityTags;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows and edits which groups of a directory, and which conditions on attributes, give which roles, in order of priority (R5 to
 * R7). The list has one ETag, and each edit of it may ask for it.
 */
final class RoleAssignmentHandlers {

    private final RuleRequests rules;
    private final DirectoryAccess directories;
    private final RoleAssignments assignments;
    private final DirectorySchemas schemas;
    private final DatabaseCircuit circuit;

    RoleAssignmentHandlers(ApiParts api) {
        this.rules = api.rules();
        this.directories = api.directories();
        this.assignments = new RoleAssignments(api.database());
        this.schemas = new DirectorySchemas(api.database(), api.time());
        this.circuit = api.circuit();
    }

    /** {@code GET}: strongest first, and what a user in none of the groups gets. */
    void list(RoutingContext context) {
        directories
                .of(context)
                .compose(directory -> read(directory).compose(all -> {
                    context.response().putHeader("ETag", version(all));
                    return Json.send(
                            context,
                            Json.items(all.stream()
                                            .map(RoleAssignmentHandlers::json)
                                            .toList())
                                    .put("defaultRole", directory.defaultRole()));
                }))
                .onFailure(context::fail);
    }

    /**
     * {@code POST} of a role and the group that gives it, by id or by the name that it has or will have; or of a role and the condition
     * that gives it.
     */
    void add(RoutingContext context) {
        JsonInput input = JsonInput.of(context, "groupId", "groupName", "when", "role", "position");
        long given = Stream.of("groupId", "groupName", "when")
                .filter(field -> !input.isNull(field))
                .count();
        if (given != 1) {
            throw Problem.badRequest(
                            "Give one of groupId, for a group that has been pushed, groupName, for one that may be"
                                    + " pushed later, or when, for a condition on attributes of the user.")
                    .exception();
        }
        UUID group = input.idOrNull("groupId");
        String name = input.textOrNull("groupName");
        String role = input.text("role");
        Integer position = input.isNull("position") ? null : input.whole("position", 1, Integer.MAX_VALUE);
        if (input.isNull("when")) {
            edit(context, (directory, seen) -> new AddAssignment(directory.id(), group, name, role, position));
            return;
        }
        later(
                context,
                (directory, seen) -> condition(directory, input)
                        .<RuleCommand>map(condition -> new AddAssignment(directory.id(), condition, role, position)));
    }

    private Future<Condition> condition(Directory directory, JsonInput input) {
        return circuit.call(() -> schemas.list(directory.orgId(), directory.id()))
                .map(own -> new ConditionInput(
                                new UserSchema(CustomSchema.types(own).get(0)))
                        .read(input.node("when")));
    }

    /** {@code PATCH} of the role that the assignment gives, or of the condition under which it gives it, or of both. */
    void change(RoutingContext context) {
        JsonInput input = JsonInput.of(context, "role", "when");
        UUID id = assignment(context);
        if (!input.has("when")) {
            String role = input.text("role");
            edit(context, (directory, seen) -> new ChangeAssignment(directory.id(), id, role));
            return;
        }
        String role = input.has("role") ? input.text("role") : null;
        later(
                context,
                (directory, seen) -> condition(directory, input)
                        .<RuleCommand>map(condition -> new ChangeAssignment(directory.id(), id, role, condition)));
    }

    /** {@code DELETE}: the assignment gives nothing any more. */
    void remove(RoutingContext context) {
        UUID id = assignment(context);
        edit(context, (directory, seen) -> new RemoveAssignment(directory.id(), id));
    }

    /** {@code PUT} of {@code {"order": [...]}}: the ids of all, strongest first. */
    void order(RoutingContext context) {
        List<UUID> order = JsonInput.of(context, "order").ids("order");
        edit(context, (directory, seen) -> new OrderAssignments(directory.id(), order, seen));
    }

    /** {@code PUT} of {@code {"on": true}}: whether roles count through groups in groups. */
    void setNestedGroups(RoutingContext context) {
        boolean count = JsonInput.of(context, "on").flag("on");
        rules.answerOfDirectory(context, directory -> new SetNestedGroups(directory.id(), count));
    }

    /** {@code PUT} of {@code {"role": ...}}: what a user gets whom no role assignment fits; null is no access. */
    void setDefault(RoutingContext context) {
        JsonInput input = JsonInput.of(context, "role");
        if (!input.has("role")) {
            throw JsonInput.wrong("role", "the name of a role, or null for no access");
        }
        String role = input.textOrNull("role");
        rules.answerOfDirectory(context, directory -> new SetDefaultRole(directory.id(), role));
    }

    /** Without {@code If-Match} the list is not read first, and whichever order there is may be replaced. */
    private void edit(
            RoutingContext context, BiFunction<Directory, @Nullable List<UUID>, ? extends RuleCommand> command) {
        later(context, (directory, seen) -> Future.succeededFuture(command.apply(directory, seen)));
    }

    /** The same, of a command for which something of the directory has to be read. */
    private void later(
            RoutingContext context, BiFunction<Directory, @Nullable List<UUID>, Future<RuleCommand>> command) {
        String ifMatch = context.request().getHeader("If-Match");
        directories
                .of(context)
                .compose(directory -> seen(directory, ifMatch)
                        .compose(seen -> command.apply(directory, seen))
                        .compose(wish -> rules.answer(context, directory.orgId(), wish)))
                .onFailure(context::fail);
    }

    private Future<@Nullable List<UUID>> seen(Directory directory, @Nullable String ifMatch) {
        if (ifMatch == null) {
            return Future.succeededFuture();
        }
        return read(directory).map(all -> {
            EntityTags.require(ifMatch, version(all), "The list of role assignments");
            return all.stream().map(RoleAssignment::id).toList();
        });
    }

    private Future<List<RoleAssignment>> read(Directory directory) {
        return circuit.call(() -> assignments.list(directory.orgId(), directory.id()));
    }

    private static String version(List<RoleAssignment> all) {
        return EntityTags.of(all.stream()
                .flatMap(one -> Stream.of(
                        one.id(),
                        one.role(),
                        one.condition() == null ? "" : one.condition().toJson().toString()))
                .toArray());
    }

    private static UUID assignment(RoutingContext context) {
        String name = String.valueOf(context.pathParam("assignment"));
        return Parameters.id(name)
                .orElseThrow(() -> Problem.notFound("The directory has no role assignment " + name
                                + ". GET .../role-assignments lists the ids of those it has.")
                        .exception());
    }

    private static ObjectNode json(RoleAssignment one) {
        Condition condition = one.condition();
        ObjectNode json = Json.object()
                .put("id", one.id().toString())
                .put("position", one.position())
                .put("role", one.role())
                .put("groupId", Json.text(one.groupId()))
                .put("groupName", one.groupName())
                .put("awaited", one.groupId() == null && condition == null)
                .put("condition", condition == null ? null : condition.inWords())
                .put("fault", condition == null ? null : condition.fault());
        return json.set("when", condition == null ? json.nullNode() : condition.toJson());
    }
}
