package dev.rollcall.server.api.credential;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.Credentials.Credential;
import dev.rollcall.server.api.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a credential as JSON; never with its secret. */
public final class CredentialJson {

    /** Time enough for an administrator to put a new one in its place. */
    private static final Duration SOON = Duration.ofDays(30);

    private CredentialJson() {}

    static ObjectNode of(Credential credential, Instant now) {
        return Json.object()
                .put("id", credential.id().toString())
                .put("prefix", "rc_" + credential.prefix())
                .put("state", state(credential, now))
                .put("created", credential.created().toString())
                .put("expires", text(credential.expires()))
                .put("lastUsed", text(credential.lastUsed()))
                .put("revoked", text(credential.revoked()))
                .put("warning", warning(credential, now));
    }

    private static String state(Credential credential, Instant now) {
        if (credential.revoked() != null) {
            return "revoked";
        }
        return isOver(credential.expires(), now) ? "expired" : "valid";
    }

    private static boolean isOver(@Nullable Instant expires, Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    /** Whether requests may show it. */
    public static boolean isValid(Credential credential, Instant now) {
        return credential.revoked() == null && !isOver(credential.expires(), now);
    }

    /** What an administrator should know of its end, or null. */
    public static @Nullable String warning(Credential credential, Instant now) {
        Instant expires = credential.expires();
        if (expires == null || credential.revoked() != null || now.isBefore(expires.minus(SOON))) {
            return null;
        }
        return isOver(expires, now)
                ? "It has expired: requests that use it are answered with 401."
                : "It expires in less than " + (Duration.between(now, expires).toDays() + 1)
                        + " days. Issue a second one, enter it at the identity provider, then revoke this one.";
    }

    /** What an administrator should know of all that a directory has; nothing while one lasts, or before the first was issued. */
    public static Optional<String> warning(List<Credential> all, Instant now) {
        List<Credential> valid = all.stream().filter(one -> isValid(one, now)).toList();
        if (valid.isEmpty()) {
            return all.isEmpty()
                    ? Optional.empty()
                    : Optional.of("Every credential is revoked or expired, so every request from the identity provider"
                            + " is answered with 401. Issue a new one and enter it there.");
        }
        boolean oneLasts = valid.stream().anyMatch(one -> warning(one, now) == null);
        Credential newest = valid.get(valid.size() - 1);
        return oneLasts
                ? Optional.empty()
                : Optional.of("Credential rc_" + newest.prefix() + ": " + warning(newest, now));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
