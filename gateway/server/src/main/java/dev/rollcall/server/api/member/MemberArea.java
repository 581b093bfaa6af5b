package dev.rollcall.server.api.member;

import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Area;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.auth.Access;
import dev.rollcall.server.quota.Quota;
import dev.rollcall.server.quota.Quotas;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;

/** The routes about people: members, exclusions, explanations, recovery admins, holds, and conflicts about domains. */
public final class MemberArea implements Area {

    private static final String MEMBERS = RouteTable.ORGANISATION + "/members";
    private static final String MEMBER = MEMBERS + "/:member";
    private static final String RECOVERIES = RouteTable.ORGANISATION + "/recovery-admins";
    private static final String HOLDS = RouteTable.ORGANISATION + "/holds";
    private static final String HOLD = HOLDS + "/:hold";
    private static final String CONFLICTS = RouteTable.API + "conflicts";
    private static final String CONFLICT = CONFLICTS + "/:conflict";

    private final ApiParts api;
    private final Welcome welcome;
    private final Quotas quotas;

    public MemberArea(ApiParts api, Welcome welcome, Quotas quotas) {
        this.api = api;
        this.welcome = welcome;
        this.quotas = quotas;
    }

    @Override
    public void mount(Vertx vertx, RouteTable routes) {
        members(routes);
        explanations(routes);
        recoveries(routes);
        holds(routes);
        conflicts(routes);
    }

    private void members(RouteTable routes) {
        MemberHandlers members = new MemberHandlers(api, welcome);
        routes.on(HttpMethod.GET, MEMBERS, Access.READ, members::list);
        routes.on(
                HttpMethod.POST, MEMBERS, Access.ADMINISTER_PEOPLE, quotas.before(Quota.INVITATIONS, members::invite));
        routes.on(HttpMethod.GET, MEMBER, Access.READ, members::show);
        routes.on(HttpMethod.PATCH, MEMBER, Access.ADMINISTER_PEOPLE, members::edit);
        routes.on(HttpMethod.DELETE, MEMBER, Access.ADMINISTER_PEOPLE, members::remove);
        routes.on(HttpMethod.GET, RouteTable.ORGANISATION + "/exclusions", Access.READ, members::exclusions);
    }

    private void explanations(RouteTable routes) {
        ExplanationHandlers explanations = new ExplanationHandlers(api);
        routes.on(HttpMethod.GET, MEMBER + "/explanation", Access.READ, explanations::ofMember);
        routes.on(
                HttpMethod.GET,
                RouteTable.ORGANISATION + "/users/:user/explanation",
                Access.READ,
                explanations::ofUser);
        routes.on(HttpMethod.GET, RouteTable.ORGANISATION + "/explanations", Access.READ, explanations::ofName);
    }

    private void recoveries(RouteTable routes) {
        RecoveryHandlers recoveries = new RecoveryHandlers(api);
        routes.on(HttpMethod.GET, RECOVERIES, Access.READ, recoveries::list);
        routes.on(HttpMethod.POST, RECOVERIES, Access.OPERATE, recoveries::grant);
        routes.on(HttpMethod.DELETE, RECOVERIES + "/:member", Access.ADMINISTER_PEOPLE, recoveries::end);
    }

    private void holds(RouteTable routes) {
        HoldHandlers holds = new HoldHandlers(api);
        routes.on(HttpMethod.GET, HOLDS, Access.READ, holds::list);
        routes.on(HttpMethod.GET, HOLD, Access.READ, holds::show);
        routes.on(HttpMethod.GET, HOLD + "/people", Access.READ, holds::people);
        routes.on(HttpMethod.POST, HOLD + "/approve", Access.ADMINISTER_PEOPLE, holds::approve);
        routes.on(HttpMethod.POST, HOLD + "/reject", Access.ADMINISTER_PEOPLE, holds::reject);
    }

    private void conflicts(RouteTable routes) {
        ConflictHandlers conflicts = new ConflictHandlers(api);
        routes.on(HttpMethod.GET, CONFLICTS, Access.OPERATOR_READ, conflicts::list);
        routes.on(HttpMethod.GET, CONFLICT, Access.OPERATOR_READ, conflicts::show);
        routes.on(HttpMethod.POST, CONFLICT + "/release", Access.OPERATE, conflicts::release);
        routes.on(HttpMethod.POST, CONFLICT + "/keep", Access.OPERATE, conflicts::keep);
    }
}
