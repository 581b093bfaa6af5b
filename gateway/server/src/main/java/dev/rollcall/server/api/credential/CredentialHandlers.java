package dev.rollcall.server.api.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.Credentials;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.DirectoryAccess;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists the credentials of a directory, without their secrets, issues them and revokes them. Two can be valid at once (R22). */
final class CredentialHandlers {

    private final DirectoryAccess access;
    private final Credentials credentials;
    private final DatabaseCircuit circuit;
    private final InstantSource time;
    private final Duration life;

    /**
     * Makes one.
     *
     * @param life how long a credential is valid when nothing is said about its end; zero for ever
     */
    CredentialHandlers(ApiParts api, Credentials credentials, Duration life) {
        this.life = life;
        this.access = api.directories();
        this.credentials = credentials;
        this.circuit = api.circuit();
        this.time = api.time();
    }

    /** {@code GET}: all that the directory ever had, oldest first. */
    void list(RoutingContext context) {
        access.of(context)
                .compose(directory -> circuit.call(() -> credentials.list(directory.orgId(), directory.id())))
                .map(all -> Json.items(all.stream()
                        .map(credential -> CredentialJson.of(credential, time.instant()))
                        .toList()))
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }

    /**
     * {@code POST}, with {@code {"expires": INSTANT}}, with null for a credential that does not end, or without a body: a new
     * credential, and its token this once.
     */
    void issue(RoutingContext context) {
        Instant expires = expires(context);
        access.of(context)
                .compose(directory -> circuit.call(() ->
                        credentials.issue(RuleRequests.actor(context, directory.orgId()), directory.id(), expires)))
                .compose(issued -> {
                    ObjectNode body = CredentialJson.of(issued.credential(), time.instant())
                            .put("token", issued.token());
                    context.response().setStatusCode(201);
                    return Json.send(context, body);
                })
                .onFailure(context::fail);
    }

    /** {@code DELETE}: ends it; nodes that remember it follow within {@code auth.cache} seconds. */
    void revoke(RoutingContext context) {
        String name = String.valueOf(context.pathParam("credential"));
        access.of(context)
                .compose(directory -> {
                    UUID id = Parameters.id(name)
                            .orElseThrow(() -> Problem.notFound("The directory has no credential " + name + ".")
                                    .exception());
                    return circuit.call(() ->
                            credentials.revoke(RuleRequests.actor(context, directory.orgId()), directory.id(), id));
                })
                .compose(done -> Json.sendNothing(context))
                .onFailure(context::fail);
    }

    private @Nullable Instant expires(RoutingContext context) {
        Buffer body = context.body().buffer();
        if (body == null || body.length() == 0) {
            return usual();
        }
        JsonNode wish = ScimJson.parse(body.getBytes());
        JsonNode expires = wish.path("expires");
        if (wish.isObject() && wish.isEmpty()) {
            return usual();
        }
        if (wish.isObject() && wish.size() == 1 && expires.isNull()) {
            return null;
        }
        try {
            Instant instant = Instant.parse(expires.asText());
            if (wish.size() == 1 && instant.isAfter(time.instant())) {
                return instant;
            }
        } catch (DateTimeParseException e) {
            // Told below, as for a time that has passed.
        }
        throw Problem.badRequest("The body must be empty, for a credential with the default expiry, or {\"expires\":"
                        + " \"2030-01-31T00:00:00Z\"} with a time in the future, or {\"expires\": null} for one that "
                        + "does not expire.")
                .exception();
    }

    private @Nullable Instant usual() {
        return life.isZero() ? null : time.instant().plus(life);
    }
}
