package dev.rollcall.server.api.role;

import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Area;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.auth.Access;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;

/** The routes about which of a directory's users have which role. */
public final class RoleAssignmentArea implements Area {

    private static final String ASSIGNMENTS = RouteTable.DIRECTORY + "/role-assignments";
    private static final String ASSIGNMENT = ASSIGNMENTS + "/:assignment";

    private final ApiParts api;

    public RoleAssignmentArea(ApiParts api) {
        this.api = api;
    }

    @Override
    public void mount(Vertx vertx, RouteTable routes) {
        UserAttributeHandlers attributes = new UserAttributeHandlers(api);
        routes.on(HttpMethod.GET, RouteTable.DIRECTORY + "/user-attributes", Access.READ, attributes::list);
        RoleAssignmentHandlers assignments = new RoleAssignmentHandlers(api);
        routes.on(HttpMethod.GET, ASSIGNMENTS, Access.READ, assignments::list);
        routes.on(HttpMethod.POST, ASSIGNMENTS, Access.ADMINISTER_DIRECTORIES, assignments::add);
        routes.on(HttpMethod.PUT, ASSIGNMENTS + "/order", Access.ADMINISTER_DIRECTORIES, assignments::order);
        routes.on(HttpMethod.PATCH, ASSIGNMENT, Access.ADMINISTER_DIRECTORIES, assignments::change);
        routes.on(HttpMethod.DELETE, ASSIGNMENT, Access.ADMINISTER_DIRECTORIES, assignments::remove);
        routes.on(
                HttpMethod.PUT,
                RouteTable.DIRECTORY + "/nested-groups",
                Access.ADMINISTER_DIRECTORIES,
                assignments::setNestedGroups);
        routes.on(
                HttpMethod.PUT,
                RouteTable.DIRECTORY + "/default-role",
                Access.ADMINISTER_DIRECTORIES,
                assignments::setDefault);
    }
}
