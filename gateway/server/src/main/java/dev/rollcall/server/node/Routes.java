package dev.rollcall.server.node;

import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.server.api.FreshSignIn;
import dev.rollcall.server.api.Gate;
import dev.rollcall.server.api.Idempotency;
import dev.rollcall.server.api.credential.AuthenticationHandlers;
import dev.rollcall.server.api.credential.CredentialHandlers;
import dev.rollcall.server.api.description.ApiDocs;
import dev.rollcall.server.api.description.OpenApi;
import dev.rollcall.server.api.directory.ActivationHandlers;
import dev.rollcall.server.api.directory.DirectoryHandlers;
import dev.rollcall.server.api.directory.DirectoryRegister;
import dev.rollcall.server.api.directory.GroupHandlers;
import dev.rollcall.server.api.directory.HealthHandlers;
import dev.rollcall.server.api.directory.LifeCycleHandlers;
import dev.rollcall.server.api.directory.MassGuardHandlers;
import dev.rollcall.server.api.directory.PreviewHandlers;
import dev.rollcall.server.api.directory.SetupHandlers;
import dev.rollcall.server.api.member.ConflictHandlers;
import dev.rollcall.server.api.member.ExplanationHandlers;
import dev.rollcall.server.api.member.HoldHandlers;
import dev.rollcall.server.api.member.MemberHandlers;
import dev.rollcall.server.api.member.RecoveryHandlers;
import dev.rollcall.server.api.organisation.AuditHandlers;
import dev.rollcall.server.api.organisation.DomainHandlers;
import dev.rollcall.server.api.organisation.OrganisationRegister;
import dev.rollcall.server.api.organisation.PolicyHandlers;
import dev.rollcall.server.api.organisation.RoleHandlers;
import dev.rollcall.server.api.organisation.SeatHandlers;
import dev.rollcall.server.api.organisation.SignInLinkHandlers;
import dev.rollcall.server.api.role.RoleAssignmentHandlers;
import dev.rollcall.server.api.role.UserAttributeHandlers;
import dev.rollcall.server.auth.Access;
import dev.rollcall.server.console.IssuerSignIn;
import dev.rollcall.server.console.SessionHandlers;
import dev.rollcall.server.guard.KeyWatch;
import dev.rollcall.server.health.TrafficWatch;
import dev.rollcall.server.http.Bodies;
import dev.rollcall.server.http.Drain;
import dev.rollcall.server.http.StrictTransport;
import dev.rollcall.server.management.Metrics;
import dev.rollcall.server.oauth.TokenEndpoint;
import dev.rollcall.server.quota.Quota;
import dev.rollcall.server.quota.Quotas;
import dev.rollcall.server.scim.Authentication;
import dev.rollcall.server.scim.ScimHandlers;
import dev.rollcall.server.scim.ScimParameters;
import dev.rollcall.server.scim.bulk.BulkHandlers;
import dev.rollcall.server.scim.discovery.DiscoveryHandlers;
import dev.rollcall.server.scim.discovery.GrantableHandlers;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Everything that is served: method, path, who may use it, handler. */
final class Routes {

    private static final String OTHER_VERSION = "/scim/v(?!2/)\\d+(\\.\\d+)?/.*";
    static final String API = "/api/v1/";
    private static final String ORGANISATION = API + "organizations/:org";
    private static final String TOKEN = "/oauth/:directory/token";
    private static final String METADATA = "/.well-known/oauth-authorization-server/oauth/:directory";
    private static final String DOMAIN = ORGANISATION + "/domains/:domain";
    private static final String DIRECTORY = ORGANISATION + "/directories/:directory";
    private static final String MEMBER = ORGANISATION + "/members/:member";
    private static final String HOLD = ORGANISATION + "/holds/:hold";

    /** The key under which a route tells its {@link Access}. */
    static final String ACCESS = "access";

    private Routes() {}

