package dev.rollcall.server.node;

import dev.rollcall.core.Provisioning;
import dev.rollcall.core.admin.Domains;
import dev.rollcall.core.admin.InstallationCounts;
import dev.rollcall.core.admin.Roles;
import dev.rollcall.core.admin.WelcomeMails;
import dev.rollcall.core.admin.directory.CredentialCheck;
import dev.rollcall.core.admin.directory.Credentials;
import dev.rollcall.core.admin.directory.DirectoryAuthentications;
import dev.rollcall.core.admin.directory.DirectoryProfiles;
import dev.rollcall.core.admin.directory.DirectorySchemas;
import dev.rollcall.core.admin.directory.DirectoryTraffic;
import dev.rollcall.core.admin.directory.UsedAssertions;
import dev.rollcall.core.lane.LaneLimits;
import dev.rollcall.core.lane.QueryScheduler;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.read.resource.LargeGroups;
import dev.rollcall.core.read.resource.ResourceQueries;
import dev.rollcall.core.read.sql.Reach;
import dev.rollcall.core.store.Database;
import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.core.store.Replica;
import dev.rollcall.scim.message.ServiceProviderConfig.BulkLimits;
import dev.rollcall.server.access.AccessArea;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.FreshSignIn;
import dev.rollcall.server.api.Gate;
import dev.rollcall.server.api.Idempotency;
import dev.rollcall.server.api.credential.CredentialArea;
import dev.rollcall.server.api.description.ApiDocs;
import dev.rollcall.server.api.description.OpenApi;
import dev.rollcall.server.api.directory.DirectoryArea;
import dev.rollcall.server.api.directory.Providers;
import dev.rollcall.server.api.member.MemberArea;
import dev.rollcall.server.api.member.Welcome;
import dev.rollcall.server.api.organisation.OrganisationArea;
import dev.rollcall.server.api.organisation.ReturnAddresses;
import dev.rollcall.server.api.role.RoleAssignmentArea;
import dev.rollcall.server.auth.OperatorTokens;
import dev.rollcall.server.auth.Principals;
import dev.rollcall.server.auth.ServerKey;
import dev.rollcall.server.auth.Tokens;
import dev.rollcall.server.auth.session.Session;
import dev.rollcall.server.auth.session.SessionTokens;
import dev.rollcall.server.auth.session.Sessions;
import dev.rollcall.server.auth.session.SignInLinks;
import dev.rollcall.server.auth.token.AccessTokens;
import dev.rollcall.server.auth.token.DirectoryIssuers;
import dev.rollcall.server.auth.token.DirectoryTokens;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.console.ConsoleArea;
import dev.rollcall.server.console.IssuerClient;
import dev.rollcall.server.console.IssuerSignIn;
import dev.rollcall.server.console.SessionHandlers;
import dev.rollcall.server.delivery.DeliveryArea;
import dev.rollcall.server.domain.DomainChecks;
import dev.rollcall.server.domain.DomainWatch;
import dev.rollcall.server.domain.Resolver;
import dev.rollcall.server.domain.Rhythm;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.guard.KeyWatch;
import dev.rollcall.server.health.DirectoryCensus;
import dev.rollcall.server.health.InstallationCensus;
import dev.rollcall.server.health.TrafficWatch;
import dev.rollcall.server.http.Bodies;
import dev.rollcall.server.http.Drain;
import dev.rollcall.server.http.PublicOrigin;
import dev.rollcall.server.http.SameOrigin;
import dev.rollcall.server.http.StrictTransport;
import dev.rollcall.server.jwt.KeyHosts;
import dev.rollcall.server.mail.WelcomePost;
import dev.rollcall.server.management.Metrics;
import dev.rollcall.server.oauth.OAuthArea;
import dev.rollcall.server.oauth.TokenEndpoint;
import dev.rollcall.server.profile.ProfileArea;
import dev.rollcall.server.profile.Profiles;
import dev.rollcall.server.pull.PullArea;
import dev.rollcall.server.quota.Quotas;
import dev.rollcall.server.scim.Authentication;
import dev.rollcall.server.scim.Cursors;
import dev.rollcall.server.scim.Rehearsals;
import dev.rollcall.server.scim.ResponseWriter;
import dev.rollcall.server.scim.ScimHandlers;
import dev.rollcall.server.scim.bulk.BulkHandlers;
import dev.rollcall.server.scim.discovery.DiscoveryHandlers;
import dev.rollcall.server.scim.discovery.GrantableHandlers;
import dev.rollcall.server.ssf.StreamArea;
import dev.rollcall.server.trace.TraceArea;
import dev.rollcall.server.workbench.WorkbenchArea;
import dev.rollcall.spi.capability.KeepsRhythm;
import dev.rollcall.spi.profile.ProfileReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The parts of a node, made once and shared by its event loops; what belongs to one event loop is made by {@link #routes}. */
public record Parts(
        Config config,
        Metrics metrics,
        Drain drain,
        Database database,
        Replica replica,
        DatabaseCircuit circuit,
        Provisioning provisioning,
        QueryScheduler turns,
        InstantSource time,
        Credentials credentials,
        CredentialCheck credentialCheck,
        Authentication scimAuth,
        SignInLinks signInLinks,
        Sessions sessions,
        SessionTokens sessionTokens,
        OperatorTokens operatorTokens,
        Principals principals,
        Cursors cursors,
        DomainWatch domainWatch,
        TrafficWatch traffic,
        DirectoryCensus census,
        InstallationCensus waiting,
        Optional<WelcomePost> welcomePost,
        ApiParts api,
        Idempotency idempotency,
        Quotas quotas,
        KeyWatch keyWatch,
        Optional<IssuerClient> issuerOfConsole,
        Areas areas) {

    /** How long a client may take for a thousand members of a group. */
    private static final Duration SLOWEST_PIECE = Duration.ofSeconds(30);

    /** Pages of megabytes that one organisation reads side by side. */
    private static final int LARGE_PAGES_AT_ONCE = 2;

    /** Between two looks at what domains are due, in seconds. */
    private static final int LONGEST_PAUSE = 60;

    static Parts of(
            Vertx vertx, Config config, DatabaseUrl url, Database.Limits limits, ServerKey key, Metrics metrics) {
        // The database keeps microseconds: what is answered at once is what is read later.
        InstantSource time = () -> Instant.now().truncatedTo(ChronoUnit.MICROS);
        DatabaseCircuit circuit = new DatabaseCircuit(Duration.ofSeconds(config.get(Settings.CIRCUIT_PAUSE)));
        Database database = Database.open(vertx, url, limits, circuit::lost);
        circuit.prove(vertx, database::prove);
        Replica replica = replica(vertx, config, database, limits);
        Credentials credentials = new Credentials(database.logins(), time, key.forCredentials());
        CredentialCheck check = new CredentialCheck(database.logins(), time, key.forCredentials());
        Issuers issuers = Issuers.of(vertx, config, time);
        Tokens tokens = new Tokens(vertx, key.forTokens());
        OperatorTokens operatorTokens = new OperatorTokens(
                database.logins(), time, tokens, Duration.ofSeconds(config.get(Settings.AUTH_CACHE)));
        AccessTokens accessTokens = new AccessTokens(vertx, key.forAccessTokens());
        DirectoryAuthentications authentications = new DirectoryAuthentications(database.logins(), time);
        DirectoryIssuers directoryIssuers =
                issuers.ofDirectories(vertx, authentications, new UsedAssertions(database.logins(), time), circuit);
        DirectoryTokens directoryTokens =
                new DirectoryTokens(check, accessTokens, authentications, directoryIssuers, circuit);
        OperatorRules house = house(config);
        Provisioning provisioning = new Provisioning(
                vertx, database.writes(), database.dryRuns(), house, lanes(config), time, metrics.lanes());
        PublicOrigin origin =
                new PublicOrigin(config.get(Settings.SERVER_PUBLIC_URL), config.get(Settings.TRUSTED_PROXIES));
        ApiParts api = new ApiParts(
                database.reads(),
                replica,
                time,
                circuit,
                new QueryScheduler(vertx, provisioning.company(), LARGE_PAGES_AT_ONCE, limits.waiting()),
                origin,
                provisioning,
                house);
        Drain drain = new Drain();
        WelcomeMails welcomeMails = new WelcomeMails(database.reads(), time);
        Optional<WelcomePost> post = WelcomePost.of(vertx, config, welcomeMails, time);
        Domains domains = new Domains(database.reads());
        DomainChecks domainChecks = new DomainChecks(
                domains,
                provisioning,
                new Resolver(
                        vertx, config.get(Settings.DNS_RESOLVER), Duration.ofSeconds(config.get(Settings.DNS_TIMEOUT))),
                circuit,
                rhythm(config),
                time);
        Sessions sessions = new Sessions(
                database.logins(),
                time,
                new Sessions.Limits(
                        Duration.ofHours(config.get(Settings.CONSOLE_SESSION)),
                        Duration.ofMinutes(config.get(Settings.CONSOLE_IDLE))));
        Profiles profiles = new Profiles(new ProfileReader(Adapters.all()));
        Authentication scimAuth = new Authentication(
                check,
                directoryTokens,
                new DirectorySchemas(database.logins(), time),
                new DirectoryProfiles(database.logins(), time),
                profiles,
                Adapters.byProvider(),
                circuit,
                time,
                Duration.ofSeconds(config.get(Settings.AUTH_CACHE)));
        Rehearsals rehearsals = new Rehearsals(api, profiles, config.get(Settings.SERVER_PAGE_LIMIT));
        SignInLinks signInLinks = new SignInLinks(database.logins(), time);
        Quotas quotas = new Quotas(config, database.reads(), circuit);
        FreshSignIn fresh = new FreshSignIn(Duration.ofMinutes(config.get(Settings.CONSOLE_FRESH)), time);
        TraceArea trace = TraceArea.of(vertx, config, database, api, rehearsals, metrics);
        DeliveryArea delivery = new DeliveryArea(vertx, config, database, key, api, drain, metrics, post);
        // These may say what stands in the way of a directory's going live.
        Areas others = Areas.of(
                delivery,
                new StreamArea(vertx, config, key, api, delivery.feedWatch(), delivery.notices()),
                new AccessArea(api, operatorTokens, sessions, fresh),
                new ProfileArea(api, profiles, scimAuth::forget),
                new WorkbenchArea(api, profiles, rehearsals),
                trace,
                new ConsoleArea(vertx, api, drain, config),
                new PullArea(vertx, config, database, api, key.forSources(), trace.readings(), Adapters.byProvider()));
        Areas areas = others.and(
                new OrganisationArea(
                        api,
                        domainChecks,
                        signInLinks,
                        new ReturnAddresses(config.get(Settings.CONSOLE_RETURN_ORIGINS)),
                        quotas,
                        fresh),
                new MemberArea(
                        api,
                        new Welcome(welcomeMails, post.isPresent(), () -> post.ifPresent(WelcomePost::nudge)),
                        quotas),
                new DirectoryArea(
                        api,
                        new Providers(Adapters.all()),
                        new DirectoryArea.Needs(
                                credentials,
                                authentications,
                                scimAuth::forget,
                                others::obstacle,
                                config.get(Settings.PRODUCT_NAME)),
                        quotas,
                        fresh),
                new RoleAssignmentArea(api),
                new CredentialArea(
                        api,
                        credentials,
                        Duration.ofDays(config.get(Settings.AUTH_CREDENTIAL_LIFE)),
                        authentications,
                        new KeyHosts(Adapters.keyHosts(config.get(Settings.JWKS_HOSTS))),
                        scimAuth::forget,
                        quotas,
                        fresh),
                new OAuthArea(new TokenEndpoint(
                        directoryTokens,
                        directoryIssuers,
                        accessTokens,
                        origin,
                        time,
                        Duration.ofSeconds(config.get(Settings.AUTH_ACCESS_TOKEN)))));
        return new Parts(
                config,
                metrics,
                drain,
                database,
                replica,
                circuit,
                provisioning,
                new QueryScheduler(vertx, provisioning.company(), limits.reads(), limits.waiting()),
                time,
                credentials,
                check,
                scimAuth,
                signInLinks,
                sessions,
                new SessionTokens(vertx, key.forTokens(), Duration.ofHours(config.get(Settings.CONSOLE_SESSION))),
                operatorTokens,
                new Principals(tokens, operatorTokens, circuit, issuers.operator()),
                new Cursors(key.forCursors(), Duration.ofSeconds(config.get(Settings.SERVER_CURSOR_TIMEOUT)), time),
                new DomainWatch(
                        vertx,
                        domains,
                        domainChecks,
                        circuit,
                        time,
                        Duration.ofSeconds(Math.min(LONGEST_PAUSE, config.get(Settings.DOMAIN_RETRY)))),
                new TrafficWatch(vertx, new DirectoryTraffic(database.reads()), circuit, time),
                new DirectoryCensus(
                        vertx, new DirectoryTraffic(database.reads()), circuit, time, Adapters.with(KeepsRhythm.class)),
                new InstallationCensus(vertx, new InstallationCounts(database.reads()), circuit),
                post,
                api,
                new Idempotency(api, key.forAnswers()),
                quotas,
                new KeyWatch(vertx, database.logins(), key::holds),
                Issuers.ofConsole(vertx, config, issuers),
                areas);
    }

    private static Replica replica(Vertx vertx, Config config, Database database, Database.Limits limits) {
        return config.get(Settings.DATABASE_REPLICA_URL)
                .map(url -> Replica.of(
                        vertx,
                        database.reads(),
                        DatabaseUrl.parse(url),
                        limits,
                        config.get(Settings.DATABASE_REPLICA_CONNECTIONS),
                        Duration.ofSeconds(config.get(Settings.DATABASE_REPLICA_BEHIND))))
                .orElseGet(() -> Replica.none(vertx, database.reads()));
    }

    private static Rhythm rhythm(Config config) {
        return new Rhythm(
                Duration.ofSeconds(config.get(Settings.DOMAIN_RETRY)),
                Duration.ofSeconds(config.get(Settings.DOMAIN_RECHECK)),
                Duration.ofSeconds(config.get(Settings.DOMAIN_GRACE)));
    }

    private static OperatorRules house(Config config) {
        return new OperatorRules(
                config.get(Settings.RULE_SEATS),
                config.get(Settings.RULE_MAX_SEATS),
                OperatorRules.DEFAULT.roles(),
                config.get(Settings.SHARED_ATTRIBUTES));
    }

    private static LaneLimits lanes(Config config) {
        int batch = config.get(Settings.LANE_BATCH);
        return new LaneLimits(batch, Math.max(batch, config.get(Settings.LANE_WAITING)));
    }

    /** A circle costs a second command, so half of what a lane takes is the most that can pass at all. */
    private static BulkLimits bulkLimits(Config config) {
        int possible = Math.max(1, lanes(config).waiting() / 2);
        return new BulkLimits(
                Math.min(config.get(Settings.BULK_OPERATIONS), possible), config.get(Settings.BULK_PAYLOAD));
    }

    Router routes(Vertx vertx) {
        PublicOrigin origin = api.origin();
        int maxPage = config.get(Settings.SERVER_PAGE_LIMIT);
        ScimHandlers scim = new ScimHandlers(
                provisioning::apply,
                new ResourceQueries(database.reads(), Reach.of(config.get(Settings.SERVER_SCAN_LIMIT))),
                replica,
                turns,
                circuit,
                new ResponseWriter(origin, new LargeGroups(database.large(), SLOWEST_PIECE)),
                cursors,
                maxPage);
        BulkLimits bulk = bulkLimits(config);
        SameOrigin sameOrigin = new SameOrigin(origin);
        Session session = new Session(principals, sessionTokens, signInLinks, sessions, circuit, origin, sameOrigin);
        OpenApi description = OpenApi.load();
        Routes.Handlers handlers = new Routes.Handlers(
                scimAuth,
                scim,
                new DiscoveryHandlers(origin, maxPage, config.get(Settings.SERVER_CURSOR_TIMEOUT), bulk),
                new BulkHandlers(
                        provisioning,
                        circuit,
                        origin,
                        bulk,
                        Math.max(1, lanes(config).batch() / 2)),
                new GrantableHandlers(new Roles(database.reads(), time), circuit, origin),
                new Gate(session, api),
                traffic,
                description,
                new ApiDocs(description),
                idempotency,
                quotas,
                new SessionHandlers(
                        signInLinks,
                        circuit,
                        session,
                        sameOrigin,
                        !config.get(Settings.CONSOLE_FRAMES).isEmpty()),
                issuerOfConsole.map(client -> new IssuerSignIn(client, api, signInLinks, session)));
        return Routes.of(
                vertx,
                metrics,
                drain,
                new StrictTransport(origin),
                keyWatch,
                new Bodies(config.get(Settings.SERVER_BODY_LIMIT), "setting server.body-limit"),
                new Bodies(bulk.maxPayloadSize(), "maxPayloadSize"),
                handlers,
                areas);
    }

    /** What was accepted is committed before the connections close. */
    Future<Void> close() {
        return traffic.write().compose(v -> provisioning.drain()).eventually(() -> {
            replica.close();
            return database.close();
        });
    }
}
