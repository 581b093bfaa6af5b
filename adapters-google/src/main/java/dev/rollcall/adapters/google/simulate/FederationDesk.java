package dev.rollcall.adapters.google.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.google.simulate.TokenDesk.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Plays what a workload identity pool needs: Google's token exchange, the API that signs for service accounts, and the endpoint from which
 * a machine in a cloud gets a token about itself. Thread-safe.
 */
public final class FederationDesk {

    /** What the machine is known by. */
    public static final String IDENTITY = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJyb2xsY2FsbC1ub2RlIn0.fake";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AUDIENCE = "//iam.googleapis.com/projects/123456789012/locations/global"
            + "/workloadIdentityPools/rollcall-pool/providers/rollcall";
    private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private static final String ACCOUNT = "rollcall@rollcall-fake.iam.gserviceaccount.com";

    private final TokenDesk desk;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final AtomicLong issued = new AtomicLong();
    private volatile boolean poolTrusts = true;
    private volatile boolean mayActAs = true;
    private volatile boolean apiIsOff;

    FederationDesk(TokenDesk desk) {
        this.desk = desk;
    }

    /** Whether the pool accepts the token of the machine. */
    public void poolTrusts(boolean value) {
        poolTrusts = value;
    }

    /** Whether the machine may act for the service account. */
    public void mayActAs(boolean value) {
        mayActAs = value;
    }

    /** The API that signs is off in the project of the service account. */
    public void apiIsOff(boolean value) {
        apiIsOff = value;
    }

    /**
     * The credential file that the Cloud console gives out.
     *
     * @param source its {@code credential_source}
     */
    public static ObjectNode credentialFile(ObjectNode source) {
        ObjectNode file = JsonNodeFactory.instance
                .objectNode()
                .put("universe_domain", "googleapis.com")
                .put("type", "external_account")
                .put("audience", AUDIENCE)
                .put("subject_token_type", JWT)
                .put("token_url", "https://sts.googleapis.com/v1/token")
                .put(
                        "service_account_impersonation_url",
                        "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/" + ACCOUNT
                                + ":generateAccessToken");
        file.set("credential_source", source);
        return file;
    }

    /** The token of the machine, as a cloud gives it to those who ask from within; null for one who was led to ask. */
    @Nullable
    ObjectNode identity(@Nullable String metadata) {
        return metadata == null || !metadata.equalsIgnoreCase("true")
                ? null
                : JsonNodeFactory.instance.objectNode().put("access_token", IDENTITY);
    }

    Reply exchange(Map<String, String> form) {
        if (!form.getOrDefault("grant_type", "").equals(EXCHANGE)) {
            return refuse("unsupported_grant_type", "Grant type is not supported.");
        }
        if (!form.getOrDefault("audience", "").equals(AUDIENCE)) {
            return refuse("invalid_target", "The target service indicated by the \"audience\" parameters is invalid.");
        }
        if (!form.getOrDefault("requested_token_type", "").equals(ACCESS_TOKEN)
                || !form.getOrDefault("subject_token_type", "").equals(JWT)) {
            return refuse("invalid_request", "Invalid token type.");
        }
        if (!poolTrusts || !form.getOrDefault("subject_token", "").equals(IDENTITY)) {
            return refuse("unauthorized_client", "The given credential is rejected by the attribute condition.");
        }
        String token = "ya29.d.fake-" + issued.incrementAndGet();
        tokens.add(token);
        return new Reply(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("access_token", token)
                        .put("issued_token_type", ACCESS_TOKEN)
                        .put("token_type", "Bearer")
                        .put("expires_in", 3_600));
    }

    /** Signs for the account that the path names. */
    Reply sign(String account, @Nullable String token, String body) {
        if (token == null || !tokens.contains(token)) {
            return error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.");
        }
        if (apiIsOff) {
            Reply off = error(
                    403,
                    "PERMISSION_DENIED",
                    "IAM Service Account Credentials API has not been used in project 123456789012 before or it is"
                            + " disabled.");
            off.body().withObject("error").putArray("details").addObject().put("reason", "SERVICE_DISABLED");
            return off;
        }
        if (!mayActAs || !account.equals(ACCOUNT)) {
            return error(
                    403,
                    "PERMISSION_DENIED",
                    "Permission 'iam.serviceAccounts.signJwt' denied on resource (or it may not exist).");
        }
        try {
            JsonNode claims = JSON.readTree(JSON.readTree(body).path("payload").asText());
            return new Reply(
                    200,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("keyId", TokenDesk.KEY_ID)
                            .put("signedJwt", desk.signed(claims)));
        } catch (IOException e) {
            return error(400, "INVALID_ARGUMENT", "The payload is not a JSON object.");
        }
    }

    private static Reply refuse(String error, String description) {
        return new Reply(
                400, JsonNodeFactory.instance.objectNode().put("error", error).put("error_description", description));
    }

    private static Reply error(int status, String word, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", status).put("message", message).put("status", word);
        return new Reply(status, body);
    }
}
