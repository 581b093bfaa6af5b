package dev.rollcall.server.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import io.vertx.core.Future;

/** Writes a group whose members are read piece by piece: the first piece contains everything else, and the members come last. */
final class StreamedGroup {

    private final ResponseStream stream;
    private boolean begun;
    private boolean hasMember;

    StreamedGroup(ResponseStream stream) {
        this.stream = stream;
    }

    /** Adds the body of a piece; done when the next one may come. */
    Future<Void> add(ObjectNode body) {
        JsonNode members = body.path("members");
        if (!begun) {
            begun = true;
            byte[] json = ScimJson.write(body.without("members"));
            stream.add(json, 0, json.length - 1).add(",\"members\":[");
        }
        for (JsonNode member : members) {
            byte[] json = ScimJson.write(member);
            stream.add(hasMember ? "," : "").add(json, 0, json.length);
            hasMember = true;
        }
        return stream.flush();
    }

    /** Ends the group, of which there was at least one piece. */
    Future<Void> end() {
        return stream.add("]}").flush();
    }
}
