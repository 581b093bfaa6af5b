package dev.rollcall.server.node;

import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.server.api.ApiDocs;
import dev.rollcall.server.api.AuditHandlers;
import dev.rollcall.server.api.AuthenticationHandlers;
import dev.rollcall.server.api.CredentialHandlers;
import dev.rollcall.server.api.DirectoryHandlers;
import dev.rollcall.server.api.DirectoryRegister;
import dev.rollcall.server.api.DomainHandlers;
import dev.rollcall.server.api.Gate;
import dev.rollcall.server.api.HealthHandlers;
import dev.rollcall.server.api.Idempotency;
import dev.rollcall.server.api.OrganisationHandlers;
import dev.rollcall.server.api.OrganisationRegister;
import dev.rollcall.server.api.PolicyHandlers;
import dev.rollcall.server.api.RoleHandlers;
import dev.rollcall.server.api.SeatHandlers;
import dev.rollcall.server.api.SetupHandlers;
import dev.rollcall.server.api.SignInLinkHandlers;
import dev.rollcall.server.api.directory.ActivationHandlers;
import dev.rollcall.server.api.directory.GroupHandlers;
import dev.rollcall.server.api.directory.LifeCycleHandlers;
import dev.rollcall.server.api.directory.MassGuardHandlers;
import dev.rollcall.server.api.directory.PreviewHandlers;
import dev.rollcall.server.api.directory.RoleAssignmentHandlers;
import dev.rollcall.server.api.member.ExplanationHandlers;
import dev.rollcall.server.api.member.HoldHandlers;
import dev.rollcall.server.api.member.MemberHandlers;
import dev.rollcall.server.api.member.RecoveryHandlers;
import dev.rollcall.server.auth.Access;
import dev.rollcall.server.console.ConsolePages;
import dev.rollcall.server.console.SessionHandlers;
import dev.rollcall.server.health.TrafficWatch;
import dev.rollcall.server.http.Bodies;
import dev.rollcall.server.http.ErrorWriter;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.server.management.Metrics;
import dev.rollcall.server.oauth.TokenEndpoint;
import dev.rollcall.server.scim.Authentication;
import dev.rollcall.server.scim.BulkHandlers;
import dev.rollcall.server.scim.DiscoveryHandlers;
import dev.rollcall.server.scim.GrantableHandlers;
import dev.rollcall.server.scim.ScimHandlers;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that is served: method, path, who may use it, handler. */
final class Routes {

    /** Where directories are served; the version may be left out (RFC 7644 section 3.13). */
    private static final List<String> SCIM = List.of("/scim/v2/:directory", "/scim/:directory");

    private static final String OTHER_VERSION = "/scim/v(?!2/)\\d+(\\.\\d+)?/.*";
    private static final String API = "/api/v1/";
    private static final String ORGANISATION = API + "organizations/:org";
    private static final String TOKEN = "/oauth/:directory/token";
    private static final String METADATA = "/.well-known/oauth-authorization-server/oauth/:directory";
    private static final String DOMAIN = ORGANISATION + "/domains/:domain";
    private static final String DIRECTORY = ORGANISATION + "/directories/:directory";
    private static final String MEMBER = ORGANISATION + "/members/:member";
    private static final String HOLD = ORGANISATION + "/holds/:hold";

    /** The key under which a route tells its {@link Access}. */
    static final String ACCESS = "access";

    /** What the router itself may answer with; 500 stands for every failure of a handler. */
    private static final List<Integer> ANSWERED = List.of(400, 404, 405, 413, 500);

    private final Router router;
    private final Bodies bodies;
    private final Handlers to;
    private final Map<String, List<String>> methods = new LinkedHashMap<>();

    private Routes(Vertx vertx, Metrics metrics, Bodies bodies, Handlers to) {
        this.bodies = bodies;
        this.to = to;
        router = Router.router(vertx);
        router.route().handler(context -> Exchange.begin(context, metrics));
        ANSWERED.forEach(status -> router.errorHandler(status, context -> ErrorWriter.write(context, status)));
    }

