package dev.rollcall.server.api.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.read.GroupQueries;
import dev.rollcall.core.read.GroupQueries.MappedGroup;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.DirectoryAccess;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.ListPage;
import dev.rollcall.server.guard.DatabaseCircuit;
import io.vertx.ext.web.RoutingContext;

/** Lists the groups that an IdP has pushed, with the role that each gives; most give none (R8). */
final class GroupHandlers {

    private final DirectoryAccess directories;
    private final GroupQueries groups;
    private final DatabaseCircuit circuit;

    GroupHandlers(ApiParts api) {
        this.directories = api.directories();
        this.groups = new GroupQueries(api.database());
        this.circuit = api.circuit();
    }

    /** {@code GET}: oldest first. */
    void list(RoutingContext context) {
        ListPage page = ListPage.of(context.queryParams());
        directories
                .of(context)
                .compose(directory ->
                        circuit.call(() -> groups.list(directory.orgId(), directory.id(), page.id(), page.atMost())))
                .compose(found -> Json.send(context, page.json(found, GroupHandlers::json, MappedGroup::id)))
                .onFailure(context::fail);
    }

    private static ObjectNode json(MappedGroup group) {
        ObjectNode json = Json.object()
                .put("id", group.id().toString())
                .put("displayName", group.displayName())
                .put("externalId", group.externalId())
                .put("members", group.members())
                .put("unknownMembers", group.unknownMembers());
        if (group.assignmentId() == null) {
            return json.putNull("assignment");
        }
        json.putObject("assignment")
                .put("id", group.assignmentId().toString())
                .put("role", group.role())
                .put("position", group.position());
        return json;
    }
}
