package dev.rollcall.server.auth;

import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.jwt.InvalidJwt;
import dev.rollcall.server.jwt.JwtVerifier;
import dev.rollcall.server.jwt.JwtVerifier.Expected;
import dev.rollcall.server.jwt.KeySource;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks tokens of the admin API that the operator's own issuer has signed, and says what their claims mean here. */
public final class OperatorIssuer {

    /** The words of the scope claim. */
    public static final String OPERATOR = "rollcall:operator";

    public static final String ADMIN = "rollcall:admin";
    public static final String READ = "rollcall:read";
    private static final String PREFIX = "rollcall:";

    /** Those that are less than the whole of an organisation. */
    private static final List<OrganisationRole> NARROW =
            List.of(OrganisationRole.DIRECTORY_ADMIN, OrganisationRole.PEOPLE_ADMIN);

    private final JwtVerifier verifier;
    private final KeySource keys;
    private final Expected expected;
    private final ClaimNames names;
    private final Duration longest;

    /**
     * Where a token says it; a name that begins with a slash is a JSON pointer (RFC 6901) into nested claims.
     *
     * @param subject who the bearer is
     * @param scope words, in a list or with spaces between them
     * @param organisation id of the one organisation that it is about
     */
    public record ClaimNames(String subject, String scope, String organisation) {}

    /**
     * Makes one.
     *
     * @param longest how long a token may be valid
     */
    public OperatorIssuer(JwtVerifier verifier, KeySource keys, Expected expected, ClaimNames names, Duration longest) {
        this.verifier = verifier;
        this.keys = keys;
        this.expected = expected;
        this.names = names;
        this.longest = longest;
    }

    /** Whether a token that names this issuer is one for it to check. */
    boolean isOf(String issuer) {
        return expected.issuer().equals(issuer);
    }

    /** Who the token was issued to; fails as {@link JwtVerifier#verify} does. */
    Future<Principal> verify(String token) {
        return verifier.verify(token, keys, expected).map(this::principal);
    }

    /** The same for a token that was asked for to sign a person in, and is for this sign-in only when it holds its nonce. */
    public Future<Principal> verify(String token, String nonce) {
        return verifier.verify(token, keys, expected).map(claims -> {
            if (!nonce.equals(claims.getValue("nonce"))) {
                throw new InvalidJwt("it was issued for another sign-in (claim nonce)");
            }
            return principal(claims);
        });
    }

    private Principal principal(JsonObject claims) {
        // What cannot be revoked here has to end by itself, and soon.
        verifier.requireLife(claims, longest, "the setting auth.longest-token");
        if (!(claim(claims, names.subject()) instanceof String subject) || subject.isBlank()) {
            throw new InvalidJwt("it does not name its bearer (claim " + names.subject() + ")");
        }
        return new Principal(subject, scope(words(claim(claims, names.scope())), claim(claims, names.organisation())));
    }

    /** Of several words the one that gives least counts. */
    private Scope scope(Set<String> words, @Nullable Object organisation) {
        Optional<UUID> id = organisation(organisation);
        if (words.contains(word(OrganisationRole.AUDITOR))) {
            return in(id, OrganisationRole.AUDITOR, word(OrganisationRole.AUDITOR));
        }
        if (words.contains(READ)) {
            return new Scope.ReadOnly(id.<Scope>map(Scope.Organisation::new).orElseGet(Scope.Operator::new));
        }
        List<OrganisationRole> narrow =
                NARROW.stream().filter(role -> words.contains(word(role))).toList();
        if (narrow.size() > 1) {
            throw new InvalidJwt("its scope (claim " + names.scope() + ") holds both " + word(narrow.get(0)) + " and "
                    + word(narrow.get(1)) + ", and each allows what the other does not: use one of them, or " + ADMIN);
        }
        if (narrow.size() == 1) {
            return in(id, narrow.get(0), word(narrow.get(0)));
        }
        if (words.contains(ADMIN)) {
            return in(id, OrganisationRole.OWNER, ADMIN);
        }
        if (words.contains(OPERATOR)) {
            return new Scope.Operator();
        }
        throw new InvalidJwt("its scope (claim " + names.scope() + ", a text or a list of texts) holds none of "
                + OPERATOR + ", " + ADMIN + ", "
                + NARROW.stream().map(OperatorIssuer::word).collect(Collectors.joining(", ")) + ", "
                + word(OrganisationRole.AUDITOR) + " and " + READ);
    }

    private static String word(OrganisationRole role) {
        return PREFIX + role.word();
    }

    private Scope in(Optional<UUID> organisation, OrganisationRole role, String word) {
        return new Scope.Organisation(
                organisation.orElseThrow(() -> new InvalidJwt("with the scope " + word
                        + " it needs the id of an organisation (claim " + names.organisation() + ")")),
                role);
    }

    private Optional<UUID> organisation(@Nullable Object value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            if (value instanceof String id) {
                return Optional.of(UUID.fromString(id));
            }
        } catch (IllegalArgumentException e) {
            // Told below, as for what is no text.
        }
        throw new InvalidJwt("its organisation (claim " + names.organisation() + ") is not the id of one");
    }

    /** Words in a text with spaces between them, or in a list of texts; in anything else there is none. */
    private static Set<String> words(@Nullable Object claim) {
        if (claim instanceof String text) {
            return Stream.of(text.split(" ", -1)).collect(Collectors.toSet());
        }
        return claim instanceof JsonArray list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static @Nullable Object claim(JsonObject claims, String name) {
        return name.startsWith("/") ? JsonPointer.from(name).queryJson(claims) : claims.getValue(name);
    }
}
