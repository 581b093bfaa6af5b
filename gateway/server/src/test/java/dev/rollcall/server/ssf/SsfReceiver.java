package dev.rollcall.server.ssf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** A receiver of Security Events as one is written from the specifications: it finds everything by the metadata. */
final class SsfReceiver {

    private static final JsonMapper JSON = new JsonMapper();

    final JsonNode made;
    final JsonNode metadata;
    String token = "";

    /** A token that was verified: its header and its claims. */
    record Set(JsonNode header, JsonNode claims) {

        String uri() {
            return claims.path("events").fieldNames().next();
        }

        JsonNode event() {
            return claims.path("events").path(uri());
        }
    }

    /** Takes what the API says of a receiver that it has made. */
    SsfReceiver(JsonNode made) {
        this.made = made;
        this.metadata = Http.get(made.path("configuration").asText()).send().json();
        signIn("");
    }

    void signIn(String scope) {
        token = token(scope, made.path("clientSecret").asText())
                .json()
                .path("access_token")
                .asText();
    }

    Answer token(String scope, String secret) {
        String basic = java.util.Base64.getEncoder()
                .encodeToString((made.path("clientId").asText() + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return Http.request("POST", metadata.path("token_endpoint").asText())
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body("grant_type=client_credentials" + (scope.isEmpty() ? "" : "&scope=" + scope.replace(" ", "%20")))
                .send();
    }

    Answer send(String method, String endpoint, String query, String body) {
        return Http.request(method, metadata.path(endpoint).asText() + query)
                .bearer(token)
                .header("Content-Type", "application/json")
                .body(body)
                .send();
    }

    Answer poll(JsonNode stream, String body) {
        return Http.request("POST", stream.at("/delivery/endpoint_url").asText())
                .bearer(token)
                .header("Content-Type", "application/json")
                .body(body)
                .send();
    }

    /** What waits, verified with the keys that are published now. */
    List<Set> sets(JsonNode polled) {
        List<Set> sets = new ArrayList<>();
        for (Map.Entry<String, JsonNode> one : polled.path("sets").properties()) {
            Set set = verified(one.getValue().asText());
            if (!set.claims().path("jti").asText().equals(one.getKey())) {
                throw new AssertionError("under another jti: " + set);
            }
            sets.add(set);
        }
        return sets;
    }

    Set verified(String compact) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, "RS256"));
            signature.setCompactSerialization(compact);
            String keys = Http.get(metadata.path("jwks_uri").asText()).send().body();
            JsonWebKey key =
                    new JsonWebKeySet(keys).findJsonWebKey(signature.getKeyIdHeaderValue(), "RSA", "sig", "RS256");
            if (key == null) {
                throw new AssertionError("no key " + signature.getKeyIdHeaderValue() + " is published");
            }
            signature.setKey(key.getKey());
            if (!signature.verifySignature()) {
                throw new AssertionError("the signature is not valid");
            }
            return new Set(
                    JSON.readTree(signature.getHeaders().getFullHeaderAsJsonString()),
                    JSON.readTree(signature.getPayload()));
        } catch (JoseException | com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
