package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a PATCH request.
 *
 * @param path null when the operation has none; its value is then an object
 * @param value null for a remove without value
 * @param unmatched what an add or replace does whose value filter matches no element
 */
public record PatchOperation(
        PatchOp op, @Nullable PatchPath path, @Nullable JsonNode value, Unmatched unmatched) {

    /** What becomes of an operation whose value filter matches nothing. */
    public enum Unmatched {
        /** 400 noTarget, as RFC 7644 section 3.5.2.3 says. */
        FAIL,
        /** An element is created with the attributes of the filter stamped in; quirks ask for it. */
        CREATE
    }

    public PatchOperation(PatchOp op, @Nullable PatchPath path, @Nullable JsonNode value) {
        this(op, path, value, Unmatched.FAIL);
    }
}
