package dev.rollcall.server.api.member;

import dev.rollcall.core.model.HoldRow.Kind;
import dev.rollcall.core.model.HoldRow.State;
import dev.rollcall.core.read.HoldQueries;
import dev.rollcall.core.read.HoldQueries.Facets;
import dev.rollcall.core.read.HoldQueries.ShownHold;
import dev.rollcall.core.rule.RuleCommand;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.ListPage;
import dev.rollcall.server.api.OrganisationAccess;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Changes that a rule keeps from happening (R16, R19, R21): shown with the way to fix them, approved, rejected. */
public final class HoldHandlers {

    private final OrganisationAccess organisations;
    private final RuleRequests rules;
    private final HoldQueries holds;
    private final DatabaseCircuit circuit;

    public HoldHandlers(ApiParts parts) {
        this.organisations = parts.organisations();
        this.rules = parts.rules();
        this.holds = new HoldQueries(parts.database());
        this.circuit = parts.circuit();
    }

    /** {@code GET}: those in force unless {@code inForce} or {@code state} says otherwise, oldest first. */
    public void list(RoutingContext context) {
        MultiMap query = context.queryParams();
        Facets facets = new Facets(
                inForce(query),
                Words.of(query, "state", State.values(), State::word),
                Words.of(query, "kind", Kind.values(), Kind::word),
                Parameters.id(query, "directory", "the id of a directory"));
        ListPage page = ListPage.of(query);
        UUID after = page.id();
        organisations
                .of(context)
                .compose(
                        organisation -> circuit.call(() -> holds.list(organisation.id(), facets, after, page.atMost())))
                .compose(found -> Json.send(
                        context,
                        page.json(found, HoldJson::of, shown -> shown.hold().id())))
                .onFailure(context::fail);
    }

    private static @Nullable Boolean inForce(MultiMap query) {
        if (query.contains("inForce")) {
            return Parameters.flag(query, "inForce");
        }
        return query.contains("state") ? null : Boolean.TRUE;
    }

    public void show(RoutingContext context) {
        organisations
                .of(context)
                .compose(organisation -> find(context, organisation.id()))
                .compose(shown -> Json.send(context, HoldJson.of(shown)))
                .onFailure(context::fail);
    }

    /** {@code POST}: what was held happens. */
    public void approve(RoutingContext context) {
        decide(context, RuleCommand.Approve::new);
    }

    /** {@code POST}: things stay as they are. */
    public void reject(RoutingContext context) {
        decide(context, RuleCommand.Reject::new);
    }

    private void decide(RoutingContext context, Function<UUID, RuleCommand> command) {
        rules.answer(context, organisation -> command.apply(id(context)));
    }

    private Future<ShownHold> find(RoutingContext context, UUID orgId) {
        UUID id = id(context);
        return circuit.call(() -> holds.one(orgId, id)).map(found -> found.orElseThrow(() -> none(context)));
    }

    private static UUID id(RoutingContext context) {
        Optional<UUID> id = Parameters.id(String.valueOf(context.pathParam("hold")));
        return id.orElseThrow(() -> none(context));
    }

    private static Problem.ProblemException none(RoutingContext context) {
        return Problem.notFound("The organisation has no hold " + context.pathParam("hold")
                        + ". GET .../holds lists those in force.")
                .exception();
    }
}
