package dev.rollcall.server.scim;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.core.admin.directory.AuthenticatedDirectory;
import dev.rollcall.core.admin.directory.CredentialCheck;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.admin.directory.DirectoryProfiles;
import dev.rollcall.core.admin.directory.DirectorySchemas;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.schema.CustomSchema;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.server.auth.token.DirectoryTokens;
import dev.rollcall.server.auth.token.MethodNotAllowedForDirectory;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.server.jwt.InvalidJwt;
import dev.rollcall.server.jwt.KeysUnavailable;
import dev.rollcall.server.profile.Profiles;
import dev.rollcall.spi.Adapter;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds the directory whose credential a request shows. A credential that was found is trusted for a few seconds, so that a burst
 * does not cost a query for each request and yet a revoked credential stops working within seconds; one that was not found is
 * looked up again, unless it is known to have expired. Shared by all event loops of a node.
 */
public final class Authentication {

    private static final int REMEMBERED = 10_000;
    private static final int UUID_LENGTH = 36;

    private static final ScimError NONE = ScimError.of(
            401, "A credential is needed. Send the directory's token in the header: Authorization: Bearer TOKEN");
    private static final ScimError WRONG = ScimError.of(
            401,
            "The credential is not valid for this directory. It may be mistyped, revoked or expired, or belong to"
                    + " another directory: copy base URL and token from the same directory.");

    private final CredentialCheck credentials;
    private final DirectoryTokens tokens;
    private final Map<String, Adapter> adapters;
    private final DatabaseCircuit circuit;
    private final InstantSource time;
    private final SharedRead<List<ResourceType>> types;
    private final SharedRead<Optional<DirectoryProfiles.Version>> profiles;
    private final Profiles readProfiles;
    private final Cache<Shown, Connection> known;
    private final Cache<String, Refusal> ended;
    /** How often something was forgotten. */
    private final AtomicLong changes = new AtomicLong();

