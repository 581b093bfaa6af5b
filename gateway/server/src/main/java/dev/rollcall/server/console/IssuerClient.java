package dev.rollcall.server.console;

import dev.rollcall.server.auth.OperatorIssuer;
import dev.rollcall.server.auth.Principal;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Calls the operator's issuer as a sign-in needs it: OpenID Connect Core 1.0, the code flow with PKCE (RFC 7636). */
public final class IssuerClient {

    private static final int MILLIS = 10_000;
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final WebClient web;
    private final Registration registration;
    private final OperatorIssuer tokens;
    private volatile @Nullable JsonObject known;

    /**
     * What the gateway is registered as at the issuer.
     *
     * @param secret empty for a public client, which proves itself by PKCE alone
     */
    public record Registration(String issuer, String clientId, Optional<String> secret) {}

    /** What a browser keeps from the beginning of a sign-in to its end; each part is random. */
    record Begun(String state, String nonce, String verifier) {

        private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_-]{43}(\\.[A-Za-z0-9_-]{43}){2}");
        private static final int BYTES = 32;

        static Begun now(SecureRandom random) {
            return new Begun(part(random), part(random), part(random));
        }

        private static String part(SecureRandom random) {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }

        static Optional<Begun> of(String text) {
            if (!TEXT.matcher(text).matches()) {
                return Optional.empty();
            }
            String[] parts = text.split("\\.", -1);
            return Optional.of(new Begun(parts[0], parts[1], parts[2]));
        }

        String text() {
            return state + "." + nonce + "." + verifier;
        }

        /** The verifier's digest, which the issuer is told first. */
        String challenge() {
            try {
                byte[] digest =
                        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
                return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }

    /** The issuer did not do its part; the message is for the log. */
    static final class Unusable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message, null, false, false);
        }
    }

    /** Asks nobody yet. */
    public IssuerClient(Vertx vertx, Registration registration, OperatorIssuer tokens) {
        this.web = WebClient.create(vertx, new WebClientOptions().setFollowRedirects(false));
        this.registration = registration;
        this.tokens = tokens;
    }

    /** Where the issuer says that its endpoints are; asked for once. */
    private Future<JsonObject> metadata() {
        JsonObject before = known;
        if (before != null) {
            return Future.succeededFuture(before);
        }
        String issuer = registration.issuer();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return web.getAbs(base + DISCOVERY).timeout(MILLIS).send().map(answer -> {
            JsonObject found = object(answer, "discovery document");
            if (!issuer.equals(found.getString("issuer"))) {
                throw new Unusable("the discovery document belongs to another issuer: " + found.getString("issuer"));
            }
            known = found;
            return found;
        });
    }

    private static JsonObject object(HttpResponse<?> answer, String what) {
        if (answer.statusCode() != 200) {
            throw new Unusable("the issuer answered with " + answer.statusCode() + " instead of its " + what);
        }
        try {
            return answer.bodyAsJsonObject();
        } catch (RuntimeException e) {
            throw new Unusable("the issuer's " + what + " is not a JSON object");
        }
    }

    private static String text(JsonObject document, String name) {
        if (document.getValue(name) instanceof String value) {
            return value;
        }
        throw new Unusable("the issuer does not say its " + name);
    }

    /** Where a browser is sent. */
    Future<String> authorization(Begun begun, String redirect) {
        return metadata()
                .map(found -> text(found, "authorization_endpoint"))
                .map(endpoint -> endpoint + (endpoint.contains("?") ? "&" : "?") + "response_type=code&scope=openid"
                        + "&client_id=" + encoded(registration.clientId())
                        + "&redirect_uri=" + encoded(redirect)
                        + "&state=" + begun.state()
                        + "&nonce=" + begun.nonce()
                        + "&code_challenge=" + begun.challenge()
                        + "&code_challenge_method=S256");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Who has signed in, for the code that the browser came back with. */
    Future<Principal> principal(String code, Begun begun, String redirect) {
        MultiMap form = MultiMap.caseInsensitiveMultiMap()
                .add("grant_type", "authorization_code")
                .add("code", code)
                .add("redirect_uri", redirect)
                .add("client_id", registration.clientId())
                .add("code_verifier", begun.verifier());
        registration.secret().ifPresent(secret -> form.add("client_secret", secret));
        return metadata()
                .map(found -> text(found, "token_endpoint"))
                .compose(endpoint -> web.postAbs(endpoint).timeout(MILLIS).sendForm(form))
                .map(answer -> text(object(answer, "tokens"), "id_token"))
                .compose(token -> tokens.verify(token, begun.nonce()));
    }
}
