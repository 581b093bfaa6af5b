package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Refuses SCIM 1.1, which some identity providers still offer beside 2.0: recognises it by its URNs and says what to change. */
public final class FormerVersion {

    private static final String FORMER = "urn:scim:schemas:";
    private static final String VERSION = ":2.0";

    private FormerVersion() {}

    /**
     * Lets every body pass that is not of SCIM 1.1. A client may name schemas of both versions, or those of 2.0 under the prefix
     * of the former; it then speaks 2.0.
     *
     * @param schemas as they came, if any came
     * @throws dev.rollcall.scim.error.ScimException 400 invalidValue when all that are named are of SCIM 1.1
     */
    public static void refuse(@Nullable JsonNode schemas) {
        if (schemas == null) {
            return;
        }
        boolean former = false;
        for (JsonNode schema : schemas) {
            String urn = schema.asText();
            if (urn.toLowerCase(Locale.ROOT).contains(VERSION)) {
                return;
            }
            former |= urn.regionMatches(true, 0, FORMER, 0, FORMER.length());
        }
        if (former) {
            throw ScimError.badRequest(
                            ScimType.INVALID_VALUE,
                            "schemas names " + FORMER
                                    + "...:1.0 and no schema of SCIM 2.0, so this is a request of SCIM 1.1. This is a"
                                    + " SCIM 2.0 service: connect it with an app made from the identity provider's"
                                    + " SCIM 2.0 template, or say in the directory's profile that its client speaks"
                                    + " 1.1: {\"transport\": {\"version\": \"1.1\"}}.")
                    .exception();
        }
    }
}