    /** What the routes lead to. */
    record Handlers(
            Authentication scimAuth,
            ScimHandlers scim,
            DiscoveryHandlers discovery,
            BulkHandlers bulk,
            GrantableHandlers grantables,
            Gate gate,
            OrganisationHandlers organisations,
            CredentialHandlers credentials,
            SetupHandlers setup,
            AuthenticationHandlers authentication,
            TokenEndpoint tokenEndpoint,
            DirectoryRegister register,
            DirectoryHandlers directories,
            LifeCycleHandlers lifeCycle,
            PreviewHandlers previews,
            ActivationHandlers activations,
            GroupHandlers groups,
            RoleAssignmentHandlers assignments,
            MassGuardHandlers guards,
            PolicyHandlers policies,
            DomainHandlers domains,
            MemberHandlers members,
            HoldHandlers holds,
            RecoveryHandlers recoveries,
            AuditHandlers audit,
            HealthHandlers health,
            TrafficWatch traffic,
            ExplanationHandlers explanations,
            SignInLinkHandlers signInLinks,
            OrganisationRegister organisationRegister,
            SeatHandlers seats,
            RoleHandlers roles,
            ApiDocs docs,
            Idempotency idempotency,
            SessionHandlers sessions,
            ConsolePages console) {}

    static Router of(Vertx vertx, Metrics metrics, Bodies bodies, Bodies bulkBodies, Handlers to) {
        Routes routes = new Routes(vertx, metrics, bodies, to);
        ScimHandlers scim = to.scim();
        DiscoveryHandlers discovery = to.discovery();
        OrganisationHandlers organisations = to.organisations();

        routes.router.route("/scim/*").handler(to.traffic()::watch);
        routes.router.routeWithRegex(OTHER_VERSION).handler(Routes::refuseVersion);
        routes.scim(HttpMethod.GET, "/Users", scim::users);
        routes.scim(HttpMethod.POST, "/Users", scim::users);
        routes.scim(HttpMethod.GET, "/Users/:id", scim::users);
        routes.scim(HttpMethod.PUT, "/Users/:id", scim::users);
        routes.scim(HttpMethod.PATCH, "/Users/:id", scim::users);
        routes.scim(HttpMethod.DELETE, "/Users/:id", scim::users);

        routes.scim(HttpMethod.GET, "/Groups", scim::groups);
        routes.scim(HttpMethod.POST, "/Groups", scim::groups);
        routes.scim(HttpMethod.GET, "/Groups/:id", scim::groups);
        routes.scim(HttpMethod.PUT, "/Groups/:id", scim::groups);
        routes.scim(HttpMethod.PATCH, "/Groups/:id", scim::groups);
        routes.scim(HttpMethod.DELETE, "/Groups/:id", scim::groups);

        routes.scim(HttpMethod.GET, "", scim::root);
        routes.scim(HttpMethod.POST, "/.search", scim::searchRoot);
        routes.scim(HttpMethod.POST, "/Users/.search", scim::searchUsers);
        routes.scim(HttpMethod.POST, "/Groups/.search", scim::searchGroups);
        SCIM.forEach(base -> routes.router
                .route(base + "/Me")
                .handler(routes.gate(Access.DIRECTORY))
                .handler(scim::me));
        BulkHandlers bulk = to.bulk();
        routes.scim(
                HttpMethod.POST,
                "/Bulk",
                context -> {
                    bulk.requireSize(context);
                    bulkBodies.json(context);
                },
                bulk::bulk);

        routes.scim(HttpMethod.GET, "/ServiceProviderConfig", discovery::serviceProviderConfig);
        routes.scim(HttpMethod.GET, "/ResourceTypes", discovery::resourceTypes);
        routes.scim(HttpMethod.GET, "/ResourceTypes/:id", discovery::resourceType);
        routes.scim(HttpMethod.GET, "/Schemas", discovery::schemas);
        routes.scim(HttpMethod.GET, "/Schemas/:id", discovery::schema);

        GrantableHandlers grantables = to.grantables();
        routes.scim(HttpMethod.GET, "/Roles", grantables::roles);
        routes.scim(HttpMethod.GET, "/Roles/:id", grantables::role);
        routes.scim(HttpMethod.GET, "/Entitlements", grantables::entitlements);
        routes.scim(HttpMethod.GET, "/Entitlements/:id", grantables::entitlement);

        MemberHandlers members = to.members();
        routes.on(HttpMethod.GET, ORGANISATION + "/members", Access.READ, members::list);
        routes.on(HttpMethod.POST, ORGANISATION + "/members", Access.ADMINISTER, members::invite);
        routes.on(HttpMethod.GET, MEMBER, Access.READ, members::show);
        routes.on(HttpMethod.PATCH, MEMBER, Access.ADMINISTER, members::edit);
        routes.on(HttpMethod.DELETE, MEMBER, Access.ADMINISTER, members::remove);
        routes.on(HttpMethod.GET, ORGANISATION + "/exclusions", Access.READ, members::exclusions);
        ExplanationHandlers explanations = to.explanations();
        routes.on(HttpMethod.GET, MEMBER + "/explanation", Access.READ, explanations::ofMember);
        routes.on(HttpMethod.GET, ORGANISATION + "/users/:user/explanation", Access.READ, explanations::ofUser);
        routes.on(HttpMethod.GET, ORGANISATION + "/explanations", Access.READ, explanations::ofAddress);
        RecoveryHandlers recoveries = to.recoveries();
        routes.on(HttpMethod.GET, ORGANISATION + "/recovery-admins", Access.READ, recoveries::list);
        routes.on(HttpMethod.POST, ORGANISATION + "/recovery-admins", Access.OPERATE, recoveries::grant);
        routes.on(HttpMethod.DELETE, ORGANISATION + "/recovery-admins/:member", Access.ADMINISTER, recoveries::end);
        HoldHandlers holds = to.holds();
        routes.on(HttpMethod.GET, ORGANISATION + "/holds", Access.READ, holds::list);
        routes.on(HttpMethod.GET, HOLD, Access.READ, holds::show);
        routes.on(HttpMethod.POST, HOLD + "/approve", Access.ADMINISTER, holds::approve);
        routes.on(HttpMethod.POST, HOLD + "/reject", Access.ADMINISTER, holds::reject);
        routes.on(HttpMethod.GET, ORGANISATION + "/events", Access.READ, organisations::events);
        SignInLinkHandlers links = to.signInLinks();
        routes.on(HttpMethod.GET, ORGANISATION + "/sign-in-links", Access.OPERATOR_READ, links::list);
        routes.on(HttpMethod.POST, ORGANISATION + "/sign-in-links", Access.OPERATE, links::issue);
        routes.on(HttpMethod.DELETE, ORGANISATION + "/sign-in-links/:link", Access.OPERATE, links::revoke);

        routes.on(HttpMethod.GET, DIRECTORY + "/health", Access.READ, to.health()::show);
        routes.on(HttpMethod.GET, ORGANISATION + "/audit", Access.READ, to.audit()::list);

        DomainHandlers domains = to.domains();
        routes.on(HttpMethod.GET, ORGANISATION + "/domains", Access.READ, domains::list);
        routes.on(HttpMethod.POST, ORGANISATION + "/domains", Access.ADMINISTER, domains::claim);
        routes.on(HttpMethod.GET, DOMAIN, Access.READ, domains::show);
        routes.on(HttpMethod.DELETE, DOMAIN, Access.ADMINISTER, domains::release);
        routes.on(HttpMethod.POST, DOMAIN + "/check", Access.ADMINISTER, domains::check);
        routes.on(HttpMethod.PUT, DOMAIN + "/attestation", Access.OPERATE, domains::attest);

        routes.organisations(to);
        routes.about(to.docs());
        routes.directories(to);
        routes.life(to);

        routes.on(HttpMethod.POST, TOKEN, Access.ANYBODY, bodies::form, to.tokenEndpoint()::issue);
        routes.router.post(TOKEN).failureHandler(to.tokenEndpoint()::unreadable);
        routes.on(HttpMethod.GET, METADATA, Access.ANYBODY, to.tokenEndpoint()::metadata);

        routes.on(HttpMethod.GET, "/", Access.ANYBODY, to.console()::enter);
        routes.on(HttpMethod.GET, "/console", Access.ANYBODY, to.console()::index);
        routes.on(HttpMethod.GET, "/console/sign-in", Access.ANYBODY, to.console()::signIn);
        routes.on(HttpMethod.GET, "/console/assets/:file", Access.ANYBODY, to.console()::asset);
        routes.on(HttpMethod.POST, "/console/session", Access.ANYBODY, to.sessions()::begin);
        routes.on(HttpMethod.GET, "/console/session", Access.SIGNED_IN, to.sessions()::show);
        routes.on(HttpMethod.DELETE, "/console/session", Access.ANYBODY, to.sessions()::end);

        routes.refuseOtherMethods();
        return routes.router;
    }

