package dev.rollcall.adapters.entra.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Builds a PATCH body. */
final class EntraPatch {

    private final ObjectNode body = JsonNodeFactory.instance.objectNode();

    EntraPatch() {
        body.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:PatchOp");
        body.putArray("Operations");
    }

    EntraPatch with(String op, String path, JsonNode value) {
        operation(op).put("path", path).set("value", value);
        return this;
    }

    EntraPatch with(String op, String path, String value) {
        return with(op, path, TextNode.valueOf(value));
    }

    EntraPatch without(String op, String path) {
        operation(op).put("path", path);
        return this;
    }

    /** An operation without path. */
    EntraPatch with(String op, ObjectNode value) {
        operation(op).set("value", value);
        return this;
    }

    ObjectNode body() {
        return body;
    }

    private ObjectNode operation(String op) {
        return body.withArray("/Operations").addObject().put("op", op);
    }
}
