package dev.rollcall.server.api.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.admin.directory.DirectorySchemas;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.schema.CustomSchema;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.DirectoryAccess;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import dev.rollcall.server.http.PublicOrigin;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** Shows and changes the settings of one directory: name, provider, mode, quirks, and schemas in addition to the standard ones. */
final class DirectoryHandlers {

    private final DirectoryAccess access;
    private final Directories directories;
    private final DirectorySchemas schemas;
    private final DirectorySettings settings;
    private final DirectoryReadiness readiness;
    private final DatabaseCircuit circuit;
    private final PublicOrigin origin;
    private final Consumer<UUID> changed;

    /**
     * Makes the handlers.
     *
     * @param settings what may be set
     * @param changed learns which directory must be looked up again
     */
    DirectoryHandlers(ApiParts api, DirectorySettings settings, DirectoryReadiness readiness, Consumer<UUID> changed) {
        this.directories = new Directories(api.database(), api.time());
        this.access = api.directories();
        this.schemas = new DirectorySchemas(api.database(), api.time());
        this.settings = settings;
        this.readiness = readiness;
        this.circuit = api.circuit();
        this.origin = api.origin();
        this.changed = changed;
    }

    void show(RoutingContext context) {
        answer(context, Future::succeededFuture, directory -> send(context, directory));
    }

    /** {@code PATCH} with a JSON merge patch (RFC 7396); with {@code If-Match} only when nobody else was faster. */
    void change(RoutingContext context) {
        JsonNode patch = body(context);
        String ifMatch = context.request().getHeader("If-Match");
        answer(
                context,
                directory ->
                        directories.change(RuleRequests.actor(context, directory.orgId()), directory.id(), current -> {
                            DirectoryVersion.require(ifMatch, current);
                            return settings.apply(current, patch);
                        }),
                directory -> {
                    changed.accept(directory.id());
                    return send(context, directory);
                });
    }

    void schemas(RoutingContext context) {
        answer(
                context,
                directory -> schemas.list(directory.orgId(), directory.id()),
                all -> Json.send(
                        context,
                        Json.items(all.stream().map(CustomSchema::toJson).toList())));
    }

    void schema(RoutingContext context) {
        String urn = urn(context);
        answer(
                context,
                directory -> schemas.list(directory.orgId(), directory.id()).compose(all -> {
                    CustomSchema found = DirectorySchemas.find(all, urn);
                    return found == null
                            ? Future.failedFuture(DirectorySchemas.noSuchSchema(urn))
                            : withHolders(directory, found);
                }),
                body -> Json.send(context, body));
    }

    /** {@code PUT}: 201 when the directory had no schema of that URN, 200 when it was replaced. */
    void putSchema(RoutingContext context) {
        String urn = urn(context);
        JsonNode definition = body(context);
        answer(
                context,
                directory -> schemas.put(
                                RuleRequests.actor(context, directory.orgId()), directory.id(), urn, definition)
                        .onSuccess(stored -> changed.accept(directory.id())),
                stored -> {
                    context.response().setStatusCode(stored.created() ? 201 : 200);
                    return Json.send(context, stored.schema().toJson());
                });
    }

    /** {@code DELETE}: answers with the schema that is gone and how many resources keep values of it, unseen. */
    void deleteSchema(RoutingContext context) {
        String urn = urn(context);
        answer(
                context,
                directory -> schemas.delete(RuleRequests.actor(context, directory.orgId()), directory.id(), urn)
                        .onSuccess(gone -> changed.accept(directory.id()))
                        .compose(gone -> withHolders(directory, gone)),
                body -> Json.send(context, body));
    }

    private Future<ObjectNode> withHolders(Directory directory, CustomSchema schema) {
        return schemas.holders(directory.orgId(), directory.id(), schema)
                .map(holders -> schema.toJson().put("resourcesWithValues", holders));
    }

    private <T> void answer(
            RoutingContext context, Function<Directory, Future<T>> ask, Function<T, Future<Void>> answer) {
        access.of(context)
                .compose(directory -> circuit.call(() -> ask.apply(directory)))
                .compose(answer)
                .onFailure(context::fail);
    }

    private Future<Void> send(RoutingContext context, Directory directory) {
        return circuit.call(() -> readiness.describe(directory, origin.of(context.request())))
                .compose(body -> {
                    context.response().putHeader("ETag", DirectoryVersion.of(directory));
                    return Json.send(context, body);
                });
    }

    private static String urn(RoutingContext context) {
        return String.valueOf(context.pathParam("urn"));
    }

    private static JsonNode body(RoutingContext context) {
        Buffer body = context.body().buffer();
        if (body == null || body.length() == 0) {
            throw Problem.badRequest("The request has no body; it needs a JSON object.")
                    .exception();
        }
        return ScimJson.parse(body.getBytes());
    }
}
