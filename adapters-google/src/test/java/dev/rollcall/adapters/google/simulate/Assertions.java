package dev.rollcall.adapters.google.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** Assertions of a service account, signed without any of the gateway's code. */
final class Assertions {

    static final String USERS = "https://www.googleapis.com/auth/admin.directory.user.readonly";
    static final String GROUPS = "https://www.googleapis.com/auth/admin.directory.group.readonly";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Assertions() {}

    /** An access token of the fake for that administrator. */
    static String token(FakeGoogle fake, String subject, Instant now) {
        TokenDesk.Reply reply = fake.desk()
                .exchange(
                        Map.of(
                                "grant_type",
                                "urn:ietf:params:oauth:grant-type:jwt-bearer",
                                "assertion",
                                jwt(fake, subject, now)),
                        now.getEpochSecond());
        return reply.body().path("access_token").asText();
    }

    private static String jwt(FakeGoogle fake, String subject, Instant now) {
        try {
            JsonNode key = JSON.readTree(fake.keyFile());
            String claims = JSON.createObjectNode()
                    .put("iss", key.path("client_email").asText())
                    .put("sub", subject)
                    .put("scope", USERS + " " + GROUPS)
                    .put("aud", key.path("token_uri").asText())
                    .put("iat", now.getEpochSecond())
                    .put("exp", now.getEpochSecond() + 3_600)
                    .toString();
            String signed = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + base64(claims);
            String pem = key.path("private_key").asText().replaceAll("-----[A-Z ]+-----|\\s", "");
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem))));
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
