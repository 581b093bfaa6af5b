package dev.rollcall.core.admin.directory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An issuer whose signed tokens (JWT) a directory accepts.
 *
 * @param use what the tokens are accepted for
 * @param issuer their {@code iss}; for {@link Use#PRIVATE_KEY_JWT} the id of the client
 * @param subject their {@code sub}; null if any is accepted
 * @param audiences the tokens must name one of them in {@code aud}
 * @param appId the application that they were issued to; null if any is accepted
 * @param jwksUrl where the keys are; null if the keys themselves are registered
 * @param jwks the keys (JWK set, RFC 7517); null when they are fetched
 */
public record TrustedIssuer(
        UUID id,
        Use use,
        String issuer,
        @Nullable String subject,
        List<String> audiences,
        @Nullable String appId,
        @Nullable String jwksUrl,
        @Nullable JsonNode jwks) {

    /** What tokens are taken for. */
    public enum Use {
        /** A client of the token endpoint proves who it is with a key of its own (RFC 7523, OpenID Connect). */
        PRIVATE_KEY_JWT(AuthenticationMethod.PRIVATE_KEY_JWT),
        /** A workload shows the token endpoint a token of its cloud. */
        WORKLOAD_IDENTITY(AuthenticationMethod.WORKLOAD_IDENTITY),
        /** A token of the identity provider is itself the bearer token of SCIM requests. */
        ISSUED_TOKEN(AuthenticationMethod.ISSUED_TOKEN);

        private final AuthenticationMethod way;

        Use(AuthenticationMethod way) {
            this.way = way;
        }

        public AuthenticationMethod way() {
            return way;
        }
    }

    public TrustedIssuer {
        audiences = List.copyOf(audiences);
    }
}
