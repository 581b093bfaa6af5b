package dev.rollcall.adapters.google.source.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.spi.pull.SetupException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * The key file of a service account, as the Cloud console gives it out. The address from which its tokens come is not read from the
 * file: a person who pastes one must not be able to send the gateway anywhere.
 *
 * @param email of the service account
 * @param clientId what an administrator allows in the admin console
 * @param keyId names the key among those of the account
 * @param pem the private key
 */
record ServiceKey(String email, String clientId, String keyId, String project, String pem) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads the text of the file.
     *
     * @throws SetupException it is something else; says what is missing
     */
    static ServiceKey read(String text) {
        JsonNode file;
        try {
            file = JSON.readTree(text);
        } catch (IOException e) {
            throw wrong("it is not JSON. Paste the whole file, from the first brace to the last.");
        }
        if (file == null || !file.path("type").asText().equals("service_account")) {
            throw wrong("its type is not service_account. An OAuth client or an API key is something else: in the Cloud"
                    + " console open the service account, then Keys > Add key > Create new key > JSON.");
        }
        for (String name : new String[] {"client_email", "client_id", "private_key_id", "private_key"}) {
            if (file.path(name).asText().isBlank()) {
                throw wrong("it has no " + name + ".");
            }
        }
        String pem = file.path("private_key").asText();
        try {
            String bare = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
            KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(bare)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw wrong("its private_key is no RSA key in PEM; it was perhaps cut or its line breaks were changed.");
        }
        return new ServiceKey(
                file.path("client_email").asText(),
                file.path("client_id").asText(),
                file.path("private_key_id").asText(),
                file.path("project_id").asText(),
                pem);
    }

    private static SetupException wrong(String why) {
        return new SetupException(GoogleSettings.KEY, "The key is not the key file of a service account: " + why);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ServiceKey[email=" + email + ", keyId=" + keyId + "]";
    }
}