    /** The operator's customers, what they have bought and set, their seats, and the roles that all share. */
    private void organisations(Handlers to) {
        OrganisationRegister register = to.organisationRegister();
        on(HttpMethod.GET, API + "organizations", Access.SIGNED_IN, register::list);
        on(HttpMethod.POST, API + "organizations", Access.OPERATE, register::create);
        on(HttpMethod.GET, ORGANISATION, Access.READ, register::show);
        on(HttpMethod.PATCH, ORGANISATION, Access.OPERATE, register::rename);
        PolicyHandlers policies = to.policies();
        on(HttpMethod.PUT, ORGANISATION + "/plan", Access.OPERATE, policies::plan);
        on(HttpMethod.PUT, ORGANISATION + "/seat-policy", Access.OPERATE, policies::seatPolicy);
        on(HttpMethod.PUT, ORGANISATION + "/unverified-domains", Access.OPERATE, policies::unverifiedDomains);
        on(HttpMethod.PUT, ORGANISATION + "/last-admin-protection", Access.OPERATE, policies::lastAdminProtection);
        on(HttpMethod.GET, ORGANISATION + "/seats", Access.READ, to.seats()::usage);
        on(HttpMethod.GET, ORGANISATION + "/ledger", Access.READ, to.seats()::ledger);
        RoleHandlers roles = to.roles();
        on(HttpMethod.GET, API + "roles", Access.SIGNED_IN, roles::list);
        on(HttpMethod.POST, API + "roles", Access.OPERATE, roles::create);
        on(HttpMethod.GET, API + "roles/:role", Access.SIGNED_IN, roles::show);
        on(HttpMethod.PATCH, API + "roles/:role", Access.OPERATE, roles::describe);
        on(HttpMethod.DELETE, API + "roles/:role", Access.OPERATE, roles::delete);
        on(HttpMethod.GET, API + "roles/:role/uses", Access.OPERATOR_READ, roles::uses);
        on(HttpMethod.GET, API + "audit", Access.OPERATOR_READ, to.audit()::ofInstallation);
    }