    /** What the routes lead to. */
    record Handlers(
            Authentication scimAuth,
            ScimHandlers scim,
            DiscoveryHandlers discovery,
            BulkHandlers bulk,
            GrantableHandlers grantables,
            Gate gate,
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
            UserAttributeHandlers userAttributes,
            MassGuardHandlers guards,
            PolicyHandlers policies,
            DomainHandlers domains,
            MemberHandlers members,
            HoldHandlers holds,
            RecoveryHandlers recoveries,
            ConflictHandlers conflicts,
            AuditHandlers audit,
            HealthHandlers health,
            TrafficWatch traffic,
            ExplanationHandlers explanations,
            SignInLinkHandlers signInLinks,
            OrganisationRegister organisationRegister,
            SeatHandlers seats,
            RoleHandlers roles,
            OpenApi description,
            ApiDocs docs,
            Idempotency idempotency,
            Quotas quotas,
            FreshSignIn fresh,
            SessionHandlers sessions,
            Optional<IssuerSignIn> issuerSignIn) {}

    static Router of(
            Vertx vertx,
            Metrics metrics,
            Drain drain,
            StrictTransport strict,
            KeyWatch keys,
            Bodies bodies,
            Bodies bulkBodies,
            Handlers to,
            Areas areas) {
        RouteBook book = new RouteBook(
                vertx,
                metrics,
                bodies,
                to.scimAuth(),
                to.gate(),
                to.idempotency(),
                to.description(),
                to.quotas(),
                areas);
        ScimHandlers scim = to.scim();
        DiscoveryHandlers discovery = to.discovery();

        book.router().route().handler(drain::watch);
        book.router().route().handler(strict::tell);
        book.router().route().handler(keys::pass);
        book.router().route("/scim/*").handler(to.traffic()::watch);
        areas.watch(book.router());
        book.router().route("/scim/*").handler(ScimPaths::straighten);
        book.router().routeWithRegex(OTHER_VERSION).handler(Routes::refuseVersion);
        book.scim(HttpMethod.GET, "/Users", ScimParameters.LIST, scim::users);
        book.scim(HttpMethod.POST, "/Users", ScimParameters.RESOURCE, scim::users);
        book.scim(HttpMethod.GET, "/Users/:id", ScimParameters.RESOURCE, scim::users);
        book.scim(HttpMethod.PUT, "/Users/:id", ScimParameters.RESOURCE, scim::users);
        book.scim(HttpMethod.PATCH, "/Users/:id", ScimParameters.RESOURCE, scim::users);
        book.scim(HttpMethod.DELETE, "/Users/:id", ScimParameters.NONE, scim::users);

        book.scim(HttpMethod.GET, "/Groups", ScimParameters.LIST, scim::groups);
        book.scim(HttpMethod.POST, "/Groups", ScimParameters.RESOURCE, scim::groups);
        book.scim(HttpMethod.GET, "/Groups/:id", ScimParameters.RESOURCE, scim::groups);
        book.scim(HttpMethod.PUT, "/Groups/:id", ScimParameters.RESOURCE, scim::groups);
        book.scim(HttpMethod.PATCH, "/Groups/:id", ScimParameters.RESOURCE, scim::groups);
        book.scim(HttpMethod.DELETE, "/Groups/:id", ScimParameters.NONE, scim::groups);

        book.scim(HttpMethod.GET, "", ScimParameters.LIST, scim::root);
        book.scim(HttpMethod.POST, "/.search", ScimParameters.NONE, scim::searchRoot);
        book.scim(HttpMethod.POST, "/Users/.search", ScimParameters.NONE, scim::searchUsers);
        book.scim(HttpMethod.POST, "/Groups/.search", ScimParameters.NONE, scim::searchGroups);
        book.everyMethodOfScim("/Me", scim::me);
        BulkHandlers bulk = to.bulk();
        book.scim(
                HttpMethod.POST,
                "/Bulk",
                ScimParameters.NONE,
                context -> {
                    bulk.requireSize(context);
                    bulkBodies.json(context);
                },
                bulk::bulk);

        book.discovery("/ServiceProviderConfig", discovery::serviceProviderConfig);
        book.discovery("/ServiceProviderConfigs", discovery::formerConfigs);
        book.discovery("/ResourceTypes", discovery::resourceTypes);
        book.discovery("/ResourceTypes/:id", discovery::resourceType);
        book.discovery("/Schemas", discovery::schemas);
        book.discovery("/Schemas/:id", discovery::schema);

        GrantableHandlers grantables = to.grantables();
        book.scim(HttpMethod.GET, "/Roles", ScimParameters.LIST, grantables::roles);
        book.scim(HttpMethod.GET, "/Roles/:id", ScimParameters.RESOURCE, grantables::role);
        book.scim(HttpMethod.GET, "/Entitlements", ScimParameters.LIST, grantables::entitlements);
        book.scim(HttpMethod.GET, "/Entitlements/:id", ScimParameters.RESOURCE, grantables::entitlement);

        MemberHandlers members = to.members();
        book.on(HttpMethod.GET, ORGANISATION + "/members", Access.READ, members::list);
        book.on(
                HttpMethod.POST,
                ORGANISATION + "/members",
                Access.ADMINISTER_PEOPLE,
                to.quotas().before(Quota.INVITATIONS, members::invite));
        book.on(HttpMethod.GET, MEMBER, Access.READ, members::show);
        book.on(HttpMethod.PATCH, MEMBER, Access.ADMINISTER_PEOPLE, members::edit);
        book.on(HttpMethod.DELETE, MEMBER, Access.ADMINISTER_PEOPLE, members::remove);
        book.on(HttpMethod.GET, ORGANISATION + "/exclusions", Access.READ, members::exclusions);
        ExplanationHandlers explanations = to.explanations();
        book.on(HttpMethod.GET, MEMBER + "/explanation", Access.READ, explanations::ofMember);
        book.on(HttpMethod.GET, ORGANISATION + "/users/:user/explanation", Access.READ, explanations::ofUser);
        book.on(HttpMethod.GET, ORGANISATION + "/explanations", Access.READ, explanations::ofName);
        RecoveryHandlers recoveries = to.recoveries();
        book.on(HttpMethod.GET, ORGANISATION + "/recovery-admins", Access.READ, recoveries::list);
        book.on(HttpMethod.POST, ORGANISATION + "/recovery-admins", Access.OPERATE, recoveries::grant);
        book.on(
                HttpMethod.DELETE,
                ORGANISATION + "/recovery-admins/:member",
                Access.ADMINISTER_PEOPLE,
                recoveries::end);
        HoldHandlers holds = to.holds();
        book.on(HttpMethod.GET, ORGANISATION + "/holds", Access.READ, holds::list);
        book.on(HttpMethod.GET, HOLD, Access.READ, holds::show);
        book.on(HttpMethod.GET, HOLD + "/people", Access.READ, holds::people);
        book.on(HttpMethod.POST, HOLD + "/approve", Access.ADMINISTER_PEOPLE, holds::approve);
        book.on(HttpMethod.POST, HOLD + "/reject", Access.ADMINISTER_PEOPLE, holds::reject);
        SignInLinkHandlers links = to.signInLinks();
        book.on(HttpMethod.GET, ORGANISATION + "/sign-in-links", Access.OPERATOR_READ, links::list);
        book.on(
                HttpMethod.POST,
                ORGANISATION + "/sign-in-links",
                Access.OPERATE,
                to.quotas().before(Quota.SIGN_IN_LINKS, links::issue));
        book.on(HttpMethod.DELETE, ORGANISATION + "/sign-in-links/:link", Access.OPERATE, links::revoke);
        book.on(HttpMethod.GET, API + "sign-in-links", Access.OPERATOR_READ, links::list);
        book.on(HttpMethod.POST, API + "sign-in-links", Access.OPERATE, links::issue);
        book.on(HttpMethod.DELETE, API + "sign-in-links/:link", Access.OPERATE, links::revoke);

        book.on(HttpMethod.GET, DIRECTORY + "/health", Access.READ, to.health()::show);
        book.on(HttpMethod.GET, ORGANISATION + "/audit", Access.READ_AUDIT, to.audit()::list);

        DomainHandlers domains = to.domains();
        book.on(HttpMethod.GET, ORGANISATION + "/domains", Access.READ, domains::list);
        book.on(
                HttpMethod.POST,
                ORGANISATION + "/domains",
                Access.ADMINISTER_DIRECTORIES,
                to.quotas().before(Quota.DOMAINS, domains::claim));
        book.on(HttpMethod.GET, DOMAIN, Access.READ, domains::show);
        book.on(
                HttpMethod.DELETE,
                DOMAIN,
                Access.ADMINISTER_DIRECTORIES,
                to.fresh().before(domains::release));
        book.on(HttpMethod.POST, DOMAIN + "/check", Access.ADMINISTER_DIRECTORIES, domains::check);
        book.on(HttpMethod.PUT, DOMAIN + "/attestation", Access.OPERATE, domains::attest);

        organisations(book, to);
        about(book, to.docs());
        directories(book, to);
        life(book, to);

        book.form(TOKEN, Access.ANYBODY, to.tokenEndpoint()::issue, TokenEndpoint::unreadable);
        book.on(HttpMethod.GET, METADATA, Access.ANYBODY, to.tokenEndpoint()::metadata);

        book.on(HttpMethod.GET, "/", Access.ANYBODY, to.sessions()::enter);
        book.on(HttpMethod.POST, "/console/session", Access.ANYBODY, to.sessions()::begin);
        book.on(HttpMethod.GET, "/console/session", Access.SIGNED_IN, to.sessions()::show);
        book.on(HttpMethod.DELETE, "/console/session", Access.ANYBODY, to.sessions()::end);

        to.issuerSignIn().ifPresent(signIn -> signIn.mount(book));

        areas.mount(vertx, book);
        book.refuseTheRest();
        return book.router();
    }

