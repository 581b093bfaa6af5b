package dev.rollcall.adapters.google.source.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.adapters.google.source.api.KeylessRefused.Step;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Has Google sign for a service account, without its key: a token about the gateway is exchanged for one of the workload identity pool
 * (RFC 8693), and that lets it ask for a signature.
 */
final class KeylessSigner implements Signer {

    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private static final String CLOUD = "https://www.googleapis.com/auth/cloud-platform";
    private static final int LONGEST = 65_536;

    private final Vertx vertx;
    private final WebClient client;
    private final FederatedAccount account;
    private final String exchangeUrl;
    private final String credentialsOrigin;

    /**
     * Makes one.
     *
     * @param origin replaces Google's origins; null for these
     */
    KeylessSigner(Vertx vertx, WebClient client, FederatedAccount account, @Nullable String origin) {
        this.vertx = vertx;
        this.client = client;
        this.account = account;
        this.exchangeUrl = (origin == null ? "https://sts.googleapis.com" : origin) + "/v1/token";
        this.credentialsOrigin = origin == null ? "https://iamcredentials.googleapis.com" : origin;
    }

    @Override
    public Future<String> sign(JsonObject claims) {
        return identity().compose(this::exchanged).compose(token -> signed(token, claims));
    }

    /** What the gateway's cloud says of it. */
    private Future<String> identity() {
        Future<Buffer> read = account.isFile() ? vertx.fileSystem().readFile(account.place()) : asked();
        return read.recover(failure -> Future.failedFuture(
                        failure instanceof KeylessRefused || !account.isFile()
                                ? failure
                                : new KeylessRefused(Step.IDENTITY, "its file cannot be read")))
                .map(this::token);
    }

    /** Two clouds want to be told that it is no other server that is led to ask. */
    private Future<Buffer> asked() {
        return client.getAbs(account.place())
                .putHeader("Metadata", "true")
                .putHeader("Metadata-Flavor", "Google")
                .send()
                .map(response -> {
                    Buffer body = response.bodyAsBuffer();
                    if (response.statusCode() != 200 || body == null) {
                        throw new KeylessRefused(Step.IDENTITY, "it was answered with " + response.statusCode());
                    }
                    return body;
                });
    }

    private String token(Buffer read) {
        String field = account.field();
        JsonNode json = field == null ? null : GoogleJson.parse(read);
        String token = field == null
                ? read.length() > LONGEST
                        ? ""
                        : read.toString(StandardCharsets.UTF_8).strip()
                : json == null ? "" : json.path(field).asText();
        if (token.isEmpty() || token.length() > LONGEST) {
            throw new KeylessRefused(
                    Step.IDENTITY,
                    field == null ? "what is read there is no token" : "what is read there has no " + field);
        }
        return token;
    }

    private Future<String> exchanged(String identity) {
        MultiMap form = MultiMap.caseInsensitiveMultiMap()
                .set("grant_type", EXCHANGE)
                .set("audience", account.audience())
                .set("scope", CLOUD)
                .set("requested_token_type", ACCESS_TOKEN)
                .set("subject_token", identity)
                .set("subject_token_type", account.tokenType());
        return client.postAbs(exchangeUrl).sendForm(form).map(response -> {
            JsonNode body = answer(response);
            if (response.statusCode() == 200 && body.hasNonNull("access_token")) {
                return body.path("access_token").asText();
            }
            throw new KeylessRefused(
                    Step.POOL,
                    body.path("error_description").asText(body.path("error").asText()));
        });
    }

    private Future<String> signed(String token, JsonObject claims) {
        String path = "/v1/projects/-/serviceAccounts/" + GoogleApi.path(account.email()) + ":signJwt";
        return client.postAbs(credentialsOrigin + path)
                .bearerTokenAuthentication(token)
                .sendJsonObject(new JsonObject().put("payload", claims.encode()))
                .map(response -> {
                    JsonNode body = answer(response);
                    if (response.statusCode() == 200 && body.hasNonNull("signedJwt")) {
                        return body.path("signedJwt").asText();
                    }
                    String why = body.path("error").path("message").asText();
                    boolean isOff = body.path("error").toString().contains("SERVICE_DISABLED")
                            || why.contains("has not been used in project");
                    throw new KeylessRefused(isOff ? Step.API : Step.ACCOUNT, why);
                });
    }

    /** What may pass by itself is repeated by the guard around it. */
    private static JsonNode answer(HttpResponse<Buffer> response) {
        JsonNode body = GoogleJson.parse(response.bodyAsBuffer());
        if (response.statusCode() >= 500 || response.statusCode() == 429 || body == null) {
            throw GoogleFailure.of(response.statusCode(), null, String.valueOf(response.bodyAsString()), null);
        }
        return body;
    }
}
