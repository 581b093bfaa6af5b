package dev.rollcall.server.api.organisation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Domains;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.admin.Organisation.Plan;
import dev.rollcall.core.admin.Organisations;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.read.GuardQueries;
import dev.rollcall.core.read.GuardQueries.HeldDirectory;
import dev.rollcall.core.read.member.MemberQueries;
import dev.rollcall.core.read.member.MemberQueries.Summary;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.EntityTags;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.ListPage;
import dev.rollcall.server.api.OrganisationAccess;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.auth.Principal;
import dev.rollcall.server.auth.session.Session;
import dev.rollcall.server.guard.DatabaseCircuit;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists, creates, shows and renames the organisations of the operator. What they have bought is set by {@link PolicyHandlers}. */
final class OrganisationRegister {

    private final OrganisationAccess access;
    private final Organisations organisations;
    private final Domains domains;
    private final MemberQueries members;
    private final GuardQueries guards;
    private final DatabaseCircuit circuit;
    private final OperatorRules house;

    OrganisationRegister(ApiParts api) {
        this.access = api.organisations();
        this.organisations = new Organisations(api.database(), api.time());
        this.domains = new Domains(api.database());
        this.members = new MemberQueries(api.database());
        this.guards = new GuardQueries(api.database());
        this.circuit = api.circuit();
        this.house = api.house();
    }

    /** {@code GET}: all of them to the operator, to others their own. */
    void list(RoutingContext context) {
        ListPage page = ListPage.of(context.queryParams());
        Principal principal = Session.principal(context);
        @Nullable UUID only = principal.organisation().orElse(null);
        circuit.call(() -> organisations
                        .list(only, page.cursor(), page.atMost())
                        .compose(found -> {
                            List<UUID> ids =
                                    found.stream().map(Organisation::id).toList();
                            return organisations
                                    .runningDirectories(ids)
                                    .compose(running -> guards.held(ids)
                                            .compose(held -> domains.lost(ids)
                                                    .map(lost -> page.json(
                                                            found,
                                                            one -> json(one, running, held, lost),
                                                            Organisation::slug))));
                        }))
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }

    private ObjectNode json(
            Organisation organisation,
            Map<UUID, Long> running,
            List<HeldDirectory> held,
            Map<UUID, List<String>> lost) {
        UUID id = organisation.id();
        return OrganisationJson.of(
                organisation, running.getOrDefault(id, 0L), house, held, lost.getOrDefault(id, List.of()));
    }

    /** {@code POST}: 201. Without a plan it is on the standard one, and has no seats until some are bought. */
    void create(RoutingContext context) {
        JsonInput input = JsonInput.of(context, "slug", "name", "plan", "purchasedSeats", "enterpriseMaxSeats");
        String slug = input.text("slug");
        String name = input.text("name");
        Plan plan = input.isNull("plan") ? Plan.STANDARD : PolicyHandlers.plan(input);
        int purchased = seats(input, "purchasedSeats");
        int enterpriseMax = seats(input, "enterpriseMaxSeats");
        circuit.call(() ->
                        organisations.create(RuleRequests.actor(context), slug, name, plan, purchased, enterpriseMax))
                .compose(made -> {
                    context.response().setStatusCode(201).putHeader("Location", "/api/v1/organizations/" + made.id());
                    return send(context, made);
                })
                .onFailure(context::fail);
    }

    private static int seats(JsonInput input, String field) {
        return input.isNull(field) ? 0 : input.whole(field, 0, Integer.MAX_VALUE);
    }

    void show(RoutingContext context) {
        access.of(context).compose(organisation -> send(context, organisation)).onFailure(context::fail);
    }

    /** {@code PATCH} of the name, by a merge patch (RFC 7396). */
    void rename(RoutingContext context) {
        JsonInput input = JsonInput.of(context, "name");
        String name = input.text("name");
        String ifMatch = context.request().getHeader("If-Match");
        access.of(context)
                .compose(organisation -> circuit.call(() -> organisations.rename(
                        RuleRequests.actor(context, organisation.id()),
                        name,
                        current -> EntityTags.require(ifMatch, OrganisationJson.version(current), "The organisation"))))
                .compose(renamed -> send(context, renamed))
                .onFailure(context::fail);
    }

    private Future<Void> send(RoutingContext context, Organisation organisation) {
        context.response().putHeader("ETag", OrganisationJson.version(organisation));
        UUID id = organisation.id();
        return circuit.call(() -> Future.all(
                                members.summary(id),
                                organisations.runningDirectories(List.of(id)),
                                guards.held(List.of(id)),
                                domains.lost(List.of(id)))
                        .map(read -> {
                            Summary summary = read.resultAt(0);
                            Map<UUID, Long> running = read.resultAt(1);
                            List<HeldDirectory> held = read.resultAt(2);
                            Map<UUID, List<String>> lost = read.resultAt(3);
                            return OrganisationJson.of(
                                    organisation,
                                    running.getOrDefault(id, 0L),
                                    house,
                                    held,
                                    lost.getOrDefault(id, List.of()),
                                    summary);
                        }))
                .compose(body -> Json.send(context, body));
    }
}