    /** What the API says about itself. */
    private void about(ApiDocs docs) {
        on(HttpMethod.GET, API + "openapi.json", Access.ANYBODY, docs::description);
        on(HttpMethod.GET, API + "docs", Access.ANYBODY, docs::page);
        on(HttpMethod.GET, API + "docs/:file", Access.ANYBODY, docs::asset);
        on(HttpMethod.GET, API + "problems", Access.ANYBODY, docs::problems);
        on(HttpMethod.GET, API + "problems/:problem", Access.ANYBODY, docs::problem);
    }

    /** Which directories there are, and what is set of each. */
    private void directories(Handlers to) {
        DirectoryRegister register = to.register();
        on(HttpMethod.GET, "/api/v1/providers", Access.SIGNED_IN, register::providers);
        on(HttpMethod.GET, ORGANISATION + "/directories", Access.READ, register::list);
        on(HttpMethod.POST, ORGANISATION + "/directories", Access.ADMINISTER, register::create);
        on(HttpMethod.DELETE, DIRECTORY, Access.ADMINISTER, register::delete);
        DirectoryHandlers directories = to.directories();
        on(HttpMethod.GET, DIRECTORY, Access.READ, directories::show);
        on(HttpMethod.PATCH, DIRECTORY, Access.ADMINISTER, directories::change);
        on(HttpMethod.GET, DIRECTORY + "/schemas", Access.READ, directories::schemas);
        on(HttpMethod.GET, DIRECTORY + "/schemas/:urn", Access.READ, directories::schema);
        on(HttpMethod.PUT, DIRECTORY + "/schemas/:urn", Access.ADMINISTER, directories::putSchema);
        on(HttpMethod.DELETE, DIRECTORY + "/schemas/:urn", Access.ADMINISTER, directories::deleteSchema);
        CredentialHandlers credentials = to.credentials();
        on(HttpMethod.GET, DIRECTORY + "/authentication", Access.READ, to.authentication()::show);
        on(HttpMethod.PATCH, DIRECTORY + "/authentication", Access.ADMINISTER, to.authentication()::change);
        on(HttpMethod.GET, DIRECTORY + "/credentials", Access.READ, credentials::list);
        on(HttpMethod.POST, DIRECTORY + "/credentials", Access.ADMINISTER, credentials::issue);
        on(HttpMethod.DELETE, DIRECTORY + "/credentials/:credential", Access.ADMINISTER, credentials::revoke);
        on(HttpMethod.GET, DIRECTORY + "/setup", Access.READ, to.setup()::show);
    }

