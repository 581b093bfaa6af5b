package dev.rollcall.core.admin.directory;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A way in which an identity provider may authenticate to a directory. */
public enum AuthenticationMethod {
    /** With a credential of the directory in every request. */
    TOKEN,
    /** With a credential of the directory at the token endpoint, and the access token that it gives. */
    CLIENT_SECRET,
    /** With an assertion signed by a registered client at the token endpoint (RFC 7523). */
    PRIVATE_KEY_JWT,
    /** With a token of a registered workload identity at the token endpoint. */
    WORKLOAD_IDENTITY,
    /** With a token of a registered issuer in every request. */
    ISSUED_TOKEN;

    /** As it stands in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AuthenticationMethod> of(String word) {
        return Arrays.stream(values()).filter(way -> way.word().equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(AuthenticationMethod::word).toList();
    }
}
