package dev.rollcall.server.auth.token;

import dev.rollcall.core.admin.directory.AuthenticationMethod;
import dev.rollcall.core.admin.directory.DirectoryAuthentication;
import java.util.stream.Collectors;

/** A directory does not take this way to authenticate; the message says which it takes. Cheap: it has no stack trace. */
public final class MethodNotAllowedForDirectory extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private MethodNotAllowedForDirectory(String message) {
        super(message, null, false, false);
    }

    /**
     * Lets pass what the directory allows.
     *
     * @throws MethodNotAllowedForDirectory it does not
     */
    public static void check(DirectoryAuthentication authentication, AuthenticationMethod way) {
        if (!authentication.allows(way)) {
            String allowed = authentication.allowed().stream()
                    .map(AuthenticationMethod::word)
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw new MethodNotAllowedForDirectory(
                    "This directory does not allow the method \"" + way.word() + "\" of authentication; it allows: "
                            + (allowed.isEmpty() ? "none" : allowed) + ". An administrator can change that.");
        }
    }
}
