package dev.rollcall.server.profile;

import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Area;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.auth.Access;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.UUID;
import java.util.function.Consumer;

/** The routes about profiles. */
public final class ProfileArea implements Area {

    private static final String PROFILE = RouteTable.DIRECTORY + "/profile";

    private final ProfileHandlers handlers;

    /**
     * Makes the area.
     *
     * @param changed learns which directory must be looked up again
     */
    public ProfileArea(ApiParts api, Profiles profiles, Consumer<UUID> changed) {
        this.handlers = new ProfileHandlers(api, profiles, changed);
    }

    @Override
    public void mount(Vertx vertx, RouteTable routes) {
        routes.on(HttpMethod.GET, "/api/v1/profile-schema", Access.SIGNED_IN, handlers::schema);
        routes.on(HttpMethod.GET, PROFILE, Access.READ, handlers::show);
        routes.on(HttpMethod.PUT, PROFILE, Access.ADMINISTER_DIRECTORIES, handlers::set);
        routes.on(HttpMethod.GET, PROFILE + "/versions", Access.READ, handlers::versions);
        routes.on(HttpMethod.GET, PROFILE + "/versions/:number", Access.READ, handlers::version);
        routes.on(HttpMethod.POST, PROFILE + "/rollback", Access.ADMINISTER_DIRECTORIES, handlers::rollBack);
        routes.on(HttpMethod.POST, PROFILE + "/try", Access.ADMINISTER_DIRECTORIES, handlers::tryOut);
    }
}
