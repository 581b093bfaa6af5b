package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import org.jspecify.annotations.Nullable;

/** SCIM 1.1, which some identity providers still offer beside 2.0: told apart by its URNs and refused in words that help. */
public final class FormerVersion {

    private static final String URN = "urn:scim:schemas:";

    private FormerVersion() {}

    /**
     * Lets every body pass that is not of SCIM 1.1.
     *
     * @param schemas as they came, if any came
     * @throws dev.rollcall.scim.error.ScimException 400 invalidValue when one of them is of SCIM 1.1
     */
    public static void refuse(@Nullable JsonNode schemas) {
        if (schemas == null) {
            return;
        }
        for (JsonNode urn : schemas) {
            if (urn.asText().regionMatches(true, 0, URN, 0, URN.length())) {
                throw ScimError.badRequest(
                                ScimType.INVALID_VALUE,
                                "schemas names " + URN
                                        + "..., which is SCIM 1.1. This is a SCIM 2.0 service: connect it with an app"
                                        + " made from the identity provider's SCIM 2.0 template.")
                        .exception();
            }
        }
    }
}