    /** What becomes of a directory, and whom it lets in as what. */
    private void life(Handlers to) {
        LifeCycleHandlers lifeCycle = to.lifeCycle();
        on(HttpMethod.GET, DIRECTORY + "/preview", Access.READ, to.previews()::show);
        on(HttpMethod.POST, DIRECTORY + "/preview", Access.ADMINISTER, lifeCycle::startPreview);
        on(HttpMethod.POST, DIRECTORY + "/activate", Access.ADMINISTER, lifeCycle::activate);
        on(HttpMethod.POST, DIRECTORY + "/pause", Access.ADMINISTER, lifeCycle::pause);
        on(HttpMethod.POST, DIRECTORY + "/resume", Access.ADMINISTER, lifeCycle::resume);
        on(HttpMethod.POST, DIRECTORY + "/deactivate", Access.ADMINISTER, lifeCycle::deactivate);
        ActivationHandlers activations = to.activations();
        on(HttpMethod.GET, DIRECTORY + "/activations", Access.READ, activations::list);
        on(HttpMethod.GET, DIRECTORY + "/activations/:activation", Access.READ, activations::show);
        on(HttpMethod.POST, DIRECTORY + "/activations/:activation/undo", Access.ADMINISTER, activations::undo);
        RoleAssignmentHandlers assignments = to.assignments();
        on(HttpMethod.GET, DIRECTORY + "/groups", Access.READ, to.groups()::list);
        on(HttpMethod.GET, DIRECTORY + "/role-assignments", Access.READ, assignments::list);
        on(HttpMethod.POST, DIRECTORY + "/role-assignments", Access.ADMINISTER, assignments::add);
        on(HttpMethod.PUT, DIRECTORY + "/role-assignments/order", Access.ADMINISTER, assignments::order);
        on(HttpMethod.PATCH, DIRECTORY + "/role-assignments/:assignment", Access.ADMINISTER, assignments::change);
        on(HttpMethod.DELETE, DIRECTORY + "/role-assignments/:assignment", Access.ADMINISTER, assignments::remove);
        on(HttpMethod.PUT, DIRECTORY + "/default-role", Access.ADMINISTER, assignments::setDefault);
        MassGuardHandlers guards = to.guards();
        on(HttpMethod.GET, DIRECTORY + "/mass-change-guard", Access.READ, guards::show);
        on(HttpMethod.PUT, DIRECTORY + "/mass-change-guard", Access.ADMINISTER, guards::set);
        on(HttpMethod.POST, DIRECTORY + "/mass-changes/approve", Access.ADMINISTER, guards::approve);
        on(HttpMethod.POST, DIRECTORY + "/mass-changes/reject", Access.ADMINISTER, guards::reject);
    }

    private static void refuseVersion(RoutingContext context) {
        context.fail(ScimError.badRequest(
                        ScimType.INVALID_VERS, "SCIM is served in version 2.0 only: the address begins with /scim/v2/.")
                .exception());
    }

    /** A path that is known, with a method that it does not take. */
    private void refuseOtherMethods() {
        methods.forEach((path, allowed) -> router.route(path).handler(context -> {
            context.response().putHeader("Allow", String.join(", ", allowed));
            context.fail(405);
        }));
    }

    private void scim(HttpMethod method, String path, Handler<RoutingContext> handler) {
        scim(method, path, body(method), handler);
    }

    private void scim(HttpMethod method, String path, Handler<RoutingContext> body, Handler<RoutingContext> handler) {
        SCIM.forEach(base -> on(method, base + path, Access.DIRECTORY, body, handler));
    }

    private void on(HttpMethod method, String path, Access access, Handler<RoutingContext> handler) {
        on(method, path, access, body(method), handler);
    }

    /** JSON for the methods that have a body. */
    private Handler<RoutingContext> body(HttpMethod method) {
        boolean hasBody =
                HttpMethod.POST.equals(method) || HttpMethod.PUT.equals(method) || HttpMethod.PATCH.equals(method);
        return hasBody ? bodies::json : RoutingContext::next;
    }

    private void on(
            HttpMethod method,
            String path,
            Access access,
            Handler<RoutingContext> body,
            Handler<RoutingContext> handler) {
        methods.computeIfAbsent(path, unseen -> new ArrayList<>()).add(method.name());
        Route route = router.route(method, path)
                .putMetadata(ACCESS, access)
                .handler(gate(access))
                .handler(body);
        if (path.startsWith(API) && !HttpMethod.GET.equals(method)) {
            route.handler(to.idempotency()::begin).failureHandler(to.idempotency()::giveUp);
        }
        route.handler(handler);
    }

    private Handler<RoutingContext> gate(Access access) {
        return switch (access) {
            case ANYBODY -> RoutingContext::next;
            case DIRECTORY -> to.scimAuth()::handle;
            case SIGNED_IN, READ, ADMINISTER, OPERATOR_READ, OPERATE ->
                to.gate().to(access);
        };
    }
}
