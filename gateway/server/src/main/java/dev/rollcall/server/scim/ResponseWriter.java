package dev.rollcall.server.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.StoredResource;
import dev.rollcall.core.read.resource.LargeGroups;
import dev.rollcall.core.read.sql.Page;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.message.ETags;
import dev.rollcall.scim.message.ListResponse;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.scim.message.ScimRequest.Command;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.server.http.PublicOrigin;
import dev.rollcall.spi.Normalizer;
import dev.rollcall.spi.profile.Responses;
import dev.rollcall.spi.profile.Transport;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns an outcome of the core into status, headers and body (RFC 7644 sections 3.3 to 3.6 and 3.14). */
public final class ResponseWriter {

    /** How a ListResponse ends when its resources stand last. */
    private static final String LIST_END = "]}";

    private final PublicOrigin origin;
    private final LargeGroups largeGroups;

    /**
     * Takes what it needs.
     *
     * @param largeGroups where the members come from that were not read with their group
     */
    public ResponseWriter(PublicOrigin origin, LargeGroups largeGroups) {
        this.origin = origin;
        this.largeGroups = largeGroups;
    }

    /** Whether the answer to this command carries the members of a group. */
    static boolean showsMembers(RoutingContext context, Command command) {
        if (command instanceof ScimRequest.Create create && !create.resource().has("members")) {
            return false;
        }
        return !isSilent(context, command) && command.projection().wants("members");
    }

    Future<Void> deleted(RoutingContext context) {
        return context.response().setStatusCode(204).end();
    }

    Future<Void> stored(RoutingContext context, Command command, StoredResource resource, boolean created) {
        HttpServerResponse response = context.response();
        etag(context, resource);
        if (isSilent(context, command)) {
            return response.setStatusCode(204)
                    .putHeader("Location", location(context, resource))
                    .end();
        }
        if (created) {
            response.setStatusCode(201);
        }
        return one(context, resource, command);
    }

    /**
     * Most clients expect no body after the PATCH of a group, and some want one; the RFC wants one when attributes were asked for. A PUT
     * that is carried out as a PATCH is answered as a PUT.
     */
    static boolean isSilent(boolean isPut, Command command, Responses responses) {
        if (isPut
                || !(command instanceof ScimRequest.Patch patch)
                || !patch.projection().attributes().isEmpty()) {
            return false;
        }
        return patch.type().name().equals(CoreTypes.GROUP.name())
                ? !responses.patchedGroup()
                : !responses.patchedUser();
    }

    private static boolean isSilent(RoutingContext context, Command command) {
        return isSilent(
                HttpMethod.PUT.equals(context.request().method()),
                command,
                Connection.of(context).responses());
    }

    /** What a GET is answered with, or an error: there is none, or its version is another than the one asked for. */
    static StoredResource wanted(ScimRequest.Get get, @Nullable StoredResource found, @Nullable String ifMatch) {
        if (found == null) {
            throw ScimError.notFound("There is no " + get.type().name() + " " + get.id() + " in this directory.")
                    .exception();
        }
        if (ifMatch != null && !ETags.matches(ifMatch, found.version())) {
            throw ScimError.of(412, "The version of " + get.id() + " is not among those that If-Match names.")
                    .exception();
        }
        return found;
    }

    Future<Void> resource(RoutingContext context, ScimRequest.Get get, @Nullable StoredResource read) {
        if (read != null) {
            etag(context, read);
        }
        StoredResource found = wanted(get, read, context.request().getHeader("If-Match"));
        if (get.ifNoneMatch() != null && ETags.matches(get.ifNoneMatch(), found.version())) {
            return context.response().setStatusCode(304).end();
        }
        return one(context, found, get);
    }

    /**
     * The address of what the body shows is a header too: Content-Location (RFC 7643 section 3.1, {@code location}), and Location as in
     * every example of RFC 7644.
     */
    private Future<Void> one(RoutingContext context, StoredResource resource, ScimRequest request) {
        String location = location(context, resource);
        head(context).putHeader("Content-Location", location).putHeader("Location", location);
        ResponseStream stream = new ResponseStream(context.response());
        return add(stream, context, resource, request, piece -> etag(context, piece))
                .compose(v -> stream.end())
                .recover(stream::abort);
    }

