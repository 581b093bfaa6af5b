package dev.rollcall.server;

import dev.rollcall.core.admin.demo.DemoOrganisation;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.core.store.Migrations;
import dev.rollcall.server.auth.Principal;
import dev.rollcall.server.auth.ServerKey;
import dev.rollcall.server.auth.session.SignInLinks;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.ConfigLoader;
import dev.rollcall.server.config.Setting;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.server.node.Gateway;
import dev.rollcall.testkit.folder.TestFolder;
import dev.rollcall.testkit.postgres.TestPostgres;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A gateway on free ports with the demo organisation, on a database of its own; one for each test class. */
public final class RunningGateway implements BeforeAllCallback, AfterAllCallback {

    private final Map<Setting<?>, String> settings = new HashMap<>(Map.of(
            Settings.SERVER_PORT, "0",
            Settings.MANAGEMENT_PORT, "0",
            Settings.AUTH_CACHE, "1",
            Settings.SERVER_DRAIN_DELAY, "0",
            Settings.SERVER_SHUTDOWN_GRACE, "1"));

    private final ServerKey key = newKey();
    private Gateway gateway;
    private DemoOrganisation demo;
    private String databaseUrl;
    private boolean stopped;
    private final Map<Principal.Scope, String> tokens = new ConcurrentHashMap<>();

    private Supplier<String> database = () -> migrated(TestPostgres.fast());
    private UnaryOperator<String> way = UnaryOperator.identity();

    /** Reaches its database another way, such as through a proxy; {@code way} is given the real URL. */
    public RunningGateway reaching(UnaryOperator<String> by) {
        way = by;
        return this;
    }

    /** On the server in which a commit is durable and whose activity can be looked at, as in production. */
    public RunningGateway durable() {
        database = () -> migrated(TestPostgres.durable());
        return this;
    }

    /** On a server that the test has started; {@code maker} makes an empty database there and gives its URL. */
    public RunningGateway on(Supplier<String> maker) {
        database = maker;
        return this;
    }

    public RunningGateway with(Setting<?> setting, String text) {
        settings.put(setting, text);
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        databaseUrl = database.get();
        Config config = ConfigLoader.load(Optional.empty(), Map.of(), settings);
        gateway = Gateway.start(config, DatabaseUrl.parse(way.apply(databaseUrl)), key);
        demo = DemoOrganisation.ensure(
                        gateway.parts().database().writes(),
                        gateway.parts().time(),
                        gateway.parts().provisioning(),
                        Adapters.demo())
                .await();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
    }

    /** As on SIGTERM; may be done again. */
    public void stop() {
        if (!stopped) {
            stopped = true;
            gateway.close();
        }
    }

    private static String migrated(TestPostgres server) {
        return server.createDatabase("server", url -> Migrations.run(DatabaseUrl.parse(url)));
    }

    /** That of its database: a second node needs the same. */
    public ServerKey key() {
        return key;
    }

    private static ServerKey newKey() {
        return ServerKey.readOrMake(TestFolder.make().resolve("server.key"));
    }

    public Gateway gateway() {
        return gateway;
    }

    public DemoOrganisation demo() {
        return demo;
    }

    public Directory directory(String provider) {
        return demo.directories().stream()
                .filter(directory -> directory.provider().equals(provider))
                .findFirst()
                .orElseThrow();
    }

    /** A fresh credential of that directory. */
    public String credential(String provider) {
        Directory directory = directory(provider);
        return gateway.parts()
                .credentials()
                .issue(Actor.gateway(directory.orgId()), directory.id(), null)
                .await()
                .token();
    }

    public String token(Principal.Scope scope) {
        return tokens.computeIfAbsent(
                scope,
                one -> gateway.parts()
                        .operatorTokens()
                        .issue(Actor.gateway(Actor.INSTALLATION), new Principal("test", one), Duration.ofHours(1))
                        .await()
                        .token());
    }

    /** The cookie of a fresh session of the demo organisation's administrator, as it stands in the header. */
    public String session() {
        String code = gateway.parts()
                .signInLinks()
                .issue(Actor.gateway(demo.organisation().id()), SignInLinks.Wish.console("ada"))
                .await()
                .code();
        String cookie = Http.request("POST", url() + "/console/session")
                .header("Content-Type", "application/json")
                .header("Origin", url())
                .body("{'code':'" + code + "'}")
                .send()
                .header("Set-Cookie");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    public String url() {
        return "http://127.0.0.1:" + gateway.port();
    }

    public String managementUrl() {
        return "http://127.0.0.1:" + gateway.managementPort();
    }

    public String scimUrl(String provider) {
        return url() + "/scim/v2/" + directory(provider).id();
    }

    public String databaseUrl() {
        return databaseUrl;
    }
}
