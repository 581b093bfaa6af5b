package dev.rollcall.server.auth.session;

import dev.rollcall.core.secret.Keys;
import dev.rollcall.server.auth.Signer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/**
 * Signs and checks the content of a session's cookie, which names the sign-in link with which the session began. No token of the
 * API is accepted as one.
 */
public final class SessionTokens {

    private static final String ISSUER = "rollcall-session";
    private static final String ORGANISATION = "org";

    private final Signer signer;
    private final Duration validFor;

    /** The link that a session began with. */
    record Begun(UUID orgId, UUID linkId) {}

    /**
     * Takes keys of at least 32 bytes; see {@code ServerKey.forTokens}.
     *
     * @param validFor how long a session lasts
     */
    public SessionTokens(Vertx vertx, Keys keys, Duration validFor) {
        this.signer = new Signer(vertx, keys, ISSUER);
        this.validFor = validFor;
    }

    String issue(SignInLink link) {
        return signer.sign(
                link.id().toString(),
                new JsonObject().put(ORGANISATION, link.orgId().toString()),
                validFor);
    }

    Duration validFor() {
        return validFor;
    }

    /** Fails when the token is forged, expired or none of ours. */
    Future<Begun> verify(String token) {
        return signer.verify(token).map(user -> new Begun(id(user, ORGANISATION), id(user, "sub")));
    }

    private static UUID id(User user, String claim) {
        String text = user.get(claim);
        return UUID.fromString(Objects.requireNonNull(text));
    }
}
