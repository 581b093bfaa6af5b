package dev.rollcall.server.api.role;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.DirectorySchemas;
import dev.rollcall.core.read.UserAttributeQueries;
import dev.rollcall.core.read.UserAttributeQueries.Found;
import dev.rollcall.scim.schema.CustomSchema;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.DirectoryAccess;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.guard.DatabaseCircuit;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Lists the attributes that users of a directory have and that a condition can be about, so that nobody has to guess their paths. */
final class UserAttributeHandlers {

    private final DirectoryAccess directories;
    private final DirectorySchemas schemas;
    private final UserAttributeQueries attributes;
    private final DatabaseCircuit circuit;

    UserAttributeHandlers(ApiParts api) {
        this.directories = api.directories();
        this.schemas = new DirectorySchemas(api.database(), api.time());
        this.attributes = new UserAttributeQueries(api.database());
        this.circuit = api.circuit();
    }

    /** {@code GET}: their paths in the order of the alphabet, with how many of the newest users have each. */
    void list(RoutingContext context) {
        directories
                .of(context)
                .compose(directory -> circuit.call(() -> schemas.list(directory.orgId(), directory.id()))
                        .map(own -> new UserSchema(CustomSchema.types(own).get(0)))
                        .compose(schema -> circuit.call(() -> attributes.of(directory.orgId(), directory.id()))
                                .compose(found -> Json.send(
                                        context,
                                        Json.items(items(schema, found)).put("users", found.users())))))
                .onFailure(context::fail);
    }

    private static List<ObjectNode> items(UserSchema schema, Found found) {
        return found.names().stream()
                .map(named -> ReceivedAttribute.of(schema, named))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(ReceivedAttribute::path))
                .map(ReceivedAttribute::json)
                .toList();
    }
}
