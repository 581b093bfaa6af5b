package dev.rollcall.server.api.member;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.model.row.Recovery;
import dev.rollcall.core.read.member.RecoveryQueries;
import dev.rollcall.core.read.member.RecoveryQueries.RecoveryAdmin;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.ImpactJson;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.OrganisationAccess;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Grants and ends admins for a limited time (R20). The operator grants one to an organisation that has lost access; every answer
 * points to the role assignments, because those have to be repaired.
 */
final class RecoveryHandlers {

    private static final Duration USUAL = Duration.ofHours(24);

    private final OrganisationAccess organisations;
    private final RuleRequests rules;
    private final RecoveryQueries recoveries;
    private final Directories directories;
    private final DatabaseCircuit circuit;
    private final InstantSource time;

    RecoveryHandlers(ApiParts parts) {
        this.organisations = parts.organisations();
        this.rules = parts.rules();
        this.recoveries = new RecoveryQueries(parts.database());
        this.directories = new Directories(parts.database(), parts.time());
        this.circuit = parts.circuit();
        this.time = parts.time();
    }

    /** {@code GET}: those there are, until when, and what to repair. */
    void list(RoutingContext context) {
        organisations
                .of(context)
                .compose(organisation -> circuit.call(() -> recoveries.list(organisation.id()))
                        .map(found -> Json.items(
                                found.stream().map(RecoveryHandlers::json).toList()))
                        .compose(body -> withRepair(organisation, body)))
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }

    /** {@code POST} with {@code email} and {@code reason}, and if they differ from the usual {@code displayName}, {@code ends}. */
    void grant(RoutingContext context) {
        JsonInput input = JsonInput.of(context, "email", "displayName", "reason", "ends");
        Instant ends = Objects.requireNonNullElse(
                input.timeOrNull("ends"), time.instant().plus(USUAL));
        RuleCommand command = new OfMember.GrantRecovery(
                input.text("email", JsonInput.EMAIL),
                input.textOrNull("displayName"),
                input.text("reason", JsonInput.PROSE),
                ends);
        int people = RuleRequests.people(context);
        organisations
                .of(context)
                .compose(organisation -> rules.carryOut(context, organisation.id(), command)
                        .map(done -> Json.object()
                                .put("dryRun", RuleRequests.isDryRun(context))
                                .put("subject", Json.text(done.subject()))
                                .put("ends", ends.toString())
                                .<ObjectNode>setAll(ImpactJson.of(done.impact(), people)))
                        .compose(body -> withRepair(organisation, body)))
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }

    /** {@code DELETE}: ends it before its time. */
    void end(RoutingContext context) {
        String id = String.valueOf(context.pathParam("member"));
        rules.answer(
                context,
                organisation -> new OfMember.EndRecovery(
                        Parameters.id(id)
                                .orElseThrow(
                                        () -> Problem.notFound("The organisation has no recovery admin " + id + ".")
                                                .exception()),
                        false));
    }

    private static ObjectNode json(RecoveryAdmin admin) {
        Recovery recovery = admin.recovery();
        return Json.object()
                .put("member", recovery.memberId().toString())
                .put("email", admin.email())
                .put("grantedBy", recovery.grantedBy())
                .put("reason", recovery.reason())
                .put("granted", recovery.granted().toString())
                .put("ends", recovery.ends().toString());
    }

    /** Where the mapping is that gives nobody the role admin any more. */
    private Future<ObjectNode> withRepair(Organisation organisation, ObjectNode body) {
        return circuit.call(() -> directories.list(organisation.id())).map(all -> {
            ObjectNode repair = body.putObject("repair");
            repair.put(
                    "what",
                    "Assign the role admin to a group of your identity provider and put your admins into it, before"
                            + " the time ends. Without a directory, invite an admin by hand.");
            ArrayNode assignments = repair.putArray("roleAssignments");
            all.forEach(directory -> assignments.add(Json.object()
                    .put("directory", directory.id().toString())
                    .put("name", directory.name())
                    .put(
                            "url",
                            "/api/v1/organizations/" + organisation.slug() + "/directories/" + directory.id()
                                    + "/role-assignments")));
            return body;
        });
    }
}
