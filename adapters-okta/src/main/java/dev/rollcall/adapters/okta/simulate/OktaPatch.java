package dev.rollcall.adapters.okta.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes PATCH bodies as Okta does. */
final class OktaPatch {

    private OktaPatch() {}

    /** One replace without path. */
    static ObjectNode replace(ObjectNode value) {
        ObjectNode body = envelope();
        operation(body, "replace").set("value", value);
        return body;
    }

    static ObjectNode add(ArrayNode members) {
        ObjectNode body = envelope();
        operation(body, "add").put("path", "members").set("value", members);
        return body;
    }

    static ObjectNode replaceMembers(ArrayNode members) {
        ObjectNode body = envelope();
        operation(body, "replace").put("path", "members").set("value", members);
        return body;
    }

    /** One remove for each id. */
    static ObjectNode remove(List<String> ids) {
        ObjectNode body = envelope();
        ids.forEach(id -> operation(body, "remove").put("path", "members[value eq \"" + id + "\"]"));
        return body;
    }

    private static ObjectNode envelope() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:PatchOp");
        body.putArray("Operations");
        return body;
    }

    private static ObjectNode operation(ObjectNode body, String op) {
        return body.withArray("/Operations").addObject().put("op", op);
    }
}
