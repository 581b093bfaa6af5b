package dev.rollcall.server.ssf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Organisations;
import dev.rollcall.delivery.ssf.TransmitterKeys;
import dev.rollcall.delivery.ssf.store.Stream.Method;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.auth.ReceiverTokens;
import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Serves what is public about a transmitter: its metadata and keys. */
final class TransmitterHandlers {

    private static final String CACHED = "public, max-age=600";

    private final ApiParts api;
    private final TransmitterKeys keys;
    private final Organisations organisations;

    TransmitterHandlers(ApiParts api, TransmitterKeys keys) {
        this.api = api;
        this.keys = keys;
        this.organisations = new Organisations(api.database(), api.time());
    }

    /** {@code GET}: SSF 1.0 section 7.1. */
    void metadata(RoutingContext context) {
        known(context)
                .compose(v -> send(context, metadata(Transmitter.of(api.origin(), context))))
                .onFailure(context::fail);
    }

    private Future<Void> known(RoutingContext context) {
        String name = String.valueOf(context.pathParam("org"));
        return Parameters.id(name)
                .map(id -> api.circuit().call(() -> organisations.byId(id)))
                .orElse(Future.succeededFuture(Optional.empty()))
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture()
                        : Future.failedFuture(Problem.notFound("There is no transmitter of Security Events"
                                        + " here: the address of one contains the id of an organisation.")
                                .exception()));
    }

    private static ObjectNode metadata(Transmitter here) {
        ObjectNode json = Json.object()
                .put("spec_version", "1_0")
                .put("issuer", here.issuer())
                .put("jwks_uri", here.at(Transmitter.KEYS))
                .put("configuration_endpoint", here.at(Transmitter.STREAMS))
                .put("status_endpoint", here.at(Transmitter.STATUS))
                .put("add_subject_endpoint", here.at(Transmitter.ADD))
                .put("remove_subject_endpoint", here.at(Transmitter.REMOVE))
                .put("verification_endpoint", here.at(Transmitter.VERIFY))
                .put("token_endpoint", here.at(Transmitter.TOKEN))
                .put("default_subjects", "ALL");
        json.putArray("delivery_methods_supported").add(Method.PUSH.uri()).add(Method.POLL.uri());
        json.putArray("authorization_schemes").addObject().put("spec_urn", "urn:ietf:rfc:6749");
        json.putArray("scopes_supported").add(ReceiverTokens.MANAGE).add(ReceiverTokens.READ);
        return json;
    }

    /** {@code GET}: the public keys (RFC 7517). */
    void keys(RoutingContext context) {
        known(context)
                .compose(v -> api.circuit().call(keys::published))
                .compose(set -> send(context, set))
                .onFailure(context::fail);
    }

    private static Future<Void> send(RoutingContext context, ObjectNode body) {
        return context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", CACHED)
                .end(Buffer.buffer(ScimJson.write(body)));
    }
}
