package dev.rollcall.server.api.directory;

import dev.rollcall.core.admin.directory.Credentials;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.admin.directory.DirectoryAuthentications;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Area;
import dev.rollcall.server.api.FreshSignIn;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.auth.Access;
import dev.rollcall.server.quota.Quota;
import dev.rollcall.server.quota.Quotas;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** The routes about directories: which there are, the settings and life cycle of each, its health, and its guard against mass changes. */
public final class DirectoryArea implements Area {

    private static final String DIRECTORIES = RouteTable.ORGANISATION + "/directories";
    private static final String DIRECTORY = RouteTable.DIRECTORY;
    private static final String SCHEMAS = DIRECTORY + "/schemas";
    private static final String ACTIVATIONS = DIRECTORY + "/activations";
    private static final String GUARD = DIRECTORY + "/mass-change-guard";
    private static final String MASS_CHANGES = DIRECTORY + "/mass-changes";

    private final ApiParts api;
    private final Providers providers;
    private final Needs needs;
    private final Quotas quotas;
    private final FreshSignIn fresh;

    /**
     * What the routes of directories need of the node, beside what every area has.
     *
     * @param changed learns which directory must be looked up again
     * @param obstacle what is in the way of going live beside the rules of the core, as a sentence; empty when nothing is
     * @param product what administrators know the application as, beside which this gateway runs
     */
    public record Needs(
            Credentials credentials,
            DirectoryAuthentications authentications,
            Consumer<UUID> changed,
            Function<Directory, Future<Optional<String>>> obstacle,
            String product) {}

    public DirectoryArea(ApiParts api, Providers providers, Needs needs, Quotas quotas, FreshSignIn fresh) {
        this.api = api;
        this.providers = providers;
        this.needs = needs;
        this.quotas = quotas;
        this.fresh = fresh;
    }

    @Override
    public void mount(Vertx vertx, RouteTable routes) {
        DirectoryReadiness readiness = new DirectoryReadiness(api, needs.credentials());
        register(routes, readiness);
        settings(routes, readiness);
        life(routes, readiness);
        activations(routes);
        massChanges(routes);
        views(routes);
    }

    /** Which directories there are. */
    private void register(RouteTable routes, DirectoryReadiness readiness) {
        DirectoryRegister register = new DirectoryRegister(api, providers, readiness, needs.changed());
        routes.on(HttpMethod.GET, RouteTable.API + "providers", Access.SIGNED_IN, register::providers);
        routes.on(HttpMethod.GET, DIRECTORIES, Access.READ, register::list);
        routes.on(
                HttpMethod.POST,
                DIRECTORIES,
                Access.ADMINISTER_DIRECTORIES,
                quotas.before(Quota.DIRECTORIES, register::create));
        routes.on(HttpMethod.DELETE, DIRECTORY, Access.ADMINISTER_DIRECTORIES, fresh.before(register::delete));
    }

    /** What is set of each. */
    private void settings(RouteTable routes, DirectoryReadiness readiness) {
        DirectoryHandlers directories =
                new DirectoryHandlers(api, new DirectorySettings(providers), readiness, needs.changed());
        routes.on(HttpMethod.GET, DIRECTORY, Access.READ, directories::show);
        routes.on(HttpMethod.PATCH, DIRECTORY, Access.ADMINISTER_DIRECTORIES, directories::change);
        routes.on(HttpMethod.GET, SCHEMAS, Access.READ, directories::schemas);
        routes.on(HttpMethod.GET, SCHEMAS + "/:urn", Access.READ, directories::schema);
        routes.on(HttpMethod.PUT, SCHEMAS + "/:urn", Access.ADMINISTER_DIRECTORIES, directories::putSchema);
        routes.on(HttpMethod.DELETE, SCHEMAS + "/:urn", Access.ADMINISTER_DIRECTORIES, directories::deleteSchema);
    }

    /** What becomes of it. */
    private void life(RouteTable routes, DirectoryReadiness readiness) {
        PreviewHandlers previews = new PreviewHandlers(api, readiness);
        routes.on(HttpMethod.GET, DIRECTORY + "/preview", Access.READ, previews::show);
        LifeCycleHandlers life = new LifeCycleHandlers(api, needs.obstacle());
        routes.on(HttpMethod.POST, DIRECTORY + "/preview", Access.ADMINISTER_DIRECTORIES, life::startPreview);
        routes.on(HttpMethod.POST, DIRECTORY + "/activate", Access.ADMINISTER_DIRECTORIES, life::activate);
        routes.on(
                HttpMethod.POST, DIRECTORY + "/take-over", Access.ADMINISTER_DIRECTORIES, fresh.before(life::takeOver));
        routes.on(HttpMethod.POST, DIRECTORY + "/pause", Access.ADMINISTER_DIRECTORIES, life::pause);
        routes.on(HttpMethod.POST, DIRECTORY + "/resume", Access.ADMINISTER_DIRECTORIES, life::resume);
        routes.on(
                HttpMethod.POST,
                DIRECTORY + "/deactivate",
                Access.ADMINISTER_DIRECTORIES,
                fresh.before(life::deactivate));
    }

    private void activations(RouteTable routes) {
        ActivationHandlers activations = new ActivationHandlers(api);
        routes.on(HttpMethod.GET, ACTIVATIONS, Access.READ, activations::list);
        routes.on(HttpMethod.GET, ACTIVATIONS + "/:activation", Access.READ, activations::show);
        routes.on(
                HttpMethod.POST,
                ACTIVATIONS + "/:activation/undo",
                Access.ADMINISTER_DIRECTORIES,
                fresh.before(activations::undo));
    }

    private void massChanges(RouteTable routes) {
        MassGuardHandlers guards = new MassGuardHandlers(api);
        routes.on(HttpMethod.GET, GUARD, Access.READ, guards::show);
        routes.on(HttpMethod.PUT, GUARD, Access.ADMINISTER_DIRECTORIES, guards::set);
        routes.on(
                HttpMethod.POST,
                MASS_CHANGES + "/approve",
                Access.ADMINISTER_DIRECTORIES,
                fresh.before(guards::approve));
        routes.on(HttpMethod.POST, MASS_CHANGES + "/reject", Access.ADMINISTER_DIRECTORIES, guards::reject);
    }

    /** How far its set-up is, how it does, and the groups that it has. */
    private void views(RouteTable routes) {
        SetupHandlers setup = new SetupHandlers(api, providers, needs.product());
        routes.on(HttpMethod.GET, DIRECTORY + "/setup", Access.READ, setup::show);
        HealthHandlers health = new HealthHandlers(api, needs.credentials(), needs.authentications(), providers);
        routes.on(HttpMethod.GET, DIRECTORY + "/health", Access.READ, health::show);
        GroupHandlers groups = new GroupHandlers(api);
        routes.on(HttpMethod.GET, DIRECTORY + "/groups", Access.READ, groups::list);
    }
}
