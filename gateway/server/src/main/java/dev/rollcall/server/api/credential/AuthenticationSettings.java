package dev.rollcall.server.api.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.rollcall.core.admin.directory.AuthenticationMethod;
import dev.rollcall.core.admin.directory.DirectoryAuthentication;
import dev.rollcall.core.admin.directory.TrustedIssuer;
import dev.rollcall.core.admin.directory.TrustedIssuer.Use;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.http.Problem.ProblemException;
import dev.rollcall.server.jwt.KeyHosts;
import dev.rollcall.server.jwt.SigningKeys;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a directory's authentication from a JSON merge patch (RFC 7396). Lists are replaced as a whole. */
final class AuthenticationSettings {

    private static final int MOST_ISSUERS = 20;
    private static final int LONGEST = 1_000;
    private static final List<String> FIELDS =
            List.of("id", "use", "issuer", "subject", "audiences", "appId", "jwksUrl", "jwks");

    /** UUIDv7; thread-safe. */
    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    private final Vertx vertx;
    private final KeyHosts hosts;

    /**
     * Makes one.
     *
     * @param hosts where keys may be fetched from
     */
    AuthenticationSettings(Vertx vertx, KeyHosts hosts) {
        this.vertx = vertx;
        this.hosts = hosts;
    }

    /**
     * The authentication as it is wanted.
     *
     * @throws ProblemException 400 naming the field that cannot be used and what would be accepted
     */
    DirectoryAuthentication apply(DirectoryAuthentication current, JsonInput patch) {
        return new DirectoryAuthentication(
                patch.has("allowed") ? ways(patch.node("allowed")) : current.allowed(),
                patch.has("issuers") ? issuers(current, patch.node("issuers")) : current.issuers(),
                current.version());
    }

    private static Set<AuthenticationMethod> ways(JsonNode list) {
        Set<AuthenticationMethod> ways = new LinkedHashSet<>();
        for (JsonNode word : list) {
            AuthenticationMethod.of(word.asText()).ifPresent(ways::add);
        }
        if (!list.isArray() || ways.size() != list.size()) {
            throw JsonInput.wrong("allowed", "a list of some of " + String.join(", ", AuthenticationMethod.words()));
        }
        return ways;
    }

    private List<TrustedIssuer> issuers(DirectoryAuthentication current, JsonNode list) {
        if (!list.isArray() || list.size() > MOST_ISSUERS) {
            throw JsonInput.wrong("issuers", "a list of at most " + MOST_ISSUERS + " issuers");
        }
        Set<UUID> known = new HashSet<>();
        current.issuers().forEach(issuer -> known.add(issuer.id()));
        List<TrustedIssuer> issuers = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            issuers.add(issuer("issuers[" + i + "]", list.get(i), known));
        }
        return issuers;
    }

    private TrustedIssuer issuer(String at, JsonNode item, Set<UUID> known) {
        if (!item.isObject()) {
            throw JsonInput.wrong(at, "an object with " + String.join(", ", FIELDS));
        }
        item.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw JsonInput.wrong(
                        at + "." + name, "no such field; the known ones are " + String.join(", ", FIELDS));
            }
        });
        Use use = use(at, item.path("use"));
        List<String> audiences = audiences(at, item.path("audiences"), use);
        String url = text(at, item, "jwksUrl");
        JsonNode jwks = item.hasNonNull("jwks") ? item.path("jwks") : null;
        keys(at, url, jwks);
        return new TrustedIssuer(
                id(at, item, known),
                use,
                needed(at, item, "issuer"),
                use == Use.WORKLOAD_IDENTITY ? needed(at, item, "subject") : subject(at, item, use),
                audiences,
                use == Use.ISSUED_TOKEN ? needed(at, item, "appId") : text(at, item, "appId"),
                url,
                jwks);
    }

    /** A client is its own issuer (RFC 7523 section 3), so its subject is its issuer. */
    private static @Nullable String subject(String at, JsonNode item, Use use) {
        return use == Use.PRIVATE_KEY_JWT ? needed(at, item, "issuer") : text(at, item, "subject");
    }

    private static UUID id(String at, JsonNode item, Set<UUID> known) {
        if (!item.hasNonNull("id")) {
            return IDS.generate();
        }
        UUID id = Parameters.id(item.path("id").asText()).orElse(null);
        if (id == null || !known.remove(id)) {
            throw JsonInput.wrong(at + ".id", "the id of a registered issuer, at most once; or none for a new one");
        }
        return id;
    }

    private static Use use(String at, JsonNode word) {
        for (Use use : Use.values()) {
            if (use.way().word().equals(word.asText())) {
                return use;
            }
        }
        throw JsonInput.wrong(at + ".use", "private_key_jwt, workload_identity or issued_token");
    }

    private static List<String> audiences(String at, JsonNode list, Use use) {
        List<String> audiences = new ArrayList<>();
        for (JsonNode one : list) {
            if (one.isTextual() && !one.textValue().isBlank() && one.textValue().length() <= LONGEST) {
                audiences.add(one.textValue());
            }
        }
        boolean isLacking = use != Use.PRIVATE_KEY_JWT && audiences.isEmpty();
        if (isLacking || audiences.size() != list.size()) {
            throw JsonInput.wrong(at + ".audiences", "a list of texts, one of which the tokens name in aud");
        }
        return audiences;
    }

    private void keys(String at, @Nullable String url, @Nullable JsonNode jwks) {
        if ((url == null) == (jwks == null)) {
            throw JsonInput.wrong(at, "either jwksUrl or jwks in it");
        }
        if (url != null && !hosts.allow(url)) {
            throw JsonInput.wrong(at + ".jwksUrl", hosts.accepted());
        }
        if (jwks != null) {
            try {
                SigningKeys.of(vertx, new JsonObject(jwks.isObject() ? jwks.toString() : "{}"));
            } catch (IllegalArgumentException e) {
                throw JsonInput.wrong(at + ".jwks", "public keys. " + e.getMessage());
            }
        }
    }

    private static String needed(String at, JsonNode item, String field) {
        String text = text(at, item, field);
        if (text == null) {
            throw JsonInput.wrong(at + "." + field, "a text that is not empty");
        }
        return text;
    }

    private static @Nullable String text(String at, JsonNode item, String field) {
        if (!item.hasNonNull(field)) {
            return null;
        }
        JsonNode value = item.path(field);
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > LONGEST) {
            throw JsonInput.wrong(at + "." + field, "a text that is not empty, of at most " + LONGEST + " characters");
        }
        return value.textValue();
    }
}
