package dev.rollcall.server.scim;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.core.read.resource.ResourceQueries;
import dev.rollcall.core.read.sql.Listing;
import dev.rollcall.core.read.sql.Page;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.scim.message.ScimRequest.Delete;
import dev.rollcall.scim.message.ScimRequest.Get;
import dev.rollcall.scim.message.ScimRequest.Patch;
import dev.rollcall.scim.message.ScimRequest.Query;
import dev.rollcall.scim.message.ScimRequest.Replace;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.CallerContext;
import io.vertx.core.Future;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Serves clients that put a userName or an address where the id of a user belongs: it is replaced by the id of the one user who has it. */
final class NamesAsIds {

    private static final Pattern ID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final AttributePath USER_NAME = AttributePath.of("userName");
    private static final AttributePath ADDRESS = AttributePath.of("emails", "value");

    private final ResourceQueries queries;
    private final DatabaseCircuit circuit;

    NamesAsIds(ResourceQueries queries, DatabaseCircuit circuit) {
        this.queries = queries;
        this.circuit = circuit;
    }

    /** The same request with the id of the user who is meant; unchanged where it has an id, or nobody or several are meant. */
    Future<ScimRequest> resolve(Connection connection, ScimRequest request) {
        String name = name(request);
        if (name == null) {
            return Future.succeededFuture(request);
        }
        return found(connection, USER_NAME, name)
                .compose(id -> id != null ? Future.succeededFuture(id) : found(connection, ADDRESS, name))
                .map(id -> id == null ? request : with(request, id));
    }

    private static @Nullable String name(ScimRequest request) {
        String id = null;
        ResourceType type = null;
        if (request instanceof Get get) {
            id = get.id();
            type = get.type();
        } else if (request instanceof Replace put) {
            id = put.id();
            type = put.type();
        } else if (request instanceof Patch patch) {
            id = patch.id();
            type = patch.type();
        } else if (request instanceof Delete delete) {
            id = delete.id();
            type = delete.type();
        }
        return type == null
                        || id == null
                        || !type.name().equals(CoreTypes.USER.name())
                        || ID.matcher(id).matches()
                ? null
                : id;
    }

    private Future<@Nullable String> found(Connection connection, AttributePath path, String name) {
        Filter filter = new Filter.Comparison(path, CompareOp.EQ, TextNode.valueOf(name));
        Query query = new Query(CoreTypes.USER, filter, null, 1, 2, Projection.DEFAULT);
        Listing listing = new Listing(List.of(query), Mode.TOLERANT, 2, new Listing.Index(1));
        return CallerContext.hop(circuit.call(() -> queries.list(connection.orgId(), connection.id(), listing)))
                .map(NamesAsIds::sole);
    }

    private static @Nullable String sole(Page page) {
        return page.resources().size() == 1 ? page.resources().get(0).id().toString() : null;
    }

    private static ScimRequest with(ScimRequest request, String id) {
        if (request instanceof Get get) {
            return new Get(get.type(), id, get.ifNoneMatch(), get.projection());
        } else if (request instanceof Replace put) {
            return new Replace(put.type(), id, put.resource(), put.leftOut(), put.ifMatch(), put.projection());
        } else if (request instanceof Patch patch) {
            return new Patch(patch.type(), id, patch.patch(), patch.ifMatch(), patch.projection());
        }
        Delete delete = (Delete) request;
        return new Delete(delete.type(), id, delete.ifMatch());
    }
}
