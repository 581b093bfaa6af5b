package dev.rollcall.adapters.google.source.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;

/** Signs the assertions of a service account. */
interface Signer {

    /** The claims as a JWT of the service account. */
    public Future<String> sign(JsonObject claims);

    /** By its key. */
    static Signer of(Vertx vertx, ServiceKey key) {
        JWTAuth signer = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(new PubSecKeyOptions()
                                .setAlgorithm("RS256")
                                .setId(key.keyId())
                                .setBuffer(key.pem())));
        JWTOptions options = new JWTOptions().setAlgorithm("RS256").setNoTimestamp(true);
        return claims -> Future.succeededFuture(signer.generateToken(claims, options));
    }
}
