package dev.rollcall.adapters.google.source.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.spi.pull.SetupException;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A service account without a key: the credential file that the Cloud console gives out for a workload identity pool. It says which
 * tokens about the gateway the pool accepts; where the gateway gets such a token is the operator's to say, and where it is
 * exchanged is Google's. A file that names other places is refused, so that a person who pastes one cannot send the gateway
 * anywhere.
 *
 * @param email of the service account
 * @param audience the provider of the pool
 * @param tokenType what kind of token it accepts
 * @param place the file or URL that the token comes from
 * @param field the name of the token in what is read there; null when that is the token and nothing else
 */
record FederatedAccount(
        String email,
        String audience,
        String tokenType,
        String place,
        @Nullable String field) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern AUDIENCE = Pattern.compile("//iam\\.googleapis\\.com/projects/[0-9]+/locations/global"
            + "/workloadIdentityPools/[a-z0-9-]{4,32}/providers/[a-z0-9-]{4,32}");
    private static final Pattern IMPERSONATION =
            Pattern.compile("https://iamcredentials\\.googleapis\\.com/v1/projects/-/serviceAccounts/"
                    + "([a-z0-9.-]+@[a-z0-9.-]+\\.gserviceaccount\\.com):generateAccessToken");
    private static final Set<String> TOKEN_TYPES =
            Set.of("urn:ietf:params:oauth:token-type:jwt", "urn:ietf:params:oauth:token-type:id_token");
    private static final String AGAIN =
            " Make the file again: in the Cloud console open IAM & Admin > Workload Identity"
                    + " Federation, the pool, then Grant access > Grant access using service account impersonation.";

    /**
     * Reads the text of the file.
     *
     * @param identity where the gateway gets its token; null when it has none
     * @throws SetupException it is something else, or names another place
     */
    static FederatedAccount read(String text, @Nullable String identity) {
        if (identity == null) {
            throw new SetupException(
                    GoogleSettings.ACCESS,
                    "This gateway has no token about itself, so access cannot be keyless. Its operator names one by the"
                            + " setting pull.identity-token; else use service_account or oauth.");
        }
        JsonNode file;
        try {
            file = JSON.readTree(text);
        } catch (IOException e) {
            throw wrong("it is not JSON. Paste the whole file, from the first brace to the last.");
        }
        if (file == null || !file.path("type").asText().equals("external_account")) {
            throw wrong("its type is not external_account. The key of a service account goes with access"
                    + " service_account." + AGAIN);
        }
        if (!AUDIENCE.matcher(file.path("audience").asText()).matches()) {
            throw wrong("its audience is not a provider of a workload identity pool.");
        }
        if (!TOKEN_TYPES.contains(file.path("subject_token_type").asText())) {
            throw wrong("its subject_token_type is neither that of a JWT nor that of an id_token, and other tokens are"
                    + " not exchanged here. The pool needs a provider of the kind OpenID Connect (OIDC).");
        }
        Matcher account = IMPERSONATION.matcher(
                file.path("service_account_impersonation_url").asText());
        if (!account.matches()) {
            throw wrong("it names no service account to act as." + AGAIN);
        }
        JsonNode source = file.path("credential_source");
        return new FederatedAccount(
                account.group(1),
                file.path("audience").asText(),
                file.path("subject_token_type").asText(),
                place(source, identity),
                field(source.path("format")));
    }

    /** What follows a question mark is the pool's to say: of which audience the token is to be. */
    private static String place(JsonNode source, String identity) {
        String file = source.path("file").asText();
        String url = source.path("url").asText();
        boolean isThere = file.isEmpty() ? withoutQuery(url).equals(withoutQuery(identity)) : file.equals(identity);
        if (file.isEmpty() == url.isEmpty() || !isThere) {
            throw wrong(
                    "its credential_source is not the file or URL from which this gateway gets a token about itself."
                            + " Ask the operator for it, and make the file with that.");
        }
        return file.isEmpty() ? url : file;
    }

    private static String withoutQuery(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    private static @Nullable String field(JsonNode format) {
        String type = format.path("type").asText("text");
        String field = format.path("subject_token_field_name").asText();
        if (type.equals("text")) {
            return null;
        }
        if (!type.equals("json") || field.isEmpty()) {
            throw wrong(
                    "the format in its credential_source is neither text nor json with a subject_token_field_name.");
        }
        return field;
    }

    boolean isFile() {
        return !place.startsWith("http://") && !place.startsWith("https://");
    }

    private static SetupException wrong(String why) {
        return new SetupException(
                GoogleSettings.CREDENTIAL,
                "The credential is not the file of a workload identity pool that this gateway can use: " + why);
    }
}
