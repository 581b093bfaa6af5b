package dev.rollcall.scim.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Mode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes what the gateway supports (RFC 7643 section 5, RFC 9865 section 4), from the very limits that it enforces. PATCH,
 * filters, sorting and ETags are always there, and there is no password to change.
 *
 * @param documentationUri a page for administrators, or null
 * @param defaultPageSize resources on a page when the client does not say
 * @param maxPageSize resources on a page at most
 * @param cursorTimeout seconds that a cursor can be used for
 * @param bulk limits of {@code /Bulk}, or null when it is not offered
 * @param eventUris the events that are told of resources (RFC 9967 section 4); empty when none are
 */
public record ServiceProviderConfig(
        @Nullable String documentationUri,
        int defaultPageSize,
        int maxPageSize,
        int cursorTimeout,
        @Nullable BulkLimits bulk,
        List<AuthenticationScheme> authenticationSchemes,
        List<String> eventUris) {

    public static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";

    /**
     * The limits of a bulk request (RFC 7644 section 3.7.4).
     *
     * @param maxPayloadSize in bytes
     */
    public record BulkLimits(int maxOperations, int maxPayloadSize) {}

    /**
     * A way to authenticate.
     *
     * @param type one of {@code oauth}, {@code oauth2}, {@code oauthbearertoken}, {@code httpbasic}, {@code httpdigest}
     */
    public record AuthenticationScheme(String type, String name, String description, String specUri, boolean primary) {}

    public ServiceProviderConfig {
        authenticationSchemes = List.copyOf(authenticationSchemes);
        eventUris = List.copyOf(eventUris);
    }

    /** The document without what later RFCs have added, for a client that refuses what it does not know. */
    public ObjectNode toCoreJson(String baseUrl, Mode mode) {
        return toJson(baseUrl, mode).without(List.of("pagination", "securityEvents"));
    }

    /**
     * The same in the words of SCIM 1.1.
     *
     * @param schema the URN that it names
     */
    public ObjectNode toFormerJson(String schema) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("schemas").add(schema);
        json.putObject("patch").put("supported", true);
        json.putObject("bulk").put("supported", false).put("maxOperations", 0).put("maxPayloadSize", 0);
        json.putObject("filter").put("supported", true).put("maxResults", maxPageSize);
        json.putObject("changePassword").put("supported", false);
        json.putObject("sort").put("supported", true);
        json.putObject("etag").put("supported", true);
        json.putObject("xmlDataFormat").put("supported", false);
        ArrayNode schemes = json.putArray("authenticationSchemes");
        for (AuthenticationScheme scheme : authenticationSchemes) {
            schemes.addObject()
                    .put("name", scheme.name())
                    .put("description", scheme.description())
                    .put("specUrl", scheme.specUri())
                    .put("type", scheme.type())
                    .put("primary", scheme.primary());
        }
        return json;
    }

    /**
     * The document as it stands on the wire.
     *
     * @param mode only a strict directory claims the SCIM Interoperability Profile; to the others it does not apply
     */
    public ObjectNode toJson(String baseUrl, Mode mode) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("schemas").add(SCHEMA);
        if (mode == Mode.STRICT) {
            json.put("interopProfileConformant", true);
        }
        if (documentationUri != null) {
            json.put("documentationUri", documentationUri);
        }
        json.putObject("patch").put("supported", true);
        json.putObject("bulk")
                .put("supported", bulk != null)
                .put("maxOperations", bulk == null ? 0 : bulk.maxOperations())
                .put("maxPayloadSize", bulk == null ? 0 : bulk.maxPayloadSize());
        json.putObject("filter").put("supported", true).put("maxResults", maxPageSize);
        json.putObject("changePassword").put("supported", false);
        json.putObject("sort").put("supported", true);
        json.putObject("etag").put("supported", true);
        json.putObject("pagination")
                .put("cursor", true)
                .put("index", true)
                .put("defaultPaginationMethod", "index")
                .put("defaultPageSize", defaultPageSize)
                .put("maxPageSize", maxPageSize)
                .put("cursorTimeout", cursorTimeout);
        if (!eventUris.isEmpty()) {
            ArrayNode uris =
                    json.putObject("securityEvents").put("asyncRequest", "none").putArray("eventUris");
            eventUris.forEach(uris::add);
        }
        ArrayNode schemes = json.putArray("authenticationSchemes");
        for (AuthenticationScheme scheme : authenticationSchemes) {
            schemes.addObject()
                    .put("type", scheme.type())
                    .put("name", scheme.name())
                    .put("description", scheme.description())
                    .put("specUri", scheme.specUri())
                    .put("primary", scheme.primary());
        }
        json.putObject("meta")
                .put("resourceType", "ServiceProviderConfig")
                .put("location", baseUrl + "/ServiceProviderConfig");
        return json;
    }
}
