package dev.rollcall.server.auth.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.core.admin.directory.AuthenticatedDirectory;
import dev.rollcall.core.admin.directory.DirectoryAuthentications;
import dev.rollcall.core.admin.directory.DirectoryAuthentications.Found;
import dev.rollcall.core.admin.directory.TrustedIssuer;
import dev.rollcall.core.admin.directory.TrustedIssuer.Use;
import dev.rollcall.core.admin.directory.UsedAssertions;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.jwt.InvalidJwt;
import dev.rollcall.server.jwt.Jws;
import dev.rollcall.server.jwt.JwtVerifier;
import dev.rollcall.server.jwt.JwtVerifier.Expected;
import dev.rollcall.server.jwt.KeySource;
import dev.rollcall.server.jwt.RemoteKeySets;
import dev.rollcall.server.jwt.SigningKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Checks tokens that were signed by an issuer whom a directory trusts: assertions of clients and workloads at the token endpoint,
 * and bearer tokens of the identity provider itself.
 */
public final class DirectoryIssuers {

    /** An assertion that can be used for longer is as good as a password. */
    private static final Duration LONGEST_ASSERTION = Duration.ofDays(1);

    private static final int REMEMBERED = 1_000;

    private final Vertx vertx;
    private final DirectoryAuthentications authentications;
    private final UsedAssertions used;
    private final DatabaseCircuit circuit;
    private final JwtVerifier verifier;
    private final RemoteKeySets remote;
    private final Cache<JsonNode, KeySource> registered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    public DirectoryIssuers(
            Vertx vertx,
            DirectoryAuthentications authentications,
            UsedAssertions used,
            DatabaseCircuit circuit,
            JwtVerifier verifier,
            RemoteKeySets remote) {
        this.vertx = vertx;
        this.authentications = authentications;
        this.used = used;
        this.circuit = circuit;
        this.verifier = verifier;
        this.remote = remote;
    }

    /**
     * The directory that an assertion speaks for. Fails with {@link InvalidJwt}, or with
     * {@link dev.rollcall.server.jwt.KeysUnavailable} when it cannot be checked now.
     *
     * @param clientId what was sent beside it, if anything: then a client must be the one that it names
     * @param endpoint what a client may name as audience: the token endpoint, and the issuer of its metadata
     */
    public Future<AuthenticatedDirectory> assertion(
            UUID directoryId, String token, @Nullable String clientId, Set<String> endpoint) {
        return check(directoryId, token, Set.of(Use.PRIVATE_KEY_JWT, Use.WORKLOAD_IDENTITY), endpoint)
                .compose(checked -> {
                    TrustedIssuer issuer = checked.issuer();
                    if (issuer.use() == Use.PRIVATE_KEY_JWT && clientId != null && !clientId.equals(issuer.issuer())) {
                        throw new InvalidJwt("the client_id sent with it is another client's");
                    }
                    return once(checked).map(checked.directory());
                });
    }

    /** The directory that a bearer token opens, until the token ends; fails as {@link #assertion} does. */
    public Future<AuthenticatedDirectory> bearer(UUID directoryId, String token) {
        return check(directoryId, token, Set.of(Use.ISSUED_TOKEN), Set.of()).map(Checked::untilItsEnd);
    }

    private record Checked(Found found, TrustedIssuer issuer, JsonObject claims) {

        Instant end() {
            return Instant.ofEpochSecond(((Number) claims.getValue("exp")).longValue());
        }

        AuthenticatedDirectory directory() {
            return new AuthenticatedDirectory(found.directory(), issuer.id(), null);
        }

        AuthenticatedDirectory untilItsEnd() {
            return directory().until(end());
        }
    }

    private Future<Checked> check(UUID directoryId, String token, Set<Use> uses, Set<String> endpoint) {
        Jws jws;
        try {
            jws = Jws.parse(token);
        } catch (InvalidJwt e) {
            return Future.failedFuture(e);
        }
        return circuit.call(() -> authentications.byDirectory(directoryId)).compose(found -> {
            if (found.isEmpty()) {
                throw unknown();
            }
            TrustedIssuer issuer = issuer(found.get(), jws, uses);
            Expected expected = new Expected(issuer.issuer(), audiences(issuer, endpoint));
            return verifier.verify(token, keys(issuer), expected).map(claims -> {
                application(issuer, claims);
                return new Checked(found.get(), issuer, claims);
            });
        });
    }

    private static TrustedIssuer issuer(Found found, Jws jws, Set<Use> uses) {
        return found.authentication()
                .trusted()
                .filter(issuer -> uses.contains(issuer.use()))
                .filter(issuer -> issuer.issuer().equals(jws.claims().getValue("iss")))
                .filter(issuer -> issuer.subject() == null
                        || issuer.subject().equals(jws.claims().getValue("sub")))
                .findFirst()
                .orElseThrow(DirectoryIssuers::unknown);
    }

    private static InvalidJwt unknown() {
        return new InvalidJwt(
                "its issuer (iss) and subject (sub) are not registered for this directory, or the directory does"
                        + " not allow this way of authenticating");
    }

    private static Set<String> audiences(TrustedIssuer issuer, Set<String> endpoint) {
        Set<String> audiences = new HashSet<>(issuer.audiences());
        if (issuer.use() == Use.PRIVATE_KEY_JWT) {
            audiences.addAll(endpoint);
        }
        return audiences;
    }

    private static void application(TrustedIssuer issuer, JsonObject claims) {
        String wanted = issuer.appId();
        if (wanted != null && !wanted.equals(claims.getValue("appid")) && !wanted.equals(claims.getValue("azp"))) {
            throw new InvalidJwt("its application (appid or azp) is not the registered one");
        }
    }

    private KeySource keys(TrustedIssuer issuer) {
        String url = issuer.jwksUrl();
        return url == null ? registered.get(Objects.requireNonNull(issuer.jwks()), this::registered) : remote.at(url);
    }

    /** Keys that were registered when others were accepted are none any more. */
    private KeySource registered(JsonNode jwks) {
        try {
            return KeySource.fixed(SigningKeys.of(vertx, new JsonObject(jwks.toString())));
        } catch (IllegalArgumentException e) {
            return token -> Future.failedFuture(
                    new InvalidJwt("the keys registered for its issuer cannot be used: " + e.getMessage()));
        }
    }

    /** A {@code jti} is used once. A client has to name one; tokens of workloads may have none, and are shown again until they end. */
    private Future<Void> once(Checked checked) {
        Instant end = checked.end();
        if (verifier.isFarther(end, LONGEST_ASSERTION)) {
            throw new InvalidJwt("it ends more than a day from now (exp)");
        }
        if (!(checked.claims().getValue("jti") instanceof String jti) || jti.isBlank()) {
            if (checked.issuer().use() == Use.PRIVATE_KEY_JWT) {
                throw new InvalidJwt("it has no id (jti): a client must give each assertion a new one, as a text, so"
                        + " that it cannot be used again");
            }
            return Future.succeededFuture();
        }
        UUID orgId = checked.found().directory().orgId();
        UUID directoryId = checked.found().directory().id();
        return circuit.call(() -> used.use(orgId, directoryId, checked.issuer().issuer(), jti, verifier.overFor(end)))
                .map(first -> {
                    if (!first) {
                        throw new InvalidJwt("it was used before (jti)");
                    }
                    return null;
                });
    }
}
