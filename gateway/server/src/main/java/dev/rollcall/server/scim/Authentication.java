package dev.rollcall.server.scim;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.core.admin.Credentials;
import dev.rollcall.core.admin.Credentials.AuthenticatedDirectory;
import dev.rollcall.core.admin.Directory;
import dev.rollcall.core.admin.DirectorySchemas;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.server.auth.AccessTokens;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.spi.Adapter;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds the directory whose credential a request shows. What was found is trusted for a few seconds, so that a burst costs no
 * query a request and a revoked credential still ends within them; what was not found is looked up again, unless it is
 * known to have ended. Shared by all event loops of a node.
 */
public final class Authentication {

    private static final int REMEMBERED = 10_000;

    private static final Future<Optional<AuthenticatedDirectory>> NOBODY = Future.succeededFuture(Optional.empty());
    private static final ScimError NONE = ScimError.of(
            401, "A credential is needed. Send the directory's token in the header: Authorization: Bearer TOKEN");
    private static final ScimError WRONG = ScimError.of(
            401,
            "The credential is not valid for this directory. It may be mistyped, revoked or expired, or belong to another"
                    + " directory: copy base URL and token from the same directory.");

    private final Credentials credentials;
    private final AccessTokens accessTokens;
    private final Map<String, Adapter> adapters;
    private final DatabaseCircuit circuit;
    private final InstantSource time;
    private final DirectorySchemas schemas;
    private final Cache<String, Connection> known;
    private final Cache<String, ScimError> ended;
    /** How often something was forgotten. */
    private final AtomicLong changes = new AtomicLong();

    /**
     * Makes one with nothing remembered.
     *
     * @param adapters by provider
     * @param trust how long what was found is trusted
     */
    public Authentication(
            Credentials credentials,
            AccessTokens accessTokens,
            DirectorySchemas schemas,
            Map<String, Adapter> adapters,
            DatabaseCircuit circuit,
            InstantSource time,
            Duration trust) {
        this.credentials = credentials;
        this.accessTokens = accessTokens;
        this.schemas = schemas;
        this.adapters = Map.copyOf(adapters);
        this.circuit = circuit;
        this.time = time;
        this.known = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(trust)
                .build();
        this.ended = Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    }

    /** Lets the request pass when its credential is the path's directory's; else 401, whatever the reason. */
    public void handle(RoutingContext context) {
        Optional<String> token = ShownToken.of(context.request().getHeader("Authorization"));
        if (token.isEmpty()) {
            context.fail(NONE.exception());
            return;
        }
        Connection remembered = known.getIfPresent(token.get());
        if (remembered != null && isValid(remembered)) {
            credentials.used(remembered.authenticated());
            admit(context, remembered);
            return;
        }
        ScimError over = ended.getIfPresent(token.get());
        if (over != null) {
            context.fail(over.exception());
            return;
        }
        // The body waits unread until it is known whose it is.
        context.request().pause();
        find(token.get())
                .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> refused(token.get())))
                .onComplete(found -> {
                    context.request().resume();
                    if (found.failed()) {
                        context.fail(found.cause());
                    } else {
                        admit(context, found.result());
                    }
                });
    }

    /** Looks a directory up again for its next request: its settings or schemas have changed. */
    public void forget(UUID directoryId) {
        changes.incrementAndGet();
        known.asMap().values().removeIf(connection -> connection.id().equals(directoryId));
    }

    private Future<Optional<Connection>> find(String token) {
        long before = changes.get();
        return authenticate(token).compose(this::connection).map(found -> {
            found.ifPresent(connection -> known.put(token, connection));
            // What was read before a change is good for this request, which came before it, and for no other.
            if (changes.get() != before) {
                known.invalidate(token);
            }
            return found;
        });
    }

    /** A token that has ended stays so, and who goes on showing it costs no query more. */
    private Future<Connection> refused(String token) {
        return circuit.call(() -> credentials.ended(token)).compose(end -> {
            ScimError error = end.map(Authentication::over).orElse(WRONG);
            if (end.isPresent()) {
                ended.put(token, error);
            }
            return Future.failedFuture(error.exception());
        });
    }

    private static ScimError over(Credentials.Ended end) {
        return ScimError.of(
                401,
                "The credential rc_" + end.prefix() + "_... " + (end.isRevoked() ? "was revoked" : "expired") + " on "
                        + end.at().truncatedTo(ChronoUnit.SECONDS)
                        + ". Issue a new one for this directory and enter it at the identity provider.");
    }

    /** A JWT has two dots, and a credential has none. */
    private Future<Optional<AuthenticatedDirectory>> authenticate(String token) {
        if (token.indexOf('.') < 0) {
            return circuit.call(() -> credentials.authenticate(token));
        }
        return accessTokens
                .verify(token)
                .map(Optional::of)
                .otherwise(Optional.empty())
                .compose(shown -> shown.isEmpty() ? NOBODY : granted(shown.get()));
    }

    /** An access token ends with the credential that it was issued for. */
    private Future<Optional<AuthenticatedDirectory>> granted(AccessTokens.Grant grant) {
        return circuit.call(() -> credentials.valid(grant.orgId(), grant.directoryId(), grant.credentialId()))
                .map(found -> found.map(directory -> directory.until(grant.expires())));
    }

    /** A directory of a provider that this build has no adapter for cannot be served. */
    private Future<Optional<Connection>> connection(Optional<AuthenticatedDirectory> found) {
        Adapter adapter =
                found.map(value -> adapters.get(value.directory().provider())).orElse(null);
        if (found.isEmpty() || adapter == null) {
            return Future.succeededFuture(Optional.empty());
        }
        AuthenticatedDirectory authenticated = found.get();
        Directory directory = authenticated.directory();
        return circuit.call(() -> schemas.list(directory.orgId(), directory.id()))
                .map(own -> Optional.of(Connection.of(authenticated, own, adapter)));
    }

    private boolean isValid(Connection connection) {
        Instant expires = connection.authenticated().expires();
        return expires == null || time.instant().isBefore(expires);
    }

    private static void admit(RoutingContext context, Connection connection) {
        if (!connection.id().toString().equalsIgnoreCase(context.pathParam("directory"))) {
            context.fail(WRONG.exception());
            return;
        }
        Exchange.of(context).authenticated(connection.id(), connection.provider());
        connection.attach(context);
        context.next();
    }
}
