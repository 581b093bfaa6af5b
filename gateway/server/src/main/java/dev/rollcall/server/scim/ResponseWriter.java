package dev.rollcall.server.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.StoredResource;
import dev.rollcall.core.read.Page;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.message.ETags;
import dev.rollcall.scim.message.ListResponse;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.scim.message.ScimRequest.Command;
import dev.rollcall.scim.resource.ResourceWriter;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.server.http.PublicOrigin;
import dev.rollcall.spi.Normalizer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From an outcome of the core to status, headers and body (RFC 7644 sections 3.3 to 3.6 and 3.14). */
public final class ResponseWriter {

    private final PublicOrigin origin;

    public ResponseWriter(PublicOrigin origin) {
        this.origin = origin;
    }

    /** Whether the answer to this command carries the members of a group. */
    static boolean showsMembers(Command command) {
        if (command instanceof ScimRequest.Create create && !create.resource().has("members")) {
            return false;
        }
        if (command instanceof ScimRequest.Patch patch
                && patch.projection().attributes().isEmpty()) {
            return false;
        }
        return command.projection().wants("members");
    }

    Future<Void> deleted(RoutingContext context) {
        return context.response().setStatusCode(204).end();
    }

    Future<Void> stored(RoutingContext context, Command command, StoredResource resource, boolean created) {
        HttpServerResponse response = context.response();
        response.putHeader("ETag", ETags.weak(resource.version()));
        if (isSilent(command)) {
            return response.setStatusCode(204).end();
        }
        if (created) {
            response.setStatusCode(201).putHeader("Location", location(context, resource));
        }
        return one(context, resource, command);
    }

    /** Entra expects no body after the PATCH of a group; the RFC wants one when attributes were asked for. */
    private static boolean isSilent(Command command) {
        return command instanceof ScimRequest.Patch patch
                && patch.type().name().equals(CoreTypes.GROUP.name())
                && patch.projection().attributes().isEmpty();
    }

    Future<Void> resource(RoutingContext context, ScimRequest.Get get, @Nullable StoredResource found) {
        if (found == null) {
            throw ScimError.notFound("There is no " + get.type().name() + " " + get.id() + " in this directory.")
                    .exception();
        }
        context.response().putHeader("ETag", ETags.weak(found.version()));
        if (get.ifNoneMatch() != null && ETags.matches(get.ifNoneMatch(), found.version())) {
            return context.response().setStatusCode(304).end();
        }
        return one(context, found, get);
    }

    /** The address of what the body shows is a header too (RFC 7643 section 3.1, {@code location}). */
    private Future<Void> one(RoutingContext context, StoredResource resource, ScimRequest request) {
        context.response().putHeader("Content-Location", location(context, resource));
        return send(context, json(context, resource, request));
    }

    Future<Void> page(RoutingContext context, ScimRequest query, Page page, @Nullable String nextCursor) {
        List<ObjectNode> resources = page.resources().stream()
                .map(resource -> json(context, resource, query))
                .toList();
        return send(context, new ListResponse(page.total(), page.startIndex(), nextCursor, resources).toJson());
    }

    private ObjectNode json(RoutingContext context, StoredResource resource, ScimRequest request) {
        Connection connection = Connection.of(context);
        ResourceWriter writer = connection.writer(resource.type());
        ResourceWriter.Meta meta = new ResourceWriter.Meta(
                location(context, resource),
                resource.created(),
                resource.lastModified(),
                ETags.weak(resource.version()));
        ObjectNode body = writer.write(resource.document(), resource.id().toString(), meta, request.projection());
        Normalizer.Answer shaped = connection.normalizer().answer(resource.type(), body);
        Exchange.of(context).quirks(context, shaped.quirks());
        return shaped.body();
    }

    private String location(RoutingContext context, StoredResource resource) {
        return Bases.of(origin, context) + resource.type().endpoint() + "/" + resource.id();
    }

    static Future<Void> send(RoutingContext context, JsonNode body) {
        return context.response()
                .putHeader("Content-Type", "application/scim+json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(ScimJson.write(body)));
    }
}
