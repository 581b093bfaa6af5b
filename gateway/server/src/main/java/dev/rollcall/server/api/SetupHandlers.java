package dev.rollcall.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.read.SetupQueries;
import dev.rollcall.core.read.SetupQueries.Setup;
import dev.rollcall.server.guard.DatabaseCircuit;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The checklist of a directory's set-up, ticked off by what was really received (R4). */
public final class SetupHandlers {

    private final DirectoryAccess access;
    private final SetupQueries queries;
    private final DatabaseCircuit circuit;
    private final InstantSource time;

    public SetupHandlers(ApiParts api) {
        this.access = api.directories();
        this.queries = new SetupQueries(api.database());
        this.circuit = api.circuit();
        this.time = api.time();
    }

    /** {@code GET}: the steps in their order, and the sentence for the first one that is open. */
    public void show(RoutingContext context) {
        access.of(context)
                .compose(directory -> circuit.call(() -> queries.of(directory.orgId(), directory.id(), time.instant())))
                .compose(setup -> Json.send(context, json(setup)))
                .onFailure(context::fail);
    }

    private static ObjectNode json(Setup setup) {
        ObjectNode json = Json.object();
        ArrayNode steps = json.putArray("steps");
        step(steps, "credential_issued", setup.validCredentials() > 0, setup.credentialIssued());
        step(steps, "request_received", setup.lastRequest() != null, null);
        step(steps, "first_user", setup.firstUser() != null, setup.firstUser());
        step(steps, "first_group", setup.firstGroup() != null, setup.firstGroup());
        step(steps, "roles_assigned", setup.rolesAssigned(), null);
        step(steps, "first_admin", setup.hasAdmin(), null);
        return json.put("lastRequest", text(setup.lastRequest())).put("next", next(setup));
    }

    private static void step(ArrayNode steps, String name, boolean done, @Nullable Instant since) {
        steps.addObject().put("step", name).put("done", done).put("since", done ? text(since) : null);
    }

    private static @Nullable String next(Setup setup) {
        if (setup.validCredentials() == 0) {
            return setup.credentialIssued() == null
                    ? "Issue a credential for the directory."
                    : "Every credential is revoked or expired, so each request is answered with 401: issue a new one and enter"
                            + " it at the identity provider.";
        }
        if (setup.lastRequest() == null) {
            return "Enter base URL and credential at the identity provider and run its connection test. When it fails and this"
                    + " stays open, no request with a valid credential has arrived: check both for typing errors, and whether"
                    + " a firewall is in the way.";
        }
        if (setup.firstUser() == null) {
            return "Assign users at the identity provider and start provisioning.";
        }
        if (setup.firstGroup() == null) {
            return "Push the groups that roles are to come from.";
        }
        if (!setup.rolesAssigned()) {
            return "Map groups to roles; until then everybody has the directory's default role.";
        }
        return setup.hasAdmin() ? null : "Put an administrator into a group that is mapped to the role admin.";
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
