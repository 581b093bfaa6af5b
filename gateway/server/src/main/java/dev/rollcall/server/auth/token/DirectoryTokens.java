package dev.rollcall.server.auth.token;

import dev.rollcall.core.admin.directory.AuthenticatedDirectory;
import dev.rollcall.core.admin.directory.AuthenticationMethod;
import dev.rollcall.core.admin.directory.CredentialCheck;
import dev.rollcall.core.admin.directory.DirectoryAuthentications;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.jwt.InvalidJwt;
import dev.rollcall.server.jwt.Jws;
import dev.rollcall.server.jwt.KeysUnavailable;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the directory of the token that an identity provider shows with a SCIM request: a credential of the directory, an access
 * token of its token endpoint, or a token signed by an issuer whom the directory trusts.
 */
public final class DirectoryTokens {

    private static final Future<Optional<AuthenticatedDirectory>> NOBODY = Future.succeededFuture(Optional.empty());

    private final CredentialCheck credentials;
    private final AccessTokens accessTokens;
    private final DirectoryAuthentications authentications;
    private final DirectoryIssuers issuers;
    private final DatabaseCircuit circuit;

    public DirectoryTokens(
            CredentialCheck credentials,
            AccessTokens accessTokens,
            DirectoryAuthentications authentications,
            DirectoryIssuers issuers,
            DatabaseCircuit circuit) {
        this.credentials = credentials;
        this.accessTokens = accessTokens;
        this.authentications = authentications;
        this.issuers = issuers;
        this.circuit = circuit;
    }

    /**
     * The directory that a token opens, if it opens any. Fails with {@link MethodNotAllowedForDirectory} when the directory does not take such tokens,
     * with {@link InvalidJwt} and {@link KeysUnavailable} when it was signed by an issuer and is not valid, or may not be.
     *
     * @param directoryId the directory of the path: an issuer's token names none
     */
    public Future<Optional<AuthenticatedDirectory>> find(Optional<UUID> directoryId, String token) {
        // A JWT has two dots, and a credential has none.
        if (token.indexOf('.') < 0) {
            return circuit.call(() -> credentials.authenticate(token))
                    .compose(found -> allowed(found, AuthenticationMethod.TOKEN));
        }
        if (Jws.issuer(token).isPresent()) {
            return directoryId
                    .map(id -> issuers.bearer(id, token).map(Optional::of))
                    .orElse(NOBODY);
        }
        return accessTokens
                .verify(token)
                .map(Optional::of)
                .otherwise(Optional.empty())
                .compose(grant -> grant.isEmpty() ? NOBODY : granted(grant.get()));
    }

    /** The directory of a credential that is shown to the token endpoint; fails with {@link MethodNotAllowedForDirectory} as {@link #find} does. */
    public Future<Optional<AuthenticatedDirectory>> client(String secret) {
        return circuit.call(() -> credentials.authenticate(secret))
                .compose(found -> allowed(found, AuthenticationMethod.CLIENT_SECRET));
    }

    /** An access token ends with what it was issued for. */
    private Future<Optional<AuthenticatedDirectory>> granted(AccessTokens.Grant grant) {
        Future<Optional<AuthenticatedDirectory>> basis = switch (grant.kind()) {
            case CREDENTIAL ->
                circuit.call(() -> credentials.valid(grant.orgId(), grant.directoryId(), grant.basis()))
                        .compose(found -> allowed(found, AuthenticationMethod.CLIENT_SECRET));
            case ISSUER -> ofIssuer(grant);
        };
        return basis.map(found -> found.map(directory -> directory.until(grant.expires())));
    }

    private Future<Optional<AuthenticatedDirectory>> ofIssuer(AccessTokens.Grant grant) {
        return circuit.call(() -> authentications.byDirectory(grant.directoryId()))
                .map(found -> found.flatMap(known -> known.authentication()
                        .trusted(grant.basis())
                        .map(issuer -> new AuthenticatedDirectory(known.directory(), issuer.id(), null))));
    }

    private Future<Optional<AuthenticatedDirectory>> allowed(
            Optional<AuthenticatedDirectory> found, AuthenticationMethod way) {
        if (found.isEmpty()) {
            return NOBODY;
        }
        UUID orgId = found.get().directory().orgId();
        UUID directoryId = found.get().directory().id();
        return circuit.call(() -> authentications.find(orgId, directoryId)).map(authentication -> {
            MethodNotAllowedForDirectory.check(authentication, way);
            return found;
        });
    }
}
