package dev.rollcall.core.decide.scim;

import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.message.ETags;
import org.jspecify.annotations.Nullable;

/** Checks the precondition of a write (RFC 7644 section 3.14), under the same lock as the write itself. */
final class Versions {

    private Versions() {}

    /**
     * Lets a write pass when the header is absent or names this version.
     *
     * @throws dev.rollcall.scim.error.ScimException 412, with the version that would be accepted
     */
    static void require(@Nullable String ifMatch, long version) {
        if (ifMatch != null && !ETags.matches(ifMatch, version)) {
            throw ScimError.of(
                            412,
                            "The resource has changed; its version is now " + ETags.weak(version)
                                    + ". Read it again and repeat the request with that version in If-Match.")
                    .exception();
        }
    }
}
