package dev.rollcall.core.decide;

import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.message.ETags;
import org.jspecify.annotations.Nullable;

/** The precondition of a write (RFC 7644 section 3.14), checked under the lock under which the write is made. */
final class Versions {

    private Versions() {}

    /** 412 unless the header is absent or names this version. */
    static @Nullable ScimError check(@Nullable String ifMatch, long version) {
        if (ifMatch == null || ETags.matches(ifMatch, version)) {
            return null;
        }
        return ScimError.of(
                412,
                "The resource has changed: its version is now " + ETags.weak(version)
                        + ". Read it again and repeat the request with that version in If-Match.");
    }
}
