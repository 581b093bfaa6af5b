package dev.rollcall.server.console;

import dev.rollcall.server.TestIssuer;
import dev.rollcall.server.TestIssuer.TestKey;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * An issuer of OpenID Connect as small as one can be: it asks for no password, and otherwise takes nothing that it must not take. It
 * is another site than the gateway.
 */
final class LittleIssuer {

    static final String CLIENT = "rollcall-console";
    static final String SECRET = "s3cret";

    private final Vertx vertx = Vertx.vertx();
    private final TestKey key;
    private final Map<String, MultiMap> codes = new HashMap<>();
    private final HttpServer server;
    private volatile UnaryOperator<JsonObject> account = claims -> claims;

    LittleIssuer(TestKey key) {
        this.key = key;
        this.server = vertx.createHttpServer()
                .requestHandler(this::serve)
                .listen(0, "127.0.0.1")
                .await();
    }

    String url() {
        return "http://localhost:" + server.actualPort();
    }

    /** What its tokens say from now on of the person who signs in. */
    void account(UnaryOperator<JsonObject> claims) {
        account = claims;
    }

    void close() {
        vertx.close().await();
    }

    private synchronized void serve(HttpServerRequest request) {
        switch (request.path()) {
            case "/.well-known/openid-configuration" ->
                request.response()
                        .end(new JsonObject()
                                .put("issuer", url())
                                .put("authorization_endpoint", url() + "/authorize")
                                .put("token_endpoint", url() + "/token")
                                .encode());
            case "/authorize" -> authorize(request);
            case "/token" -> request.setExpectMultipart(true).endHandler(v -> token(request));
            default -> request.response().setStatusCode(404).end();
        }
    }

    private void authorize(HttpServerRequest request) {
        MultiMap asked = request.params();
        boolean isRight = "code".equals(asked.get("response_type"))
                && CLIENT.equals(asked.get("client_id"))
                && "openid".equals(asked.get("scope"))
                && "S256".equals(asked.get("code_challenge_method"));
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        String back = asked.get("redirect_uri") + "?code=" + code + "&state="
                + URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8);
        request.response()
                .setStatusCode(isRight ? 200 : 400)
                .putHeader("Content-Type", "text/html")
                .end("<!doctype html><title>Issuer</title><a href=\"" + back + "\">Go on as Ada</a>");
    }

    private void token(HttpServerRequest request) {
        MultiMap form = request.formAttributes();
        MultiMap asked = codes.remove(String.valueOf(form.get("code")));
        boolean isRight = asked != null
                && "authorization_code".equals(form.get("grant_type"))
                && CLIENT.equals(form.get("client_id"))
                && SECRET.equals(form.get("client_secret"))
                && asked.get("redirect_uri").equals(form.get("redirect_uri"))
                && asked.get("code_challenge").equals(digest(form.get("code_verifier")));
        if (!isRight) {
            request.response().setStatusCode(400).end("{\"error\":\"invalid_grant\"}");
            return;
        }
        JsonObject claims = TestIssuer.claims(url(), "ada", CLIENT).put("nonce", asked.get("nonce"));
        request.response()
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put("token_type", "Bearer")
                        .put("id_token", key.sign(account.apply(claims)))
                        .encode());
    }

    private static String digest(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