    /** The operator's customers, what they have bought and set, their seats, and the roles that all share. */
    private static void organisations(RouteBook book, Handlers to) {
        OrganisationRegister register = to.organisationRegister();
        book.on(HttpMethod.GET, API + "organizations", Access.SIGNED_IN, register::list);
        book.on(HttpMethod.POST, API + "organizations", Access.OPERATE, register::create);
        book.on(HttpMethod.GET, ORGANISATION, Access.READ_AUDIT, register::show);
        book.on(HttpMethod.PATCH, ORGANISATION, Access.OPERATE, register::rename);
        PolicyHandlers policies = to.policies();
        book.on(HttpMethod.PUT, ORGANISATION + "/plan", Access.OPERATE, policies::plan);
        book.on(HttpMethod.PUT, ORGANISATION + "/seat-policy", Access.OPERATE, policies::seatPolicy);
        book.on(HttpMethod.PUT, ORGANISATION + "/unverified-domains", Access.OPERATE, policies::unverifiedDomains);
        book.on(HttpMethod.PUT, ORGANISATION + "/last-admin-protection", Access.OPERATE, policies::lastAdminProtection);
        book.on(HttpMethod.GET, ORGANISATION + "/seats", Access.READ, to.seats()::usage);
        book.on(HttpMethod.GET, ORGANISATION + "/ledger", Access.READ, to.seats()::ledger);
        RoleHandlers roles = to.roles();
        book.on(HttpMethod.GET, API + "roles", Access.SIGNED_IN, roles::list);
        book.on(HttpMethod.POST, API + "roles", Access.OPERATE, roles::create);
        book.on(HttpMethod.GET, API + "roles/:role", Access.SIGNED_IN, roles::show);
        book.on(HttpMethod.PATCH, API + "roles/:role", Access.OPERATE, roles::describe);
        book.on(HttpMethod.DELETE, API + "roles/:role", Access.OPERATE, roles::delete);
        book.on(HttpMethod.GET, API + "roles/:role/uses", Access.OPERATOR_READ, roles::uses);
        ConflictHandlers conflicts = to.conflicts();
        book.on(HttpMethod.GET, API + "conflicts", Access.OPERATOR_READ, conflicts::list);
        book.on(HttpMethod.GET, API + "conflicts/:conflict", Access.OPERATOR_READ, conflicts::show);
        book.on(HttpMethod.POST, API + "conflicts/:conflict/release", Access.OPERATE, conflicts::release);
        book.on(HttpMethod.POST, API + "conflicts/:conflict/keep", Access.OPERATE, conflicts::keep);
        book.on(HttpMethod.GET, API + "audit", Access.OPERATOR_READ, to.audit()::ofInstallation);
    }

