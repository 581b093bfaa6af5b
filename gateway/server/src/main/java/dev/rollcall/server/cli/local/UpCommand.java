package dev.rollcall.server.cli.local;

import dev.rollcall.core.admin.Organisations;
import dev.rollcall.core.admin.demo.DemoOrganisation;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.server.auth.Principal;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.auth.ServerKey;
import dev.rollcall.server.auth.session.SignInLinks.Wish;
import dev.rollcall.server.cli.demo.DemoStory;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.cli.kit.GatewayAddress;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.Home;
import dev.rollcall.server.cli.kit.LocalState;
import dev.rollcall.server.cli.kit.LocalState.LocalDirectory;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.embedded.EmbeddedDatabase;
import dev.rollcall.server.log.Logging;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.server.node.Gateway;
import dev.rollcall.server.node.Parts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall up}: everything on one bare machine, with a demo organisation. */
@Command(name = "up", description = "Run a gateway with a database of its own and a demo organisation.")
public final class UpCommand implements Callable<Integer> {

    private static final Duration ADMIN_TOKEN = Duration.ofDays(30);

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final SettingOptions options = new SettingOptions();

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Override
    public Integer call() throws InterruptedException {
        Config config =
                options.load().withDefault(Settings.LOG_FORMAT, "text").withDefault(Settings.SERVER_DRAIN_DELAY, "0");
        Logging.configure(config);
        if (config.get(Settings.TLS_CERTIFICATE).isPresent()
                || config.get(Settings.TLS_KEY).isPresent()) {
            throw new CommandException("up is for trying Rollcall out, and serves this machine without"
                    + " TLS: leave out server.tls-certificate and server.tls-key, or use serve.");
        }
        Home home = Home.find();
        PrintWriter out = output.out();
        try (Running running = new Running()) {
            running.start(home::lock);
            out.println("Starting ...");
            out.flush();
            UnfinishedDemo unfinished = new UnfinishedDemo(home);
            if (config.get(Settings.DATABASE_URL).isEmpty()) {
                unfinished.begin(out);
            }
            String url = config.get(Settings.DATABASE_URL)
                    .orElseGet(() -> running.start(() -> EmbeddedDatabase.start(home.postgres()))
                            .url());
            DatabaseUrl database = Databases.migrated(config, url);
            Path keyFile = config.get(Settings.SECRET_FILE).orElse(home.key());
            ServerKey key = keys.prepared(database, keyFile, ServerKey.readOrMake(keyFile));
            Optional<DemoReading> read =
                    config.isSet(Settings.PULL_ORIGIN) ? Optional.empty() : DemoReading.start(home.company());
            read.ifPresent(started -> running.start(() -> started));
            Config reading = read.map(played -> config.withDefault(Settings.PULL_ORIGIN, played.origin()))
                    .orElse(config);
            Gateway gateway = running.start(() -> Gateway.start(reading, database, key));
            Optional<DemoStory> story =
                    isThere(gateway) ? Optional.empty() : Optional.of(running.start(() -> new DemoStory(gateway)));
            DemoOrganisation demo = story.map(DemoStory::make).orElseGet(() -> demo(gateway));
            LocalState state = state(gateway, read, LocalState.read(home.state()), out);
            state.write(home.state());
            String code = gateway.parts()
                    .signInLinks()
                    .issue(Actor.gateway(demo.organisation().id()), Wish.console("local administrator"))
                    .await()
                    .code();
            new Welcome(out)
                    .print(
                            state,
                            demo,
                            code,
                            config.get(Settings.DATABASE_URL).isPresent()
                                    ? database.toString()
                                    : home.folder().toString());
            GatewayClient client = new GatewayClient(new GatewayAddress(state.url(), state.adminToken()));
            Runnable goesLive = () -> read.ifPresent(played -> played.activate(client, out));
            story.ifPresentOrElse(told -> told.begin(demo, state, goesLive, unfinished::end), goesLive);
            running.await();
        }
        return 0;
    }

    /** Whether the demo was made by an earlier start. */
    private static boolean isThere(Gateway gateway) {
        return Organisations.bySlug(gateway.parts().database().writes(), DemoOrganisation.SLUG)
                .await()
                .isPresent();
    }

    /** A new one for this run; that of the run before ends. */
    private static String adminToken(Parts parts, Optional<LocalState> before) {
        Actor gateway = Actor.gateway(Actor.INSTALLATION);
        before.ifPresent(state ->
                parts.operatorTokens().revoke(gateway, state.adminToken()).await());
        return parts.operatorTokens()
                .issue(gateway, new Principal("local command line", new Scope.Operator()), ADMIN_TOKEN)
                .await()
                .token();
    }

    private static DemoOrganisation demo(Gateway gateway) {
        Parts parts = gateway.parts();
        return DemoOrganisation.ensure(parts.database().writes(), parts.time(), parts.provisioning(), Adapters.demo())
                .await();
    }

    private static LocalState state(
            Gateway gateway, Optional<DemoReading> read, Optional<LocalState> before, PrintWriter out) {
        String url = "http://127.0.0.1:" + gateway.port();
        String adminToken = adminToken(gateway.parts(), before);
        read.ifPresent(played -> played.ensure(new GatewayClient(new GatewayAddress(url, adminToken)), out));
        return new LocalState(
                url,
                "http://127.0.0.1:" + gateway.managementPort(),
                adminToken,
                directories(gateway.parts(), url, demo(gateway), before),
                read.map(DemoReading::company).orElse(null));
    }

    private static List<LocalDirectory> directories(
            Parts parts, String url, DemoOrganisation demo, Optional<LocalState> before) {
        DemoCredentials credentials = new DemoCredentials(parts.credentials(), parts.credentialCheck(), before);
        List<LocalDirectory> directories = new ArrayList<>();
        for (Directory directory : demo.directories()) {
            if (DemoStory.has(directory)) {
                continue;
            }
            directories.add(new LocalDirectory(
                    directory.provider(),
                    directory.name(),
                    directory.id().toString(),
                    url + "/scim/v2/" + directory.id(),
                    credentials.token(directory).await()));
        }
        return directories;
    }
}
