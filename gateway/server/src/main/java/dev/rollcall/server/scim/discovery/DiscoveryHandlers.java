package dev.rollcall.server.scim.discovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.delivery.ssf.store.SecurityEvent;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.message.ListResponse;
import dev.rollcall.scim.message.ServiceProviderConfig;
import dev.rollcall.scim.message.ServiceProviderConfig.AuthenticationScheme;
import dev.rollcall.scim.message.ServiceProviderConfig.BulkLimits;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceTypeJson;
import dev.rollcall.scim.schema.Schema;
import dev.rollcall.scim.schema.SchemaJson;
import dev.rollcall.server.http.PublicOrigin;
import dev.rollcall.server.scim.Connection;
import dev.rollcall.server.scim.ResponseWriter;
import dev.rollcall.server.scim.ScimParameters;
import dev.rollcall.server.scim.ScimUrl;
import dev.rollcall.spi.profile.Transport;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers what a client may ask about the service itself (RFC 7644 section 4), from the same data that the code enforces. */
public final class DiscoveryHandlers {

    private static final AuthenticationScheme BEARER = new AuthenticationScheme(
            "oauthbearertoken",
            "Bearer token",
            "The directory's token in the Authorization header",
            "https://www.rfc-editor.org/rfc/rfc6750",
            true);

    private final PublicOrigin origin;
    private final ServiceProviderConfig config;

    /**
     * Takes what the answers depend on.
     *
     * @param maxPage resources on a page of a list at most
     * @param cursorTimeout seconds that a cursor can be used for
     * @param bulk the limits of a bulk request
     */
    public DiscoveryHandlers(PublicOrigin origin, int maxPage, int cursorTimeout, BulkLimits bulk) {
        this.origin = origin;
        this.config = new ServiceProviderConfig(
                null, maxPage, maxPage, cursorTimeout, bulk, List.of(BEARER), SecurityEvent.scimUris());
    }

    public void serviceProviderConfig(RoutingContext context) {
        String base = ScimUrl.of(origin, context);
        Mode mode = Connection.ifShown(context).map(Connection::mode).orElse(Mode.TOLERANT);
        boolean isCore = Connection.ifShown(context)
                .map(connection -> connection.responses().coreDiscovery())
                .orElse(false);
        ResponseWriter.send(context, isCore ? config.toCoreJson(base, mode) : config.toJson(base, mode))
                .onFailure(context::fail);
    }

    /** What SCIM 1.1 asks for, under its name and in its words. */
    public void formerConfigs(RoutingContext context) {
        ResponseWriter.send(context, config.toFormerJson(Transport.FORMER_SCHEMA))
                .onFailure(context::fail);
    }

    public void resourceTypes(RoutingContext context) {
        list(context, types(context), type -> ResourceTypeJson.write(type, ScimUrl.of(origin, context)));
    }

    public void schemas(RoutingContext context) {
        list(context, all(context), schema -> listed(context, schema));
    }

    public void resourceType(RoutingContext context) {
        String id = context.pathParam("id");
        List<ResourceType> types = types(context);
        ResourceType found = types.stream()
                .filter(type -> type.name().equals(id))
                .findFirst()
                .orElseThrow(() -> ScimError.notFound("There is no resource type " + id + "; there are "
                                + types.stream().map(ResourceType::name).collect(Collectors.joining(", ")) + ".")
                        .exception());
        ResponseWriter.send(context, ResourceTypeJson.write(found, ScimUrl.of(origin, context)))
                .onFailure(context::fail);
    }

    public void schema(RoutingContext context) {
        String id = context.pathParam("id");
        Schema found = all(context).stream()
                .filter(schema -> schema.id().equalsIgnoreCase(id))
                .findFirst()
                .orElseThrow(
                        () -> ScimError.notFound("There is no schema " + id + "; GET /Schemas lists those that exist.")
                                .exception());
        ResponseWriter.send(context, listed(context, found)).onFailure(context::fail);
    }

    /**
     * Users and groups, and what the provider reads beside them. Without a credential the standard ones: schemas of a directory's own
     * are its organisation's.
     */
    private static List<ResourceType> types(RoutingContext context) {
        return Connection.ifShown(context)
                .map(connection -> Stream.concat(connection.types().stream(), connection.grantables().stream())
                        .toList())
                .orElse(List.of(CoreTypes.USER, CoreTypes.GROUP));
    }

    private ObjectNode listed(RoutingContext context, Schema schema) {
        ObjectNode json = SchemaJson.write(schema, ScimUrl.of(origin, context));
        return Connection.ifShown(context)
                .map(connection -> ListedSchema.of(json, connection.mode(), connection.unlisted()))
                .orElseGet(() -> ListedSchema.of(json, Mode.TOLERANT, Set.of()));
    }

    /** The schemas of the directory: the core ones, then the extensions. */
    private static List<Schema> all(RoutingContext context) {
        List<ResourceType> types = types(context);
        return Stream.concat(
                        types.stream().map(ResourceType::schema),
                        types.stream()
                                .flatMap(type -> type.extensions().stream())
                                .map(ResourceType.Extension::schema))
                .toList();
    }

    private static <T> void list(RoutingContext context, List<T> all, Function<T, ObjectNode> write) {
        if (ScimParameters.of(context).containsKey("filter")) {
            throw ScimError.of(
                            403,
                            "Discovery endpoints take no filter (RFC 7644 section 4); leave it out to get the whole"
                                    + " list.")
                    .exception();
        }
        ResponseWriter.send(
                        context,
                        ListResponse.all(all.stream().map(write).toList()).toJson())
                .onFailure(context::fail);
    }
}
