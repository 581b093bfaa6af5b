package dev.rollcall.server.api.member;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.model.row.HoldRow.Kind;
import dev.rollcall.core.model.row.HoldRow.State;
import dev.rollcall.core.read.member.HoldList;
import dev.rollcall.core.read.member.HoldList.Facets;
import dev.rollcall.core.read.member.HoldList.ListedHold;
import dev.rollcall.core.read.member.HoldQueries;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.ListPage;
import dev.rollcall.server.api.OrganisationAccess;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Shows changes that a rule keeps from happening (R16, R19, R21), each with a way to resolve it, and approves or rejects them. */
final class HoldHandlers {

    private static final String PEOPLE = "people";
    private static final int MOST_PEOPLE = 1_000;

    private final OrganisationAccess organisations;
    private final RuleRequests rules;
    private final HoldList holds;
    private final HoldQueries people;
    private final DatabaseCircuit circuit;

    HoldHandlers(ApiParts parts) {
        this.organisations = parts.organisations();
        this.rules = parts.rules();
        this.holds = new HoldList(parts.database());
        this.people = new HoldQueries(parts.database());
        this.circuit = parts.circuit();
    }

    /** {@code GET}: those in force unless {@code inForce} or {@code state} says otherwise, oldest first. */
    void list(RoutingContext context) {
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
                .compose(found -> Json.send(context, page.json(found, HoldJson::of, ListedHold::id)))
                .onFailure(context::fail);
    }

    private static @Nullable Boolean inForce(MultiMap query) {
        if (query.contains("inForce")) {
            return Parameters.flag(query, "inForce");
        }
        return query.contains("state") ? null : Boolean.TRUE;
    }

    /** {@code GET} of a hold, or of one person in it. */
    void show(RoutingContext context) {
        organisations
                .of(context)
                .compose(organisation -> find(context, organisation.id()))
                .compose(found -> Json.send(context, found))
                .onFailure(context::fail);
    }

    /** {@code GET}: the people of a hold, in the order in which they were held. */
    void people(RoutingContext context) {
        MultiMap query = context.queryParams();
        State state = Words.of(query, "state", State.values(), State::word);
        ListPage page = ListPage.of(query);
        UUID id = id(context);
        UUID after = page.id();
        organisations
                .of(context)
                .compose(organisation -> circuit.call(() -> holds.one(organisation.id(), id)
                        .compose(found -> found.isEmpty()
                                ? Future.failedFuture(none(context))
                                : people.people(organisation.id(), id, state, after, page.atMost()))))
                .compose(found -> Json.send(
                        context,
                        page.json(found, HoldJson::of, shown -> shown.hold().id())))
                .onFailure(context::fail);
    }

    /** {@code POST}: what was held happens, to everybody or to some of its people. */
    void approve(RoutingContext context) {
        decide(context, RuleCommand.Approve::new);
    }

    /** {@code POST}: things stay as they are, for everybody or for some of its people. */
    void reject(RoutingContext context) {
        decide(context, RuleCommand.Reject::new);
    }

    private void decide(RoutingContext context, BiFunction<UUID, @Nullable List<UUID>, RuleCommand> command) {
        JsonInput input = JsonInput.optional(context, PEOPLE);
        List<UUID> some = input.isNull(PEOPLE) ? null : input.ids(PEOPLE);
        if (some != null && (some.isEmpty() || some.size() > MOST_PEOPLE)) {
            throw JsonInput.wrong(
                    PEOPLE, "from 1 to " + MOST_PEOPLE + " ids of people in the hold, or leave it out for all");
        }
        rules.answer(context, organisation -> command.apply(id(context), some));
    }

    private Future<ObjectNode> find(RoutingContext context, UUID orgId) {
        UUID id = id(context);
        return circuit.call(() -> holds.one(orgId, id)
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(HoldJson.of(found.get()))
                        : people.one(orgId, id).map(person -> HoldJson.of(person.orElseThrow(() -> none(context))))));
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
