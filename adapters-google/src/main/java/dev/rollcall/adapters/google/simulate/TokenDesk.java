package dev.rollcall.adapters.google.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.google.simulate.tenant.GoogleUser;
import dev.rollcall.adapters.google.simulate.tenant.Tenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Plays Google's token endpoint: it checks the assertion of a service account as Google does, and remembers which
 * scopes a customer's administrator has allowed the account. Thread-safe.
 */
public final class TokenDesk {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    static final String KEY_ID = "fake-key-1";
    private static final int LONGEST_SECONDS = 3_600;
    private static final int SKEW_SECONDS = 300;

    /** Making one takes longer than all else that a desk does, so that all desks of a process have the same. */
    private static final KeyPair KEYS = newKeys();

    private final Tenant tenant;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final AtomicLong issued = new AtomicLong();
    private final Set<String> delegated = ConcurrentHashMap.newKeySet();
    private final Set<String> admins = ConcurrentHashMap.newKeySet();
    private volatile boolean accountIsAdmin;
    private volatile boolean keyIsDeleted;
    private volatile @Nullable String policy;

    /** What an access token stands for; the subject is null where the service account acts for itself. */
    record Grant(@Nullable String subject, Set<String> scopes) {}

    /** An answer of the endpoint. */
    record Reply(int status, ObjectNode body) {}

    TokenDesk(Tenant tenant) {
        this.tenant = tenant;
        admins.add(tenant.admin());
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no RSA", e);
        }
    }

    /** The customer's administrator allows the service account these scopes, and no others, for the whole domain. */
    public void delegate(List<String> scopes) {
        delegated.clear();
        delegated.addAll(scopes);
    }

    /** The user may read users and groups, or may not any more. */
    public void admin(String address, boolean may) {
        if (may) {
            admins.add(address);
        } else {
            admins.remove(address);
        }
    }

    /** The service account itself has a role of an administrator. */
    public void accountIsAdmin(boolean value) {
        accountIsAdmin = value;
    }

    /** The key of the service account is deleted in the Cloud console. */
    public void keyIsDeleted(boolean value) {
        keyIsDeleted = value;
    }

    /** A policy that ends what was consented to, such as {@code invalid_rapt}; null for none. */
    public void policy(@Nullable String word) {
        policy = word;
    }

    /** The key file that the Cloud console gives out. */
    public String keyFile(String origin) {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(KEYS.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "service_account")
                .put("project_id", "rollcall-fake")
                .put("private_key_id", KEY_ID)
                .put("private_key", pem)
                .put("client_email", "rollcall@rollcall-fake.iam.gserviceaccount.com")
                .put("client_id", "101234567890123456789")
                .put("token_uri", origin + "/token")
                .toString();
    }

    /** The claims as a JWT of the service account. */
    String signed(JsonNode claims) {
        ObjectNode header = JsonNodeFactory.instance
                .objectNode()
                .put("alg", "RS256")
                .put("kid", KEY_ID)
                .put("typ", "JWT");
        String text = encoded(header.toString().getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.toString().getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KEYS.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java does not sign with RSA", e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Nullable
    Grant grant(String token) {
        return grants.get(token);
    }

    void expire() {
        grants.clear();
    }

    /** Whether what the token stands for may read the directory. */
    boolean mayRead(Grant grant) {
        return grant.subject() == null ? accountIsAdmin : admins.contains(grant.subject());
    }

    Reply exchange(Map<String, String> form, long now) {
        String kind = form.getOrDefault("grant_type", "");
        if (kind.equals("refresh_token")) {
            return refresh(form);
        }
        if (!kind.equals(JWT_BEARER)) {
            return refuse("unsupported_grant_type", "Invalid grant_type: " + kind, null);
        }
        try {
            return assertion(form.getOrDefault("assertion", ""), now);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            return refuse("invalid_grant", "Invalid JWT Signature.", null);
        }
    }

    private Reply assertion(String jwt, long now) throws GeneralSecurityException, IOException {
        String[] parts = jwt.split("\\.", -1);
        if (parts.length != 3) {
            return refuse("invalid_request", "The assertion is not a JWT.", null);
        }
        JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
        JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KEYS.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        boolean isSigned = header.path("alg").asText().equals("RS256")
                && signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        if (!isSigned || keyIsDeleted) {
            return refuse("invalid_grant", "Invalid JWT Signature.", null);
        }
        long issuedAt = claims.path("iat").asLong();
        long expires = claims.path("exp").asLong();
        if (Math.abs(issuedAt - now) > SKEW_SECONDS || expires < now || expires > issuedAt + LONGEST_SECONDS) {
            return refuse(
                    "invalid_grant",
                    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check"
                            + " your iat and exp values in the JWT claim.",
                    null);
        }
        if (!claims.path("iss").asText().endsWith(".gserviceaccount.com")) {
            return refuse("invalid_grant", "Not a valid email or user ID.", null);
        }
        if (!claims.path("aud").asText().endsWith("/token")) {
            return refuse("invalid_grant", "Invalid JWT: Failed audience check.", null);
        }
        Set<String> scopes = new HashSet<>(List.of(claims.path("scope").asText().split(" ")));
        if (!claims.hasNonNull("sub")) {
            return issue(null, scopes);
        }
        String subject = claims.path("sub").asText();
        GoogleUser user = tenant.user(subject);
        if (user == null || !user.active()) {
            return refuse("invalid_grant", "Invalid email or User ID", null);
        }
        if (!delegated.containsAll(scopes)) {
            return refuse(
                    "unauthorized_client",
                    "Client is unauthorized to retrieve access tokens using this method, or client not authorized for"
                            + " any of the scopes requested.",
                    null);
        }
        return issue(subject, scopes);
    }

    private Reply refresh(Map<String, String> form) {
        String ended = policy;
        if (ended != null) {
            return ended.equals("admin_policy_enforced")
                    ? refuse("admin_policy_enforced", "The app is blocked by the administrator.", null)
                    : refuse("invalid_grant", "reauth related error (" + ended + ")", ended);
        }
        if (!form.getOrDefault("refresh_token", "").equals("1//fake-refresh-token")) {
            return refuse("invalid_grant", "Token has been expired or revoked.", null);
        }
        return issue(tenant.admin(), Set.copyOf(delegated));
    }

    private Reply issue(@Nullable String subject, Set<String> scopes) {
        String token = "ya29.fake-" + issued.incrementAndGet();
        grants.put(token, new Grant(subject, scopes));
        return new Reply(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("access_token", token)
                        .put("expires_in", LONGEST_SECONDS - 1)
                        .put("token_type", "Bearer"));
    }

    private static Reply refuse(String error, String description, @Nullable String subtype) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("error", error).put("error_description", description);
        if (subtype != null) {
            body.put("error_subtype", subtype);
        }
        return new Reply(400, body);
    }
}
