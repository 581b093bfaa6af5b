package dev.rollcall.scim;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Parses JSON as SCIM needs it: bounded, without duplicate keys, and with an error that says where the text is malformed. */
public final class ScimJson {

    private static final int MAX_DEPTH = 32;

    /** Names of attributes are not interned: the table that all threads would share is emptied when a client sends many of its own. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private ScimJson() {}

    /**
     * Reads one JSON value.
     *
     * @throws dev.rollcall.scim.error.ScimException 400 invalidSyntax with line and column
     */
    public static JsonNode parse(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw ScimError.badRequest(ScimType.INVALID_SYNTAX, "The request body is not valid JSON" + reason(e))
                    .exception();
        } catch (IOException e) {
            throw ScimError.badRequest(ScimType.INVALID_SYNTAX, "The request body could not be read.")
                    .exception();
        }
    }

    /** Where the text breaks, and why if that repeats no value of it. */
    private static String reason(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        String at = location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        String message = e.getOriginalMessage();
        boolean namesNoValue = e instanceof StreamConstraintsException || message.startsWith("Duplicate field");
        return at + (namesNoValue ? ": " + message + "." : ".");
    }

    /** The value without a list of one around it, and out of a text that holds JSON; the value itself where that is no object. */
    public static JsonNode object(JsonNode value) {
        JsonNode single = value.isArray() && value.size() == 1 ? value.get(0) : value;
        JsonNode inner = parsed(single, '{');
        return inner.isObject() ? inner : value;
    }

    /** What a text holds that begins with this bracket and is JSON; anything else as it is. */
    public static JsonNode parsed(JsonNode value, char bracket) {
        String text = value.isTextual() ? value.textValue().strip() : "";
        if (text.isEmpty() || text.charAt(0) != bracket) {
            return value;
        }
        try {
            return parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (ScimException noJson) {
            return value;
        }
    }

    /** Whether a {@code schemas} list, or null for none, holds that URN in any letter case. */
    public static boolean listsUrn(@Nullable JsonNode schemas, String urn) {
        if (schemas != null) {
            for (JsonNode listed : schemas) {
                if (urn.equalsIgnoreCase(listed.textValue())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The value as bytes for the wire. */
    public static byte[] write(JsonNode value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree that cannot be written", e);
        }
    }
}
