package dev.rollcall.scim.patch;

import java.util.List;

/** The operations of one PATCH request, in order. Applied one after the other and all or none (RFC 7644 section 3.5.2). */
public record PatchRequest(List<PatchOperation> operations) {

    public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    public PatchRequest {
        operations = List.copyOf(operations);
    }
}
