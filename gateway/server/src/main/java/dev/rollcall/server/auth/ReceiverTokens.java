package dev.rollcall.server.auth;

import dev.rollcall.core.secret.Keys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Issues and checks access tokens of receivers of Security Events (JWT, HS256), which say what a receiver may do with its stream.
 * They are valid for an hour at most.
 */
public final class ReceiverTokens {

    /** To read a stream's settings and status, and to poll. */
    public static final String READ = "ssf.read";

    /** To do everything with the stream. */
    public static final String MANAGE = "ssf.manage";

    /** As the interoperability profile wants it. */
    private static final Duration LONGEST = Duration.ofMinutes(60);

    private static final String ISSUER = "rollcall-ssf";
    private static final String ORGANISATION = "org";
    private static final String SCOPE = "scope";

    private final Signer signer;

    /**
     * What a token stands for.
     *
     * @param receiver to be looked up: it may be gone
     */
    public record Grant(UUID orgId, UUID receiver, Set<String> scopes) {}

    /** Takes keys of at least 32 bytes; see {@link ServerKey#forReceiverTokens}. */
    public ReceiverTokens(Vertx vertx, Keys keys) {
        signer = new Signer(vertx, keys, ISSUER);
    }

    /** The longest that a token may live of what is wanted. */
    public static Duration life(Duration wanted) {
        return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }

    public String issue(Grant grant, Duration validFor) {
        return signer.sign(
                grant.receiver().toString(),
                new JsonObject()
                        .put(ORGANISATION, grant.orgId().toString())
                        .put(SCOPE, String.join(" ", grant.scopes())),
                life(validFor));
    }

    /** What the token stands for; fails when it is forged, expired or none of ours. */
    public Future<Grant> verify(String token) {
        return signer.verify(token).map(ReceiverTokens::grant);
    }

    private static Grant grant(User user) {
        String scope = Objects.requireNonNull(user.get(SCOPE));
        return new Grant(id(user, ORGANISATION), id(user, "sub"), Set.copyOf(List.of(scope.split(" "))));
    }

    private static UUID id(User user, String claim) {
        String text = user.get(claim);
        return UUID.fromString(Objects.requireNonNull(text));
    }
}
