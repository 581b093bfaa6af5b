package dev.rollcall.server.api.credential;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.AuthenticationMethod;
import dev.rollcall.core.admin.directory.Credentials;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.admin.directory.DirectoryAuthentication;
import dev.rollcall.core.admin.directory.DirectoryAuthentications;
import dev.rollcall.core.admin.directory.TrustedIssuer;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.DirectoryAccess;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import dev.rollcall.server.http.PublicOrigin;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows and sets how a directory's identity provider may authenticate: which ways are open, and whose signed tokens count. */
final class AuthenticationHandlers {

    private final DirectoryAccess access;
    private final DirectoryAuthentications authentications;
    private final Credentials credentials;
    private final AuthenticationSettings settings;
    private final DatabaseCircuit circuit;
    private final PublicOrigin origin;
    private final InstantSource time;
    private final Consumer<UUID> changed;

    /**
     * Makes the handlers.
     *
     * @param settings what may be set
     * @param changed learns which directory must be looked up again
     */
    AuthenticationHandlers(
            ApiParts api,
            DirectoryAuthentications authentications,
            Credentials credentials,
            AuthenticationSettings settings,
            Consumer<UUID> changed) {
        this.access = api.directories();
        this.authentications = authentications;
        this.credentials = credentials;
        this.settings = settings;
        this.circuit = api.circuit();
        this.origin = api.origin();
        this.time = api.time();
        this.changed = changed;
    }

    /** {@code GET}, with the version as ETag. */
    void show(RoutingContext context) {
        access.of(context)
                .compose(directory -> circuit.call(() -> authentications.find(directory.orgId(), directory.id()))
                        .compose(found -> send(context, directory, found)))
                .onFailure(context::fail);
    }

    /** {@code PATCH} with a JSON merge patch (RFC 7396); with {@code If-Match} only when nobody else was faster. */
    void change(RoutingContext context) {
        JsonInput patch = JsonInput.of(context, "allowed", "issuers");
        String ifMatch = context.request().getHeader("If-Match");
        access.of(context)
                .compose(directory -> circuit.call(() -> authentications.change(
                                RuleRequests.actor(context, directory.orgId()), directory.id(), current -> {
                                    require(ifMatch, current);
                                    return settings.apply(current, patch);
                                }))
                        .onSuccess(done -> changed.accept(directory.id()))
                        .compose(done -> send(context, directory, done)))
                .onFailure(context::fail);
    }

    private static void require(@Nullable String ifMatch, DirectoryAuthentication current) {
        if (ifMatch != null && !ifMatch.strip().equals("*") && !ifMatch.strip().equals(tag(current))) {
            throw new Problem(
                            412,
                            "Precondition failed",
                            "The authentication of the directory has changed in the meantime. Read it again and repeat"
                                    + " the request with its ETag, now " + tag(current) + ", in If-Match.")
                    .exception();
        }
    }

    private static String tag(DirectoryAuthentication authentication) {
        return "\"" + authentication.version() + "\"";
    }

    private Future<Void> send(RoutingContext context, Directory directory, DirectoryAuthentication found) {
        String oauth = origin.of(context.request()) + "/oauth/" + directory.id();
        return circuit.call(() -> credentials.list(directory.orgId(), directory.id()))
                .compose(all -> {
                    ObjectNode body =
                            json(found).put("tokenEndpoint", oauth + "/token").put("tokenIssuer", oauth);
                    ArrayNode tokens = body.putArray("credentials");
                    all.forEach(credential -> tokens.add(CredentialJson.of(credential, time.instant())));
                    context.response().putHeader("ETag", tag(found));
                    return Json.send(context, body);
                });
    }

    private static ObjectNode json(DirectoryAuthentication found) {
        ObjectNode body = Json.object();
        ArrayNode allowed = body.putArray("allowed");
        found.allowed().stream().sorted().map(AuthenticationMethod::word).forEach(allowed::add);
        ArrayNode issuers = body.putArray("issuers");
        found.issuers().forEach(issuer -> issuers.add(json(issuer)));
        return body;
    }

    private static ObjectNode json(TrustedIssuer issuer) {
        ObjectNode json = Json.object()
                .put("id", issuer.id().toString())
                .put("use", issuer.use().way().word())
                .put("issuer", issuer.issuer())
                .put("subject", issuer.subject());
        ArrayNode audiences = json.putArray("audiences");
        issuer.audiences().forEach(audiences::add);
        json.put("appId", issuer.appId()).put("jwksUrl", issuer.jwksUrl());
        return json.set("jwks", issuer.jwks());
    }
}
