package dev.rollcall.server.api.directory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.server.api.Json;
import java.util.Locale;

/** Writes a directory as JSON. */
final class DirectoryJson {

    private DirectoryJson() {}

    static ObjectNode of(Directory directory, String origin) {
        ObjectNode json = Json.object()
                .put("id", directory.id().toString())
                .put("name", directory.name())
                .put("provider", directory.provider())
                .put("state", directory.state().word())
                .put("mode", directory.mode().name().toLowerCase(Locale.ROOT))
                .put("defaultRole", directory.defaultRole())
                .put("nestedGroups", directory.nestedGroups())
                .put("scimUrl", origin + "/scim/v2/" + directory.id());
        ArrayNode disabled = json.putArray("disabledQuirks");
        directory.disabledQuirks().stream().sorted().forEach(disabled::add);
        return json;
    }
}
