package dev.rollcall.server.auth;

import dev.rollcall.core.admin.DirectoryAuthentication;
import dev.rollcall.core.admin.Way;
import java.util.stream.Collectors;

/** A directory does not take this way to authenticate; the message says which it takes. Cheap: it has no stack trace. */
public final class ClosedWay extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private ClosedWay(String message) {
        super(message, null, false, false);
    }

    /**
     * Lets pass what the directory allows.
     *
     * @throws ClosedWay it does not
     */
    public static void check(DirectoryAuthentication authentication, Way way) {
        if (!authentication.allows(way)) {
            String allowed =
                    authentication.allowed().stream().map(Way::word).sorted().collect(Collectors.joining(", "));
            throw new ClosedWay(
                    "This directory does not allow the way \"" + way.word() + "\" to authenticate; it allows: "
                            + (allowed.isEmpty() ? "none" : allowed) + ". Its administrator sets that.");
        }
    }
}
