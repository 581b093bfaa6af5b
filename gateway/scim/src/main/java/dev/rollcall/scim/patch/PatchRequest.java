package dev.rollcall.scim.patch;

import java.util.List;

/** The operations of one PATCH request, in order. Applied one after the other and all or none (RFC 7644 section 3.5.2). */
public record PatchRequest(List<PatchOperation> operations) {

    public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    /** Characters of a filter that count as one part. */
    private static final int TERM = 20;

    public PatchRequest {
        operations = List.copyOf(operations);
    }

    /** Roughly how many parts it has: operations, members of their values, terms of their filters. */
    public int size() {
        int size = 0;
        for (PatchOperation operation : operations) {
            PatchPath path = operation.path();
            size += 1 + (operation.value() == null ? 0 : operation.value().size());
            size += path == null || path.filter() == null ? 0 : path.toString().length() / TERM;
        }
        return size;
    }
}