    /** What the API says about itself. */
    private static void about(RouteBook book, ApiDocs docs) {
        book.on(HttpMethod.GET, API + "openapi.json", Access.ANYBODY, docs::description);
        book.on(HttpMethod.GET, API + "docs", Access.ANYBODY, docs::page);
        book.on(HttpMethod.GET, API + "docs/:file", Access.ANYBODY, docs::asset);
        book.on(HttpMethod.GET, API + "version", Access.SIGNED_IN, docs::version);
        book.on(HttpMethod.GET, API + "problems", Access.ANYBODY, docs::problems);
        book.on(HttpMethod.GET, API + "problems/:problem", Access.ANYBODY, docs::problem);
    }

    /** Which directories there are, and what is set of each. */
    private static void directories(RouteBook book, Handlers to) {
        DirectoryRegister register = to.register();
        book.on(HttpMethod.GET, "/api/v1/providers", Access.SIGNED_IN, register::providers);
        book.on(HttpMethod.GET, ORGANISATION + "/directories", Access.READ, register::list);
        book.on(
                HttpMethod.POST,
                ORGANISATION + "/directories",
                Access.ADMINISTER_DIRECTORIES,
                to.quotas().before(Quota.DIRECTORIES, register::create));
        book.on(
                HttpMethod.DELETE,
                DIRECTORY,
                Access.ADMINISTER_DIRECTORIES,
                to.fresh().before(register::delete));
        DirectoryHandlers directories = to.directories();
        book.on(HttpMethod.GET, DIRECTORY, Access.READ, directories::show);
        book.on(HttpMethod.PATCH, DIRECTORY, Access.ADMINISTER_DIRECTORIES, directories::change);
        book.on(HttpMethod.GET, DIRECTORY + "/schemas", Access.READ, directories::schemas);
        book.on(HttpMethod.GET, DIRECTORY + "/schemas/:urn", Access.READ, directories::schema);
        book.on(HttpMethod.PUT, DIRECTORY + "/schemas/:urn", Access.ADMINISTER_DIRECTORIES, directories::putSchema);
        book.on(
                HttpMethod.DELETE,
                DIRECTORY + "/schemas/:urn",
                Access.ADMINISTER_DIRECTORIES,
                directories::deleteSchema);
        CredentialHandlers credentials = to.credentials();
        book.on(HttpMethod.GET, DIRECTORY + "/authentication", Access.READ, to.authentication()::show);
        book.on(
                HttpMethod.PATCH,
                DIRECTORY + "/authentication",
                Access.ADMINISTER_DIRECTORIES,
                to.authentication()::change);
        book.on(HttpMethod.GET, DIRECTORY + "/credentials", Access.READ, credentials::list);
        book.on(
                HttpMethod.POST,
                DIRECTORY + "/credentials",
                Access.ADMINISTER_DIRECTORIES,
                to.quotas().before(Quota.CREDENTIALS, credentials::issue));
        book.on(
                HttpMethod.DELETE,
                DIRECTORY + "/credentials/:credential",
                Access.ADMINISTER_DIRECTORIES,
                to.fresh().before(credentials::revoke));
        book.on(HttpMethod.GET, DIRECTORY + "/setup", Access.READ, to.setup()::show);
    }

