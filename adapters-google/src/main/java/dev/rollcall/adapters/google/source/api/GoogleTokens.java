package dev.rollcall.adapters.google.source.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gets access tokens, one at a time: a new one is requested a minute before the last one expires, or when Google no
 * longer accepts it. Thread-safe.
 */
public final class GoogleTokens {

    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration EARLY = Duration.ofMinutes(1);

    private final WebClient client;
    private final GoogleSettings settings;
    private final InstantSource time;
    private final @Nullable Signer signer;
    private final Map<String, Future<Token>> current = new HashMap<>();

    /** An access token and when not to use it any more. */
    private record Token(String text, Instant until) {}

    GoogleTokens(Vertx vertx, WebClient client, GoogleSettings settings, InstantSource time) {
        this.client = client;
        this.settings = settings;
        this.time = time;
        ServiceKey key = settings.key();
        FederatedAccount federated = settings.federated();
        if (key != null) {
            this.signer = Signer.of(vertx, key);
        } else if (federated != null) {
            this.signer = new KeylessSigner(
                    vertx, client, federated, settings.source().origin());
        } else {
            this.signer = null;
        }
    }

    /**
     * A token for both scopes. Fails with {@link TokenRefused}, {@link KeylessRefused}, or with what the connection
     * fails with.
     */
    public Future<String> token() {
        return token(GoogleSettings.USER_SCOPE + " " + GoogleSettings.GROUP_SCOPE);
    }

    /** The same for these scopes, with spaces between them. */
    public synchronized Future<String> token(String scopes) {
        Future<Token> known = current.get(scopes);
        boolean isGood = known != null
                && !known.failed()
                && (!known.isComplete()
                        || time.instant().isBefore(known.result().until()));
        if (known == null || !isGood) {
            known = fetch(scopes);
            current.put(scopes, known);
        }
        return known.map(Token::text);
    }

    /** Forgets the token, if it is still that one. */
    synchronized void forget(String token) {
        current.values()
                .removeIf(known -> known.succeeded() && known.result().text().equals(token));
    }

    /** Whether Google gives a token for this scope alone. */
    public Future<Boolean> grants(String scope) {
        return fetch(scope).map(true).otherwise(failure -> !(failure instanceof TokenRefused));
    }

    private Future<Token> fetch(String scopes) {
        MultiMap form = MultiMap.caseInsensitiveMultiMap();
        GoogleSettings.Consent consent = settings.consent();
        if (consent != null) {
            form.set("grant_type", "refresh_token")
                    .set("client_id", consent.clientId())
                    .set("client_secret", consent.clientSecret())
                    .set("refresh_token", consent.refreshToken());
            return send(form);
        }
        return assertion(scopes)
                .compose(assertion -> send(form.set("grant_type", JWT_BEARER).set("assertion", assertion)));
    }

    private Future<Token> send(MultiMap form) {
        return client.postAbs(settings.tokenUrl()).sendForm(form).map(this::read);
    }

    private Future<String> assertion(String scopes) {
        if (signer == null) {
            throw new IllegalStateException("there is no service account");
        }
        long now = time.instant().getEpochSecond();
        JsonObject claims = new JsonObject()
                .put("iss", settings.email())
                .put("scope", scopes)
                .put("aud", settings.tokenUrl())
                .put("iat", now)
                .put("exp", now + LIFE.toSeconds());
        if (settings.admin() != null) {
            claims.put("sub", settings.admin());
        }
        return signer.sign(claims);
    }

    private Token read(HttpResponse<Buffer> response) {
        JsonNode body = GoogleJson.parse(response.bodyAsBuffer());
        if (response.statusCode() == 200 && body != null && body.hasNonNull("access_token")) {
            long seconds = body.path("expires_in").asLong(LIFE.toSeconds());
            return new Token(
                    body.path("access_token").asText(),
                    time.instant().plusSeconds(seconds).minus(EARLY));
        }
        if (response.statusCode() >= 500 || response.statusCode() == 429 || body == null) {
            throw GoogleFailure.of(response.statusCode(), null, String.valueOf(response.bodyAsString()), null);
        }
        throw new TokenRefused(
                body.path("error").asText(),
                body.path("error_description").asText(),
                body.path("error_subtype").asText(),
                response.getHeader("Date"));
    }
}