    /**
     * Makes one with nothing remembered.
     *
     * @param readProfiles makes of a directory's profile what its requests are read with
     * @param adapters by provider
     * @param trust how long what was found is trusted
     */
    public Authentication(
            CredentialCheck credentials,
            DirectoryTokens tokens,
            DirectorySchemas schemas,
            DirectoryProfiles profiles,
            Profiles readProfiles,
            Map<String, Adapter> adapters,
            DatabaseCircuit circuit,
            InstantSource time,
            Duration trust) {
        this.credentials = credentials;
        this.tokens = tokens;
        this.types = new SharedRead<>(
                circuit,
                directory -> schemas.list(directory.orgId(), directory.id()).map(CustomSchema::types));
        this.profiles = new SharedRead<>(circuit, directory -> profiles.newest(directory.orgId(), directory.id()));
        this.readProfiles = readProfiles;
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
        Optional<PresentedToken> token = PresentedToken.of(context.request());
        if (token.isEmpty()) {
            context.fail(NONE.exception());
            return;
        }
        Optional<UUID> directory = id(context.pathParam("directory"));
        if (directory.isEmpty()) {
            context.fail(WRONG.exception());
            return;
        }
        Shown shown = new Shown(directory.get(), token.get().text());
        Connection remembered = known.getIfPresent(shown);
        if (remembered != null && isValid(remembered)) {
            credentials.used(remembered.authenticated());
            admit(context, remembered, token.get());
            return;
        }
        Refusal over = ended.getIfPresent(token.get().text());
        if (over != null) {
            refuse(context, shown, over);
            return;
        }
        // The body waits unread until it is known whose it is.
        context.request().pause();
        find(shown)
                .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> refused(context, shown)))
                .onComplete(found -> {
                    context.request().resume();
                    if (found.failed()) {
                        context.fail(told(context, shown, found.cause()));
                    } else {
                        admit(context, found.result(), token.get());
                    }
                });
    }

    /** The same, but who shows no credential at all passes without a {@link Connection}. */
    public void handleIfShown(RoutingContext context) {
        if (!PresentedToken.isTried(context.request())) {
            context.next();
        } else {
            handle(context);
        }
    }

    /** Looks a directory up again for its next request: its settings, schemas or profile have changed. */
    public void forget(UUID directoryId) {
        changes.incrementAndGet();
        known.asMap().values().removeIf(connection -> connection.id().equals(directoryId));
        types.forget(directoryId);
        profiles.forget(directoryId);
    }

    /** What a request shows, and where: an issuer's token may open several directories, each on its own account. */
    private record Shown(UUID directory, String token) {}

    /** A token that has ended. */
    private record Refusal(UUID directory, ScimError error) {}

    /** An id in the one form that base URLs have, in any letter case. */
    private static Optional<UUID> id(@Nullable String text) {
        try {
            return Optional.ofNullable(text)
                    .filter(written -> written.length() == UUID_LENGTH)
                    .map(UUID::fromString)
                    .filter(id -> id.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Future<Optional<Connection>> find(Shown shown) {
        long before = changes.get();
        return tokens.find(Optional.of(shown.directory()), shown.token())
                .map(found ->
                        found.filter(directory -> directory.directory().id().equals(shown.directory())))
                .compose(this::connection)
                .map(found -> {
                    found.ifPresent(connection -> known.put(shown, connection));
                    // What was read before a change is good for this request, which came before it, and for no other.
                    if (changes.get() != before) {
                        known.invalidate(shown);
                    }
                    return found;
                });
    }

    /** A token that has ended stays so, and who goes on showing it costs no query more. */
    private Future<Connection> refused(RoutingContext context, Shown shown) {
        return circuit.call(() -> credentials.refused(shown.token())).compose(found -> {
            if (found.isEmpty()) {
                return Future.failedFuture(WRONG.exception());
            }
            CredentialCheck.Ended end = found.get().ended();
            Refusal refusal = new Refusal(found.get().directoryId(), end == null ? WRONG : over(end));
            if (end != null) {
                ended.put(shown.token(), refusal);
            }
            note(context, shown, refusal);
            return Future.failedFuture(refusal.error().exception());
        });
    }

    private static void refuse(RoutingContext context, Shown shown, Refusal refusal) {
        note(context, shown, refusal);
        context.fail(refusal.error().exception());
    }

    private static void note(RoutingContext context, Shown shown, Refusal refusal) {
        if (refusal.directory().equals(shown.directory())) {
            Exchange.of(context).refused(shown.directory());
        }
    }

    /** Tokens that an issuer has signed are refused with the reason: only their sender can know them. */
    private static Throwable told(RoutingContext context, Shown shown, Throwable failure) {
        if (failure instanceof InvalidJwt invalid) {
            if (invalid.isSigned()) {
                Exchange.of(context).refused(shown.directory());
            }
            return ScimError.of(401, "The token is not valid for this directory: " + invalid.reason() + ".")
                    .exception();
        }
        if (failure instanceof MethodNotAllowedForDirectory closed) {
            return ScimError.of(401, String.valueOf(closed.getMessage())).exception();
        }
        if (failure instanceof KeysUnavailable unavailable) {
            return ScimError.of(
                            503,
                            "It cannot be checked right now whether the token is valid. " + unavailable.getMessage()
                                    + " Send the request again later.")
                    .exception();
        }
        return failure;
    }

    private static ScimError over(CredentialCheck.Ended end) {
        return ScimError.of(
                401,
                "The credential rc_" + end.prefix() + "_... " + (end.isRevoked() ? "was revoked" : "expired") + " on "
                        + end.at().truncatedTo(ChronoUnit.SECONDS)
                        + ". Issue a new one for this directory and enter it at the identity provider.");
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
        Future<Optional<DirectoryProfiles.Version>> profile = profiles.of(directory);
        return types.of(directory)
                .compose(all -> profile.map(version -> Optional.of(
                        Connection.of(authenticated, all, adapter, readProfiles.running(directory, version)))));
    }

    private boolean isValid(Connection connection) {
        Instant expires = connection.authenticated().expires();
        return expires == null || time.instant().isBefore(expires);
    }

    /** Some ways of showing a credential count where the directory's profile names them. */
    private static void admit(RoutingContext context, Connection connection, PresentedToken shown) {
        if (!shown.isUsual() && !connection.transport().credentials().contains(shown.way())) {
            context.fail(NONE.exception());
            return;
        }
        Exchange.of(context).authenticated(connection.id(), connection.provider());
        Exchange.of(context).of(connection.orgId());
        Exchange.of(context).notes().of(connection.types());
        connection.attach(context);
        context.next();
    }
}
