package dev.rollcall.server.api.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.DirectoryAccess;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.OrganisationAccess;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.PublicOrigin;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.pull.DirectorySource;
import dev.rollcall.spi.pull.SourceField;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;

/** Lists, creates and deletes the directories of an organisation, and lists the providers that can be connected (R3). */
final class DirectoryRegister {

    private final OrganisationAccess organisations;
    private final DirectoryAccess access;
    private final Directories directories;
    private final Providers providers;
    private final DirectoryReadiness readiness;
    private final DatabaseCircuit circuit;
    private final PublicOrigin origin;
    private final Consumer<UUID> changed;

    /**
     * Makes the handlers.
     *
     * @param changed learns which directory must be looked up again
     */
    DirectoryRegister(ApiParts api, Providers providers, DirectoryReadiness readiness, Consumer<UUID> changed) {
        this.organisations = api.organisations();
        this.access = api.directories();
        this.directories = new Directories(api.database(), api.time());
        this.providers = providers;
        this.readiness = readiness;
        this.circuit = api.circuit();
        this.origin = api.origin();
        this.changed = changed;
    }

    /** {@code GET}: what can be connected, in the order in which it is offered. */
    void providers(RoutingContext context) {
        Json.send(
                        context,
                        Json.items(providers.all().stream()
                                .map(DirectoryRegister::json)
                                .toList()))
                .onFailure(context::fail);
    }

    private static ObjectNode json(Adapter adapter) {
        String notYet = adapter.notYet().orElse(null);
        return Json.object()
                .put("id", adapter.provider())
                .put("name", adapter.displayName())
                .put("available", notYet == null)
                .put("notYet", notYet)
                .set(
                        "source",
                        adapter.source()
                                .map(DirectoryRegister::source)
                                .<JsonNode>map(json -> json)
                                .orElseGet(NullNode::getInstance));
    }

    /** What is entered so that a provider's directory can be read. */
    private static ObjectNode source(DirectorySource source) {
        List<String> usual = source.usualFields();
        ObjectNode json = Json.object();
        ArrayNode fields = json.putArray("fields");
        for (SourceField field : source.fields()) {
            fields.addObject()
                    .put("name", field.name())
                    .put("kind", field.kind().name().toLowerCase(Locale.ROOT))
                    .put("secret", field.isSecret())
                    .put("usual", usual.contains(field.name()))
                    .put("meaning", field.meaning());
        }
        return json.put("groups", source.fieldOfGroups().orElse(null));
    }

    /** {@code GET}: all that the organisation has, oldest first. */
    void list(RoutingContext context) {
        String base = origin.of(context.request());
        organisations
                .of(context)
                .compose(organisation -> circuit.call(() -> directories
                        .list(organisation.id())
                        .compose(all -> readiness.describe(organisation.id(), all, base))))
                .compose(all -> Json.send(context, Json.items(all)))
                .onFailure(context::fail);
    }

    /** {@code POST} of {@code {"name": ..., "provider": ...}}: a draft. */
    void create(RoutingContext context) {
        JsonInput input = JsonInput.of(context, "name", "provider");
        Adapter adapter = providers.require(input.text("provider"));
        String name = input.isNull("name") ? adapter.displayName() : input.text("name");
        organisations
                .of(context)
                .compose(organisation -> circuit.call(() -> directories.create(
                        RuleRequests.actor(context, organisation.id()),
                        name,
                        adapter.provider(),
                        adapter.countsNestedGroups())))
                .compose(made -> send(context, made))
                .onFailure(context::fail);
    }

    private Future<Void> send(RoutingContext context, Directory made) {
        return circuit.call(() -> readiness.describe(made, origin.of(context.request())))
                .compose(body -> {
                    context.response()
                            .setStatusCode(201)
                            .putHeader("ETag", DirectoryVersion.of(made))
                            .putHeader("Location", context.request().path() + "/" + made.id());
                    return Json.send(context, body);
                });
    }

    /** {@code DELETE}: a draft, with everything that was sent to it. */
    void delete(RoutingContext context) {
        access.of(context)
                .compose(directory -> circuit.call(() ->
                                directories.deleteDraft(RuleRequests.actor(context, directory.orgId()), directory.id()))
                        .onSuccess(done -> changed.accept(directory.id())))
                .compose(done -> Json.sendNothing(context))
                .onFailure(context::fail);
    }
}
