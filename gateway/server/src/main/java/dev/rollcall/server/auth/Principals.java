package dev.rollcall.server.auth;

import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import dev.rollcall.server.jwt.InvalidJwt;
import dev.rollcall.server.jwt.Jws;
import dev.rollcall.server.jwt.KeysUnavailable;
import io.vertx.core.Future;
import java.util.Optional;

/** Finds out to whom a bearer token of the admin API was issued: by this gateway's own key, or by the operator's issuer. */
public final class Principals {

    private final Tokens own;
    private final OperatorTokens issued;
    private final DatabaseCircuit circuit;
    private final Optional<OperatorIssuer> operator;

    /**
     * Makes one.
     *
     * @param operator empty when the settings name no issuer
     */
    public Principals(Tokens own, OperatorTokens issued, DatabaseCircuit circuit, Optional<OperatorIssuer> operator) {
        this.own = own;
        this.issued = issued;
        this.circuit = circuit;
        this.operator = operator;
    }

    /** Fails with a problem document: 401 when the token is not valid, 503 when that cannot be found out now. */
    public Future<Principal> of(String token) {
        Optional<String> issuer = Jws.namedIssuer(token);
        return operator.filter(other -> issuer.filter(other::isOf).isPresent())
                .map(other -> other.verify(token).recover(Principals::refused))
                .orElseGet(() -> issuer.filter(other -> !other.equals(Tokens.ISSUER))
                        .<Future<Principal>>map(other -> Future.failedFuture(ofAnotherIssuer()))
                        .orElseGet(() -> ofThisGateway(token)));
    }

    private RuntimeException ofAnotherIssuer() {
        return Problem.unauthorized("The token is not valid here: its issuer (iss) is "
                        + (operator.isPresent()
                                ? "neither this gateway nor exactly the one in the setting auth.issuer."
                                : "not this gateway, and no other issuer is named in the setting auth.issuer."))
                .exception();
    }

    private Future<Principal> ofThisGateway(String token) {
        return own.verify(token)
                .recover(failure -> Future.failedFuture(Problem.unauthorized(
                                "The token is not valid here: it is expired, or was issued by another gateway.")
                        .exception()))
                .compose(shown -> circuit.call(() -> issued.isGood(shown.id())).map(good -> {
                    if (!good) {
                        throw Problem.unauthorized("The token is not valid here: it was revoked.")
                                .exception();
                    }
                    return shown.principal();
                }));
    }

    private static Future<Principal> refused(Throwable failure) {
        if (failure instanceof InvalidJwt invalid) {
            return Future.failedFuture(Problem.unauthorized("The token is not valid here: " + invalid.reason() + ".")
                    .exception());
        }
        if (failure instanceof KeysUnavailable unavailable) {
            return Future.failedFuture(new Problem(
                            503,
                            "Service unavailable",
                            "It cannot be checked right now whether the token is valid. " + unavailable.getMessage()
                                    + " Send the request again later.")
                    .exception());
        }
        return Future.failedFuture(failure);
    }
}
