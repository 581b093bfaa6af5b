package dev.rollcall.server.oauth;

import io.vertx.core.MultiMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A token request that is well-formed: how a client of the token endpoint shows who it is. */
sealed interface TokenRequest {

    /**
     * By a secret (RFC 6749 section 2.3.1).
     *
     * @param clientId the public part of a credential, {@code rc_<prefix>}
     * @param secret the whole token of that credential
     */
    record Secret(String clientId, String secret) implements TokenRequest {

        /** Whether the client is the one that the secret names. */
        boolean isConsistent() {
            int end = secret.indexOf('_', secret.indexOf('_') + 1);
            return end > 0 && secret.substring(0, end).equals(clientId);
        }

        @Override
        public String toString() {
            return "Secret[clientId=" + clientId + "]";
        }
    }

    /**
     * By an assertion that it or its cloud has signed (RFC 7523 section 2.2).
     *
     * @param clientId null when it was not sent beside it
     */
    record Assertion(String text, @Nullable String clientId) implements TokenRequest {
        @Override
        public String toString() {
            return "Assertion[clientId=" + clientId + "]";
        }
    }

    /**
     * Reads the form and the Authorization header, which may hold the client's credentials instead of it.
     *
     * @param scopes those that there are
     * @throws OAuthError it is not well-formed; says how it would be
     */
    static TokenRequest of(MultiMap form, @Nullable String authorization, Set<String> scopes) {
        return new Reader(form, scopes).read(authorization);
    }

    /** The scopes of a list of them (RFC 6749 section 3.3). */
    static Set<String> words(String scope) {
        return Set.copyOf(List.of(scope.strip().split(" +")));
    }

    /** Reads one form (RFC 6749 section 4.4.2). */
    record Reader(MultiMap form, Set<String> scopes) {

        private static final String BASIC = "Basic ";
        private static final String GRANT_TYPE = "client_credentials";
        private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        private static final List<String> PARAMETERS = List.of(
                "grant_type", "scope", "client_id", "client_secret", "client_assertion", "client_assertion_type");

        TokenRequest read(@Nullable String authorization) {
            for (String name : PARAMETERS) {
                if (form.getAll(name).size() > 1) {
                    throw OAuthError.request("The parameter " + name + " was sent twice: send it once.");
                }
            }
            grantType(form.get("grant_type"));
            scope(form.get("scope"));
            if (form.contains("client_assertion")) {
                return assertion(authorization);
            }
            if (authorization == null) {
                return client(form.get("client_id"), form.get("client_secret"));
            }
            if (form.contains("client_secret")) {
                throw twice();
            }
            Secret shown = basic(authorization);
            String named = form.get("client_id");
            if (named != null && !named.isEmpty() && !named.equals(shown.clientId())) {
                throw OAuthError.request("client_id in the body is not the client of the header Authorization: send the"
                        + " same one, or none in the body.");
            }
            return shown;
        }

        private static OAuthError twice() {
            return OAuthError.request(
                    "The client authenticates in more than one way. Send only one of client_secret in the body,"
                            + " Basic in the header Authorization, or client_assertion.");
        }

        private static void grantType(@Nullable String grantType) {
            if (grantType == null || grantType.isEmpty()) {
                throw OAuthError.request("The parameter grant_type is missing: send a form (Content-Type:"
                        + " application/x-www-form-urlencoded) with grant_type=" + GRANT_TYPE + ".");
            }
            if (!grantType.equals(GRANT_TYPE)) {
                throw OAuthError.grantType("The only grant_type here is " + GRANT_TYPE + ".");
            }
        }

        private void scope(@Nullable String scope) {
            if (scope != null && !scope.isBlank() && !scopes.containsAll(words(scope))) {
                throw OAuthError.scope("The only scope here is " + String.join(" or ", new TreeSet<>(scopes))
                        + "; it may be left out.");
            }
        }

        private Assertion assertion(@Nullable String authorization) {
            if (authorization != null || form.contains("client_secret")) {
                throw twice();
            }
            if (!ASSERTION_TYPE.equals(form.get("client_assertion_type"))) {
                throw OAuthError.request(
                        "With client_assertion, client_assertion_type must be " + ASSERTION_TYPE + ".");
            }
            return new Assertion(form.get("client_assertion"), form.get("client_id"));
        }

        private static Secret basic(String authorization) {
            if (authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
                try {
                    byte[] pair = Base64.getDecoder()
                            .decode(authorization.substring(BASIC.length()).strip());
                    String[] halves = new String(pair, StandardCharsets.UTF_8).split(":", 2);
                    if (halves.length == 2) {
                        return client(decoded(halves[0]), decoded(halves[1]));
                    }
                } catch (IllegalArgumentException e) {
                    // Told below, without what was sent.
                }
            }
            throw OAuthError.client(
                    "The header Authorization cannot be read: send Basic with base64 of client_id:client_secret.");
        }

        private static Secret client(@Nullable String id, @Nullable String secret) {
            if (id == null || id.isEmpty() || secret == null || secret.isEmpty()) {
                throw OAuthError.client("client_id and client_secret are needed, in the body or as Basic in the header"
                        + " Authorization; or client_assertion. client_id is rc_ and the prefix of a credential;"
                        + " client_secret is its whole token.");
            }
            return new Secret(id, secret);
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
    }
}
