package dev.rollcall.server.api.credential;

import dev.rollcall.core.admin.directory.Credentials;
import dev.rollcall.core.admin.directory.DirectoryAuthentications;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Area;
import dev.rollcall.server.api.FreshSignIn;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.auth.Access;
import dev.rollcall.server.jwt.KeyHosts;
import dev.rollcall.server.quota.Quota;
import dev.rollcall.server.quota.Quotas;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/** The routes about how a directory's identity provider authenticates. */
public final class CredentialArea implements Area {

    private static final String AUTHENTICATION = RouteTable.DIRECTORY + "/authentication";
    private static final String CREDENTIALS = RouteTable.DIRECTORY + "/credentials";

    private final ApiParts api;
    private final Credentials credentials;
    private final Duration life;
    private final DirectoryAuthentications authentications;
    private final KeyHosts hosts;
    private final Consumer<UUID> changed;
    private final Quotas quotas;
    private final FreshSignIn fresh;

    /**
     * Makes the area.
     *
     * @param life how long a credential is valid unless its request says otherwise; zero for ever
     * @param hosts where the keys of trusted issuers may be fetched from
     * @param changed learns which directory must be looked up again
     */
    public CredentialArea(
            ApiParts api,
            Credentials credentials,
            Duration life,
            DirectoryAuthentications authentications,
            KeyHosts hosts,
            Consumer<UUID> changed,
            Quotas quotas,
            FreshSignIn fresh) {
        this.api = api;
        this.credentials = credentials;
        this.life = life;
        this.authentications = authentications;
        this.hosts = hosts;
        this.changed = changed;
        this.quotas = quotas;
        this.fresh = fresh;
    }

    @Override
    public void mount(Vertx vertx, RouteTable routes) {
        AuthenticationHandlers ways = new AuthenticationHandlers(
                api, authentications, credentials, new AuthenticationSettings(vertx, hosts), changed);
        routes.on(HttpMethod.GET, AUTHENTICATION, Access.READ, ways::show);
        routes.on(HttpMethod.PATCH, AUTHENTICATION, Access.ADMINISTER_DIRECTORIES, ways::change);
        CredentialHandlers handlers = new CredentialHandlers(api, credentials, life);
        routes.on(HttpMethod.GET, CREDENTIALS, Access.READ, handlers::list);
        routes.on(
                HttpMethod.POST,
                CREDENTIALS,
                Access.ADMINISTER_DIRECTORIES,
                quotas.before(Quota.CREDENTIALS, handlers::issue));
        routes.on(
                HttpMethod.DELETE,
                CREDENTIALS + "/:credential",
                Access.ADMINISTER_DIRECTORIES,
                fresh.before(handlers::revoke));
    }
}
