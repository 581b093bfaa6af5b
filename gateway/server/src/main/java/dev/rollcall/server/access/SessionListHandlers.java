package dev.rollcall.server.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.command.Actor;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.ListPage;
import dev.rollcall.server.api.OrganisationAccess;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.auth.session.Session;
import dev.rollcall.server.auth.session.Sessions;
import dev.rollcall.server.auth.session.Sessions.Which;
import dev.rollcall.server.auth.session.SignInLink;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists who is signed in to the console, for an organisation or for the operator's own people, and signs them out. */
final class SessionListHandlers {

    private final OrganisationAccess organisations;
    private final Sessions sessions;
    private final DatabaseCircuit circuit;

    SessionListHandlers(ApiParts api, Sessions sessions) {
        this.organisations = api.organisations();
        this.sessions = sessions;
        this.circuit = api.circuit();
    }

    /** {@code GET}: the sessions that run; with {@code ?subject=} those of one person. */
    void list(RoutingContext context) {
        which(context).compose(which -> show(context, which)).onFailure(context::fail);
    }

    /** {@code DELETE}: ends one, with 204, also when done twice. */
    void end(RoutingContext context) {
        which(context).compose(which -> end(context, which)).onFailure(context::fail);
    }

    /** {@code DELETE} of all: ends those of everybody, or with {@code ?subject=} of one person, and says how many. */
    void endAll(RoutingContext context) {
        which(context).compose(which -> endAll(context, which)).onFailure(context::fail);
    }

    /** {@code GET}: the caller's own sessions. */
    void listOwn(RoutingContext context) {
        show(context, own(context)).onFailure(context::fail);
    }

    /** {@code DELETE}: ends one of the caller's own. */
    void endOwn(RoutingContext context) {
        end(context, own(context)).onFailure(context::fail);
    }

    /** {@code DELETE} of all: signs the caller out everywhere. */
    void endAllOwn(RoutingContext context) {
        endAll(context, own(context)).onFailure(context::fail);
    }

    private Future<Void> show(RoutingContext context, Which which) {
        ListPage page = ListPage.of(context.queryParams());
        UUID after = page.id();
        @Nullable UUID current = Session.link(context).map(SignInLink::id).orElse(null);
        return circuit.call(() -> sessions.list(which, after, page.atMost()))
                .compose(found ->
                        Json.send(context, page.json(found, session -> json(session, current), SignInLink::id)));
    }

    private Future<Void> end(RoutingContext context, Which which) {
        String name = String.valueOf(context.pathParam("session"));
        Problem.ProblemException none =
                Problem.notFound("There is no session " + name + " here.").exception();
        Actor by = RuleRequests.actor(context, which.organisation());
        return Parameters.id(name)
                .map(id -> circuit.call(() -> sessions.end(by, which, id)))
                .orElseGet(() -> Future.succeededFuture(false))
                .compose(found -> found ? Json.sendNothing(context) : Future.failedFuture(none));
    }

    private Future<Void> endAll(RoutingContext context, Which which) {
        Actor by = RuleRequests.actor(context, which.organisation());
        return circuit.call(() -> sessions.end(by, which))
                .compose(ended -> Json.send(context, Json.object().put("ended", ended)));
    }

    /** The organisation of the path, or the operator's own people where the path names none. */
    private Future<Which> which(RoutingContext context) {
        @Nullable String subject = context.queryParams().get("subject");
        return context.pathParam("org") == null
                ? Future.succeededFuture(new Which(Actor.INSTALLATION, subject))
                : organisations.of(context).map(Organisation::id).map(id -> new Which(id, subject));
    }

    private static Which own(RoutingContext context) {
        Optional<SignInLink> session = Session.link(context);
        return session.map(link -> new Which(link.orgId(), link.subject()))
                .orElseThrow(() -> Problem.badRequest("This lists the sessions of the person who is signed in to the"
                                + " console, but this request uses a token. With a token, list the sessions of the"
                                + " organisation: /api/v1/organizations/ORG/sessions")
                        .exception());
    }

    private ObjectNode json(SignInLink session, @Nullable UUID current) {
        Instant used = session.lastUsed();
        return Json.object()
                .put("id", session.id().toString())
                .put("subject", session.subject())
                .put("role", session.role().word())
                .put("purpose", session.purpose())
                .put("begun", Sessions.begun(session).toString())
                .put("lastUsed", (used == null ? Sessions.begun(session) : used).toString())
                .put("ends", sessions.ends(session).toString())
                .put("current", session.id().equals(current));
    }
}
