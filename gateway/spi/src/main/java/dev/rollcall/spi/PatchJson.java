package dev.rollcall.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.patch.PatchOperation.Unmatched;
import dev.rollcall.scim.patch.PatchRequest;
import java.util.Locale;

/** Writes a PATCH as JSON again, with {@code "unmatched": "create"}, for which SCIM itself has no word. */
public final class PatchJson {

    private PatchJson() {}

    public static JsonNode write(PatchRequest patch) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("schemas").add(PatchRequest.SCHEMA);
        var operations = body.putArray("Operations");
        patch.operations().forEach(operation -> operations.add(write(operation)));
        return body;
    }

    private static ObjectNode write(PatchOperation operation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("op", operation.op().name().toLowerCase(Locale.ROOT));
        if (operation.path() != null) {
            json.put("path", operation.path().toString());
        }
        if (operation.value() != null) {
            json.set("value", operation.value().deepCopy());
        }
        if (operation.unmatched() == Unmatched.CREATE) {
            json.put("unmatched", "create");
        }
        return json;
    }
}
