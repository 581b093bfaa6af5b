package dev.rollcall.scim.error;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The error body of RFC 7644 section 3.12.
 *
 * @param status HTTP status, 400 to 599
 * @param scimType the detail error keyword, where the RFC names one
 * @param detail a sentence for the administrator of the client: what was wrong, where, and what would be accepted
 */
public record ScimError(int status, @Nullable ScimType scimType, String detail) {

    public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error";

    public static ScimError of(int status, String detail) {
        return new ScimError(status, null, detail);
    }

    /** 400 with a keyword. */
    public static ScimError badRequest(ScimType type, String detail) {
        return new ScimError(400, type, detail);
    }

    public static ScimError notFound(String what) {
        return new ScimError(404, null, what);
    }

    /** 409 with {@code uniqueness}. */
    public static ScimError conflict(String detail) {
        return new ScimError(409, ScimType.UNIQUENESS, detail);
    }

    /** The exception that carries this error. */
    public ScimException exception() {
        return new ScimException(this);
    }

    /** The body as it stands on the wire; {@code status} is a string there. */
    public ObjectNode toJson() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("schemas").add(SCHEMA);
        body.put("status", Integer.toString(status));
        if (scimType != null) {
            body.put("scimType", scimType.keyword());
        }
        return body.put("detail", detail);
    }
}
