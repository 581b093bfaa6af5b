package dev.rollcall.server.scim.discovery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Roles;
import dev.rollcall.core.admin.Roles.DefinedRole;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.message.ListResponse;
import dev.rollcall.scim.message.QueryReader;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.PublicOrigin;
import dev.rollcall.server.scim.Connection;
import dev.rollcall.server.scim.ResponseWriter;
import dev.rollcall.server.scim.ScimParameters;
import dev.rollcall.server.scim.ScimUrl;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;

/**
 * Lists what an IdP with governance can grant: the roles that the operator has defined and the kinds of seats, read-only, in the
 * shape that the provider declares ({@link dev.rollcall.spi.Adapter#grantables}). For other providers these endpoints do not exist.
 */
public final class GrantableHandlers {

    private static final String ROLES = "/Roles";
    private static final String ENTITLEMENTS = "/Entitlements";

    /** More roles than any operator defines. */
    private static final int ALL_ROLES = 1_000;

    private static final List<Grantable> SEATS = List.of(
            new Grantable("enterprise", "Enterprise seat", "Seat", "A seat of the Enterprise plan."),
            new Grantable("enterprise-max", "Enterprise Max seat", "Seat", "A seat of the Enterprise Max plan."));

    private final Roles roles;
    private final DatabaseCircuit circuit;
    private final PublicOrigin origin;

    private record Grantable(String id, String displayName, String type, String description) {

        static Grantable role(DefinedRole role) {
            String given = "Given by a group that is mapped to this role.";
            return new Grantable(
                    role.name(),
                    role.name(),
                    "",
                    role.description().isBlank() ? given : sentence(role.description()) + " " + given);
        }

        private static String sentence(String text) {
            return text.endsWith(".") ? text : text + ".";
        }
    }

    public GrantableHandlers(Roles roles, DatabaseCircuit circuit, PublicOrigin origin) {
        this.roles = roles;
        this.circuit = circuit;
        this.origin = origin;
    }

    public void roles(RoutingContext context) {
        list(context, ROLES);
    }

    public void role(RoutingContext context) {
        one(context, ROLES);
    }

    public void entitlements(RoutingContext context) {
        list(context, ENTITLEMENTS);
    }

    public void entitlement(RoutingContext context) {
        one(context, ENTITLEMENTS);
    }

    private void list(RoutingContext context, String endpoint) {
        ResourceType type = type(context, endpoint);
        ScimRequest.Query query = query(context, type);
        all(endpoint)
                .compose(all ->
                        ResponseWriter.send(context, page(context, query, all).toJson()))
                .onFailure(context::fail);
    }

    private static ScimRequest.Query query(RoutingContext context, ResourceType type) {
        if (ScimParameters.of(context).containsKey("filter")) {
            throw ScimError.badRequest(
                            ScimType.INVALID_FILTER,
                            type.endpoint() + " takes no filter: leave it out to get the whole list.")
                    .exception();
        }
        return QueryReader.query(type, ScimParameters.of(context));
    }

    private ListResponse page(RoutingContext context, ScimRequest.Query query, List<Grantable> all) {
        List<ObjectNode> resources = all.stream()
                .skip(query.startIndex() - 1L)
                .limit(Objects.requireNonNullElse(query.count(), ALL_ROLES))
                .map(grantable -> json(context, query.type(), grantable))
                .toList();
        return new ListResponse(all.size(), query.startIndex(), null, resources.size(), resources);
    }

    private void one(RoutingContext context, String endpoint) {
        ResourceType type = type(context, endpoint);
        String id = String.valueOf(context.pathParam("id"));
        all(endpoint)
                .map(all -> all.stream()
                        .filter(grantable -> grantable.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> ScimError.notFound(
                                        "There is no " + type.name() + " with this id; GET " + endpoint + " lists all.")
                                .exception()))
                .compose(found -> ResponseWriter.send(context, json(context, type, found)))
                .onFailure(context::fail);
    }

    private Future<List<Grantable>> all(String endpoint) {
        return endpoint.equals(ENTITLEMENTS)
                ? Future.succeededFuture(SEATS)
                : circuit.call(() -> roles.list(null, ALL_ROLES))
                        .map(all -> all.stream().map(Grantable::role).toList());
    }

    private ObjectNode json(RoutingContext context, ResourceType type, Grantable grantable) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("schemas").add(type.schema().id());
        json.put("id", grantable.id()).put("displayName", grantable.displayName());
        if (!grantable.type().isEmpty()) {
            json.put("type", grantable.type());
        }
        json.put("description", grantable.description());
        json.putObject("meta")
                .put("resourceType", type.name())
                .put("location", ScimUrl.of(origin, context) + type.endpoint() + "/" + grantable.id());
        return json;
    }

    private static ResourceType type(RoutingContext context, String endpoint) {
        return Connection.of(context).grantables().stream()
                .filter(type -> type.endpoint().equals(endpoint))
                .findFirst()
                .orElseThrow(() -> ScimError.notFound("There is no endpoint " + endpoint
                                + " for this provider; GET /ResourceTypes lists those that exist.")
                        .exception());
    }
}
