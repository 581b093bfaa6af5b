package dev.rollcall.server.workbench;

import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Area;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.auth.Access;
import dev.rollcall.server.profile.Profiles;
import dev.rollcall.server.scim.Rehearsals;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;

/** The routes of the workbench. */
public final class WorkbenchArea implements Area {

    private static final String PROFILE = RouteTable.DIRECTORY + "/profile";

    private final WorkbenchHandlers handlers;

    public WorkbenchArea(ApiParts api, Profiles profiles, Rehearsals rehearsals) {
        this.handlers = new WorkbenchHandlers(api, profiles, rehearsals);
    }

    @Override
    public void mount(Vertx vertx, RouteTable routes) {
        routes.on(HttpMethod.POST, PROFILE + "/diff", Access.ADMINISTER_DIRECTORIES, handlers::diff);
        routes.on(HttpMethod.POST, PROFILE + "/suggest", Access.ADMINISTER_DIRECTORIES, handlers::suggest);
    }
}
