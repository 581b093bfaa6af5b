package dev.rollcall.server.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.server.api.Json;
import dev.rollcall.spi.PatchJson;
import org.jspecify.annotations.Nullable;

/** Writes as JSON how a request was understood: the command, the resource that it is about, and its content in the words of the RFC. */
public final class CommandJson {

    private CommandJson() {}

    public static ObjectNode of(ScimRequest request) {
        if (request instanceof ScimRequest.Create create) {
            return command("create", create.type().name(), null).set("resource", create.resource());
        }
        if (request instanceof ScimRequest.Replace replace) {
            ObjectNode json = command("replace", replace.type().name(), replace.id());
            json.set("resource", replace.resource());
            replace.leftOut().stream().map(Object::toString).sorted().forEach(json.putArray("kept")::add);
            return json;
        }
        if (request instanceof ScimRequest.Patch patch) {
            ObjectNode json = command("patch", patch.type().name(), patch.id());
            return json.set("patch", PatchJson.write(patch.patch()));
        }
        if (request instanceof ScimRequest.Delete delete) {
            return command("delete", delete.type().name(), delete.id());
        }
        if (request instanceof ScimRequest.Get get) {
            return command("get", get.type().name(), get.id());
        }
        if (request instanceof ScimRequest.Query query) {
            Filter filter = query.filter();
            return command("list", query.type().name(), null)
                    .put("filter", filter == null ? null : filter.print())
                    .put("startIndex", query.startIndex())
                    .put("count", query.count());
        }
        return Json.object().put("action", "list");
    }

    private static ObjectNode command(String action, String type, @Nullable String id) {
        return Json.object().put("action", action).put("type", type).put("id", id);
    }
}