    Future<Void> page(RoutingContext context, ScimRequest query, Page page, @Nullable String nextCursor) {
        head(context);
        ResponseStream stream = new ResponseStream(context.response());
        Connection connection = Connection.of(context);
        boolean countsPage = connection.responses().countsPage();
        ObjectNode list = new ListResponse(
                        countsPage ? page.resources().size() : page.total(),
                        startIndex(connection, page.startIndex()),
                        nextCursor,
                        page.resources().size(),
                        List.of())
                .toJson();
        if (connection.transport().former()) {
            list.putArray("schemas").add(Transport.FORMER_SCHEMA);
        }
        Exchange.of(context).notes().answered(list);
        byte[] envelope = ScimJson.write(list);
        stream.add(envelope, 0, envelope.length - LIST_END.length());
        Future<Void> done = Future.succeededFuture();
        boolean first = true;
        for (StoredResource resource : page.resources()) {
            String comma = first ? "" : ",";
            first = false;
            done = done.compose(v -> add(stream.add(comma), context, resource, query, piece -> {}));
        }
        return done.compose(v -> stream.add(LIST_END).end()).recover(stream::abort);
    }

    /** As the client counts; null on a page by cursor. */
    private static @Nullable Integer startIndex(Connection connection, @Nullable Integer index) {
        return index == null || connection.transport().firstIndex() == 1 ? index : Integer.valueOf(index - 1);
    }

    /**
     * One resource; a group that was not read whole is read again, piece by piece.
     *
     * @param reread learns of each piece before it is sent: the group may have another version by now
     */
    private Future<Void> add(
            ResponseStream stream,
            RoutingContext context,
            StoredResource resource,
            ScimRequest request,
            Consumer<StoredResource> reread) {
        if (!LargeGroups.mayHaveMore(resource)) {
            ObjectNode body = json(context, resource, request);
            byte[] json = ScimJson.write(body);
            if (!(request instanceof ScimRequest.Query || request instanceof ScimRequest.RootQuery)) {
                Exchange.of(context).notes().answered(body);
            }
            return stream.add(json, 0, json.length).flush();
        }
        Connection connection = Connection.of(context);
        StreamedGroup group = new StreamedGroup(stream);
        return largeGroups
                .read(connection.orgId(), connection.id(), resource, piece -> {
                    reread.accept(piece);
                    return group.add(json(context, piece, request));
                })
                .compose(found -> found ? group.end() : Future.failedFuture(gone(resource)));
    }

    private static ScimException gone(StoredResource group) {
        return ScimError.of(503, "Group " + group.id() + " was deleted while it was read. Repeat the request.")
                .exception();
    }

    private static void etag(RoutingContext context, StoredResource resource) {
        if (!context.response().headWritten()) {
            context.response().putHeader("ETag", ETags.weak(resource.version()));
        }
    }

    private ObjectNode json(RoutingContext context, StoredResource resource, ScimRequest request) {
        Connection connection = Connection.of(context);
        Normalizer.Answer shaped = ResourceBody.of(
                resource,
                ScimUrl.of(origin, context),
                request.projection(),
                connection.writer(resource.type()),
                connection.normalizer());
        Exchange.of(context).quirks(context, shaped.quirks());
        return shaped.body();
    }

    private String location(RoutingContext context, StoredResource resource) {
        return ScimUrl.absolute(origin, context) + resource.type().endpoint() + "/" + resource.id();
    }

    public static Future<Void> send(RoutingContext context, JsonNode body) {
        Exchange.of(context).notes().answered(body);
        return head(context).end(Buffer.buffer(ScimJson.write(body)));
    }

    private static HttpServerResponse head(RoutingContext context) {
        String type = Connection.ifShown(context)
                .map(connection -> connection.responses().mediaType())
                .orElse(Responses.USUAL.mediaType());
        return context.response().putHeader("Content-Type", type).putHeader("Cache-Control", "no-store");
    }
}
