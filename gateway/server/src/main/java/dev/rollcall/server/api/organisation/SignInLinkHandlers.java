package dev.rollcall.server.api.organisation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.command.Actor;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.ListPage;
import dev.rollcall.server.api.OrganisationAccess;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.auth.OrganisationRole;
import dev.rollcall.server.auth.session.Session;
import dev.rollcall.server.auth.session.SignInLink;
import dev.rollcall.server.auth.session.SignInLinks;
import dev.rollcall.server.auth.session.SignInLinks.Wish;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import dev.rollcall.server.http.PublicOrigin;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Issues, lists and revokes one-time links with which the operator sends an administrator of an organisation, or one of its own
 * people, into the console.
 */
final class SignInLinkHandlers {

    private static final List<String> ROLES =
            Stream.of(OrganisationRole.values()).map(OrganisationRole::word).toList();

    private static final int LEAST_SECONDS = 60;
    private static final int MOST_SECONDS = 3_600;

    private final OrganisationAccess access;
    private final SignInLinks links;
    private final ReturnAddresses returns;
    private final DatabaseCircuit circuit;
    private final PublicOrigin origin;
    private final InstantSource time;

    SignInLinkHandlers(ApiParts api, SignInLinks links, ReturnAddresses returns) {
        this.access = api.organisations();
        this.links = links;
        this.returns = returns;
        this.circuit = api.circuit();
        this.origin = api.origin();
        this.time = api.time();
    }

    /** {@code POST}: a new link, and its URL this once. */
    void issue(RoutingContext context) {
        String caller = Session.principal(context).subject();
        Wish wish =
                wish(JsonInput.optional(context, "subject", "purpose", "role", "returnUrl", "validForSeconds"), caller);
        String page = origin.of(context.request()) + "/console/sign-in#";
        whose(context)
                .compose(id -> {
                    if (id.equals(Actor.INSTALLATION) && wish.role() != OrganisationRole.OWNER) {
                        throw Problem.badRequest(
                                        "A link for the operator opens all organisations, so leave out \"purpose\""
                                                + " and \"role\", or make a link for one organisation.")
                                .exception();
                    }
                    return circuit.call(() -> links.issue(RuleRequests.actor(context, id), wish));
                })
                .compose(issued -> {
                    context.response().setStatusCode(201);
                    return Json.send(
                            context, json(issued.link(), time.instant()).put("url", page + issued.code()));
                })
                .onFailure(context::fail);
    }

    private Wish wish(JsonInput body, String caller) {
        String subject = body.textOrNull("subject");
        String purpose = body.isNull("purpose") ? "console" : body.word("purpose", SignInLink.PURPOSES);
        return new Wish(
                subject == null ? caller : subject,
                purpose,
                role(body, purpose),
                returns.allowed(body.textOrNull("returnUrl", JsonInput.PROSE)),
                body.isNull("validForSeconds")
                        ? SignInLinks.VALID
                        : Duration.ofSeconds(body.whole("validForSeconds", LEAST_SECONDS, MOST_SECONDS)));
    }

    /** What a purpose takes is all that its session may do; one for the whole console may be given less. */
    private static OrganisationRole role(JsonInput body, String purpose) {
        OrganisationRole usual = SignInLink.roleFor(purpose);
        if (body.isNull("role")) {
            return usual;
        }
        OrganisationRole wanted = OrganisationRole.of(body.word("role", ROLES));
        if (wanted != usual && usual != OrganisationRole.OWNER) {
            throw Problem.badRequest("A link of the purpose " + purpose + " gives the role " + usual.word()
                            + ". Leave out \"role\", or use the purpose console, which accepts any role.")
                    .exception();
        }
        return wanted;
    }

    /** {@code GET}: all that the organisation ever had, newest first, without their codes. */
    void list(RoutingContext context) {
        ListPage page = ListPage.of(context.queryParams());
        UUID after = page.id();
        Instant now = time.instant();
        whose(context)
                .compose(id -> circuit.call(() -> links.list(id, after, page.atMost())))
                .compose(found -> Json.send(context, page.json(found, link -> json(link, now), SignInLink::id)))
                .onFailure(context::fail);
    }

    /** {@code DELETE}: the link signs nobody in any more, and a session that it began ends with its next request. */
    void revoke(RoutingContext context) {
        String name = String.valueOf(context.pathParam("link"));
        Problem.ProblemException none =
                Problem.notFound("There is no sign-in link " + name + " here.").exception();
        whose(context)
                .compose(of -> {
                    UUID id = Parameters.id(name).orElseThrow(() -> none);
                    return circuit.call(() -> links.revoke(RuleRequests.actor(context, of), id));
                })
                .compose(found -> found ? Json.sendNothing(context) : Future.failedFuture(none))
                .onFailure(context::fail);
    }

    /** The organisation of the path, or the installation where the path names none: then the operator is signed in. */
    private Future<UUID> whose(RoutingContext context) {
        return context.pathParam("org") == null
                ? Future.succeededFuture(Actor.INSTALLATION)
                : access.of(context).map(Organisation::id);
    }

    private static ObjectNode json(SignInLink link, Instant now) {
        return Json.object()
                .put("id", link.id().toString())
                .put("subject", link.subject())
                .put("purpose", link.purpose())
                .put("role", link.role().word())
                .put("returnUrl", link.returnUrl())
                .put("state", link.state(now))
                .put("issuedBy", link.issuedBy())
                .put("created", link.created().toString())
                .put("expires", link.expires().toString())
                .put("used", text(link.used()))
                .put("revoked", text(link.revoked()))
                .put("revokedBy", link.revokedBy());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
