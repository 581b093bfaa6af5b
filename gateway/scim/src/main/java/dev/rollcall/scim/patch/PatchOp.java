package dev.rollcall.scim.patch;

/** The {@code op} of a PATCH operation. */
public enum PatchOp {
    ADD,
    REMOVE,
    REPLACE
}