    /** What becomes of a directory, and whom it lets in as what. */
    private static void life(RouteBook book, Handlers to) {
        LifeCycleHandlers lifeCycle = to.lifeCycle();
        book.on(HttpMethod.GET, DIRECTORY + "/preview", Access.READ, to.previews()::show);
        book.on(HttpMethod.POST, DIRECTORY + "/preview", Access.ADMINISTER_DIRECTORIES, lifeCycle::startPreview);
        book.on(HttpMethod.POST, DIRECTORY + "/activate", Access.ADMINISTER_DIRECTORIES, lifeCycle::activate);
        book.on(
                HttpMethod.POST,
                DIRECTORY + "/take-over",
                Access.ADMINISTER_DIRECTORIES,
                to.fresh().before(lifeCycle::takeOver));
        book.on(HttpMethod.POST, DIRECTORY + "/pause", Access.ADMINISTER_DIRECTORIES, lifeCycle::pause);
        book.on(HttpMethod.POST, DIRECTORY + "/resume", Access.ADMINISTER_DIRECTORIES, lifeCycle::resume);
        book.on(
                HttpMethod.POST,
                DIRECTORY + "/deactivate",
                Access.ADMINISTER_DIRECTORIES,
                to.fresh().before(lifeCycle::deactivate));
        ActivationHandlers activations = to.activations();
        book.on(HttpMethod.GET, DIRECTORY + "/activations", Access.READ, activations::list);
        book.on(HttpMethod.GET, DIRECTORY + "/activations/:activation", Access.READ, activations::show);
        book.on(
                HttpMethod.POST,
                DIRECTORY + "/activations/:activation/undo",
                Access.ADMINISTER_DIRECTORIES,
                to.fresh().before(activations::undo));
        RoleAssignmentHandlers assignments = to.assignments();
        book.on(HttpMethod.GET, DIRECTORY + "/groups", Access.READ, to.groups()::list);
        book.on(HttpMethod.GET, DIRECTORY + "/user-attributes", Access.READ, to.userAttributes()::list);
        book.on(HttpMethod.GET, DIRECTORY + "/role-assignments", Access.READ, assignments::list);
        book.on(HttpMethod.POST, DIRECTORY + "/role-assignments", Access.ADMINISTER_DIRECTORIES, assignments::add);
        book.on(
                HttpMethod.PUT,
                DIRECTORY + "/role-assignments/order",
                Access.ADMINISTER_DIRECTORIES,
                assignments::order);
        book.on(
                HttpMethod.PATCH,
                DIRECTORY + "/role-assignments/:assignment",
                Access.ADMINISTER_DIRECTORIES,
                assignments::change);
        book.on(
                HttpMethod.DELETE,
                DIRECTORY + "/role-assignments/:assignment",
                Access.ADMINISTER_DIRECTORIES,
                assignments::remove);
        book.on(
                HttpMethod.PUT,
                DIRECTORY + "/nested-groups",
                Access.ADMINISTER_DIRECTORIES,
                assignments::setNestedGroups);
        book.on(HttpMethod.PUT, DIRECTORY + "/default-role", Access.ADMINISTER_DIRECTORIES, assignments::setDefault);
        MassGuardHandlers guards = to.guards();
        book.on(HttpMethod.GET, DIRECTORY + "/mass-change-guard", Access.READ, guards::show);
        book.on(HttpMethod.PUT, DIRECTORY + "/mass-change-guard", Access.ADMINISTER_DIRECTORIES, guards::set);
        book.on(
                HttpMethod.POST,
                DIRECTORY + "/mass-changes/approve",
                Access.ADMINISTER_DIRECTORIES,
                to.fresh().before(guards::approve));
        book.on(HttpMethod.POST, DIRECTORY + "/mass-changes/reject", Access.ADMINISTER_DIRECTORIES, guards::reject);
    }

    private static void refuseVersion(RoutingContext context) {
        context.fail(ScimError.badRequest(
                        ScimType.INVALID_VERS, "SCIM is served in version 2.0 only: the address begins with /scim/v2/.")
                .exception());
    }
}
