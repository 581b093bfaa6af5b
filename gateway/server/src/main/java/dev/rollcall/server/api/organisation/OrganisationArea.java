package dev.rollcall.server.api.organisation;

import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Area;
import dev.rollcall.server.api.FreshSignIn;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.auth.Access;
import dev.rollcall.server.auth.session.SignInLinks;
import dev.rollcall.server.domain.DomainChecks;
import dev.rollcall.server.quota.Quota;
import dev.rollcall.server.quota.Quotas;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;

/**
 * The routes about organisations: what each has bought and set, its seats, domains, audit and sign-in links, and the roles, which
 * all of them share.
 */
public final class OrganisationArea implements Area {

    private static final String ORGANISATIONS = RouteTable.API + "organizations";
    private static final String ORGANISATION = RouteTable.ORGANISATION;
    private static final String DOMAINS = ORGANISATION + "/domains";
    private static final String DOMAIN = DOMAINS + "/:domain";
    private static final String ROLES = RouteTable.API + "roles";
    private static final String ROLE = ROLES + "/:role";
    private static final String LINKS = "/sign-in-links";

    private final ApiParts api;
    private final DomainChecks checks;
    private final SignInLinks links;
    private final ReturnAddresses returns;
    private final Quotas quotas;
    private final FreshSignIn fresh;

    /**
     * Makes the area.
     *
     * @param checks looks for the records that verify domains
     * @param returns where the console may lead back to
     */
    public OrganisationArea(
            ApiParts api,
            DomainChecks checks,
            SignInLinks links,
            ReturnAddresses returns,
            Quotas quotas,
            FreshSignIn fresh) {
        this.api = api;
        this.checks = checks;
        this.links = links;
        this.returns = returns;
        this.quotas = quotas;
        this.fresh = fresh;
    }

    @Override
    public void mount(Vertx vertx, RouteTable routes) {
        organisations(routes);
        roles(routes);
        domains(routes);
        audit(routes);
        signInLinks(routes);
    }

    private void organisations(RouteTable routes) {
        OrganisationRegister register = new OrganisationRegister(api);
        routes.on(HttpMethod.GET, ORGANISATIONS, Access.SIGNED_IN, register::list);
        routes.on(HttpMethod.POST, ORGANISATIONS, Access.OPERATE, register::create);
        routes.on(HttpMethod.GET, ORGANISATION, Access.READ_AUDIT, register::show);
        routes.on(HttpMethod.PATCH, ORGANISATION, Access.OPERATE, register::rename);
        PolicyHandlers policies = new PolicyHandlers(api);
        routes.on(HttpMethod.PUT, ORGANISATION + "/plan", Access.OPERATE, policies::plan);
        routes.on(HttpMethod.PUT, ORGANISATION + "/seat-policy", Access.OPERATE, policies::seatPolicy);
        routes.on(HttpMethod.PUT, ORGANISATION + "/unverified-domains", Access.OPERATE, policies::unverifiedDomains);
        routes.on(
                HttpMethod.PUT, ORGANISATION + "/last-admin-protection", Access.OPERATE, policies::lastAdminProtection);
        SeatHandlers seats = new SeatHandlers(api);
        routes.on(HttpMethod.GET, ORGANISATION + "/seats", Access.READ, seats::usage);
        routes.on(HttpMethod.GET, ORGANISATION + "/ledger", Access.READ, seats::ledger);
    }

    private void roles(RouteTable routes) {
        RoleHandlers roles = new RoleHandlers(api);
        routes.on(HttpMethod.GET, ROLES, Access.SIGNED_IN, roles::list);
        routes.on(HttpMethod.POST, ROLES, Access.OPERATE, roles::create);
        routes.on(HttpMethod.GET, ROLE, Access.SIGNED_IN, roles::show);
        routes.on(HttpMethod.PATCH, ROLE, Access.OPERATE, roles::describe);
        routes.on(HttpMethod.DELETE, ROLE, Access.OPERATE, roles::delete);
        routes.on(HttpMethod.GET, ROLE + "/uses", Access.OPERATOR_READ, roles::uses);
    }

    private void domains(RouteTable routes) {
        DomainHandlers domains = new DomainHandlers(api, checks);
        routes.on(HttpMethod.GET, DOMAINS, Access.READ, domains::list);
        routes.on(
                HttpMethod.POST, DOMAINS, Access.ADMINISTER_DIRECTORIES, quotas.before(Quota.DOMAINS, domains::claim));
        routes.on(HttpMethod.GET, DOMAIN, Access.READ, domains::show);
        routes.on(HttpMethod.DELETE, DOMAIN, Access.ADMINISTER_DIRECTORIES, fresh.before(domains::release));
        routes.on(HttpMethod.POST, DOMAIN + "/check", Access.ADMINISTER_DIRECTORIES, domains::check);
        routes.on(HttpMethod.PUT, DOMAIN + "/attestation", Access.OPERATE, domains::attest);
    }

    private void audit(RouteTable routes) {
        AuditHandlers audit = new AuditHandlers(api);
        routes.on(HttpMethod.GET, ORGANISATION + "/audit", Access.READ_AUDIT, audit::list);
        routes.on(HttpMethod.GET, RouteTable.API + "audit", Access.OPERATOR_READ, audit::ofInstallation);
    }

    /** Those of an organisation, and those of operators, which are of none. */
    private void signInLinks(RouteTable routes) {
        SignInLinkHandlers handlers = new SignInLinkHandlers(api, links, returns);
        String ofOrganisation = ORGANISATION + LINKS;
        routes.on(HttpMethod.GET, ofOrganisation, Access.OPERATOR_READ, handlers::list);
        routes.on(HttpMethod.POST, ofOrganisation, Access.OPERATE, quotas.before(Quota.SIGN_IN_LINKS, handlers::issue));
        routes.on(HttpMethod.DELETE, ofOrganisation + "/:link", Access.OPERATE, handlers::revoke);
        String ofOperators = RouteTable.API + "sign-in-links";
        routes.on(HttpMethod.GET, ofOperators, Access.OPERATOR_READ, handlers::list);
        routes.on(HttpMethod.POST, ofOperators, Access.OPERATE, handlers::issue);
        routes.on(HttpMethod.DELETE, ofOperators + "/:link", Access.OPERATE, handlers::revoke);
    }
}
