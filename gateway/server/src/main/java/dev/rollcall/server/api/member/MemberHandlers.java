package dev.rollcall.server.api.member;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.attribute.SharedAttributes;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.RuleOutcome.Done;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.read.member.EventQueries;
import dev.rollcall.core.read.member.MemberQueries;
import dev.rollcall.core.read.member.MemberQueries.KeptOut;
import dev.rollcall.core.read.member.OrganisationMember;
import dev.rollcall.core.store.Replica;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.ImpactJson;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.ListPage;
import dev.rollcall.server.api.OrganisationAccess;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lists and shows the members of an organisation, and lets an administrator invite, edit and remove them by hand (R10, R11, R14).
 * Members whom a directory manages can be changed only at the identity provider.
 */
final class MemberHandlers {

    private final OrganisationAccess organisations;
    private final RuleRequests rules;
    private final MemberQueries members;
    private final EventQueries events;
    private final Replica replica;
    private final SharedAttributes shared;
    private final DatabaseCircuit circuit;
    private final Welcome welcome;

    MemberHandlers(ApiParts parts, Welcome welcome) {
        this.welcome = welcome;
        this.organisations = parts.organisations();
        this.rules = parts.rules();
        this.members = new MemberQueries(parts.database(), parts.house().shared());
        this.events = new EventQueries(parts.database());
        this.replica = parts.replica();
        this.shared = parts.house().shared();
        this.circuit = parts.circuit();
    }

    /**
     * {@code GET}: everybody, with those who are kept out; and where in the events to go on, to follow them from here. That is looked
     * up first, so that whatever happens meanwhile is behind it.
     */
    void list(RoutingContext context) {
        MemberPage wanted = MemberPage.of(context.queryParams());
        organisations
                .of(context)
                .compose(organisation -> circuit.call(() -> events.last(organisation.id()))
                        .compose(cursor -> page(organisation.id(), wanted)
                                .map(body -> body.put("eventsCursor", Long.toString(cursor)))))
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }

    /** {@code GET}: who is kept out, and why (R12, R13, R16); on the first page also how many for which reason. */
    void exclusions(RoutingContext context) {
        MemberPage wanted = MemberPage.ofExcluded(context.queryParams());
        organisations
                .of(context)
                .compose(organisation -> page(organisation.id(), wanted)
                        .compose(body -> wanted.after() != null
                                ? Future.succeededFuture(body)
                                : circuit.call(() -> members.keptOut(organisation.id()))
                                        .map(reasons -> with(reasons, body))))
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }

    private static ObjectNode with(List<KeptOut> reasons, ObjectNode json) {
        ArrayNode list = json.putArray("reasons");
        reasons.forEach(
                one -> list.addObject().put("reason", one.reason().word()).put("people", one.people()));
        return json;
    }

    private Future<ObjectNode> page(UUID orgId, MemberPage wanted) {
        ListPage page = wanted.page();
        return circuit.call(() -> replica.read(client ->
                        new MemberQueries(client, shared).list(orgId, wanted.facets(), wanted.after(), page.atMost())))
                .map(found -> page.json(found, MemberJson::of, OrganisationMember::id));
    }

    void show(RoutingContext context) {
        organisations
                .of(context)
                .compose(organisation -> find(organisation.id(), id(context)).compose(member -> {
                    if (member.changedBy() != null) {
                        context.response().putHeader("ETag", "\"" + member.changedBy() + "\"");
                    }
                    return circuit.call(() -> welcome.mails().of(organisation.id(), member.id()))
                            .map(mail -> MemberJson.of(member)
                                    .<ObjectNode>set("welcomeMail", welcome.ofMember(member, mail)));
                }))
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }

    /** {@code POST} with {@code email}, and if they are to differ from the usual {@code displayName} and {@code role}. */
    void invite(RoutingContext context) {
        JsonInput input = JsonInput.of(context, "email", "displayName", "role");
        String email = input.text("email", JsonInput.EMAIL);
        String name = Objects.requireNonNullElse(input.textOrNull("displayName"), "");
        String role = Objects.requireNonNullElse(input.textOrNull("role"), OperatorRules.MEMBER);
        organisations
                .of(context)
                .compose(organisation ->
                        carryOut(context, organisation, new OfMember.Invite(email, name, role, welcome.on())))
                .onFailure(context::fail);
    }

    /** {@code PATCH} with a JSON merge patch (RFC 7396) of {@code displayName} and {@code role}. */
    void edit(RoutingContext context) {
        JsonInput input = JsonInput.of(context, "displayName", "role");
        UUID lastChange = lastChange(context);
        organisations
                .of(context)
                .compose(organisation -> carryOut(
                        context,
                        organisation,
                        new OfMember.EditMember(
                                id(context), input.textOrNull("displayName"), input.textOrNull("role"), lastChange)))
                .onFailure(context::fail);
    }

    void remove(RoutingContext context) {
        UUID lastChange = lastChange(context);
        rules.answer(context, organisation -> new OfMember.RemoveMember(id(context), lastChange));
    }

    private Future<Void> carryOut(RoutingContext context, Organisation organisation, RuleCommand command) {
        int people = RuleRequests.people(context);
        return rules.carryOut(context, organisation.id(), command)
                .compose(done -> answer(context, organisation, done, people));
    }

    /** The impact, and unless it is a forecast the member as they are now. */
    private Future<Void> answer(RoutingContext context, Organisation organisation, Done done, int people) {
        boolean dryRun = RuleRequests.isDryRun(context);
        UUID subject = done.subject();
        ObjectNode body = Json.object().put("dryRun", dryRun).put("subject", Json.text(subject));
        body.setAll(ImpactJson.of(done.impact(), people));
        if (dryRun || subject == null) {
            return Json.send(context, body);
        }
        return find(organisation.id(), subject)
                .compose(member -> {
                    body.set("member", MemberJson.of(member));
                    return context.request().method().equals(HttpMethod.POST)
                            ? withWelcome(organisation.id(), subject, body)
                            : Future.succeededFuture(body);
                })
                .compose(complete -> Json.send(context, complete));
    }

    /** Whether the person who was invited is told. */
    private Future<ObjectNode> withWelcome(UUID orgId, UUID member, ObjectNode body) {
        return circuit.call(() -> welcome.mails().of(orgId, member)).map(mail -> {
            welcome.made().run();
            return body.set("welcomeMail", welcome.ofInvitation(mail));
        });
    }

    private Future<OrganisationMember> find(UUID orgId, UUID id) {
        return circuit.call(() -> members.one(orgId, id)).map(found -> found.orElseThrow(() -> none(id.toString())));
    }

    private static UUID id(RoutingContext context) {
        String id = String.valueOf(context.pathParam("member"));
        return Parameters.id(id).orElseThrow(() -> none(id));
    }

    private static Problem.ProblemException none(String id) {
        return Problem.notFound("The organisation has no member " + id + ". GET .../members lists those that it has.")
                .exception();
    }

    /** The change that the client has seen last, from {@code If-Match}; null when it minds none. */
    private static @Nullable UUID lastChange(RoutingContext context) {
        String tag = context.request().getHeader("If-Match");
        if (tag == null || tag.strip().equals("*")) {
            return null;
        }
        return Parameters.id(tag.strip().replace("\"", ""))
                .orElseThrow(() -> Problem.badRequest(
                                "The header If-Match cannot be used: give the ETag of the member, as GET returns it.")
                        .exception());
    }
}
