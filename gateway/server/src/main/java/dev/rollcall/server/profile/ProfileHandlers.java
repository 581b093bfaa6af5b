package dev.rollcall.server.profile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.admin.directory.DirectoryProfiles;
import dev.rollcall.core.admin.directory.DirectoryProfiles.Version;
import dev.rollcall.core.admin.directory.DirectorySchemas;
import dev.rollcall.scim.Habit;
import dev.rollcall.scim.schema.CustomSchema;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.DirectoryAccess;
import dev.rollcall.server.api.EntityTags;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.ListPage;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.profile.ClientProfile;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Shows, sets, tries and takes back the profile that says where a directory's client differs from the RFC. A profile that cannot be
 * used changes nothing.
 */
final class ProfileHandlers {

    private final DirectoryAccess access;
    private final DirectoryProfiles stored;
    private final DirectorySchemas schemas;
    private final Profiles profiles;
    private final DatabaseCircuit circuit;
    private final Consumer<UUID> changed;

    ProfileHandlers(ApiParts api, Profiles profiles, Consumer<UUID> changed) {
        this.access = api.directories();
        this.stored = new DirectoryProfiles(api.database(), api.time());
        this.schemas = new DirectorySchemas(api.database(), api.time());
        this.profiles = profiles;
        this.circuit = api.circuit();
        this.changed = changed;
    }

    /** {@code GET}: the shape of a profile, as JSON Schema. */
    void schema(RoutingContext context) {
        Json.send(context, profiles.reader().schema()).onFailure(context::fail);
    }

    /** {@code GET}: the document in force, and what it comes to. */
    void show(RoutingContext context) {
        answer(
                context,
                directory -> stored.newest(directory.orgId(), directory.id()).map(newest -> {
                    ObjectNode json = newest.map(ProfileHandlers::json).orElseGet(ProfileHandlers::none);
                    tell(context, directory, newest);
                    return whole(json, directory, newest.map(Version::document).orElseGet(Json::object));
                }));
    }

    /** {@code PUT}: the whole document; it counts for the next request. */
    void set(RoutingContext context) {
        ObjectNode document = JsonInput.document(context);
        answer(context, directory -> put(context, directory, document));
    }

    void versions(RoutingContext context) {
        ListPage page = ListPage.of(context.queryParams());
        int before = (int) Math.min(Integer.MAX_VALUE, page.number());
        answer(
                context,
                directory -> stored.list(directory.orgId(), directory.id(), before, page.atMost())
                        .map(found -> page.json(found, ProfileHandlers::json, Version::number)));
    }

    void version(RoutingContext context) {
        int number = number(String.valueOf(context.pathParam("number")));
        answer(
                context,
                directory ->
                        stored.get(directory.orgId(), directory.id(), number).map(ProfileHandlers::json));
    }

    /** {@code POST} with {@code {"number": 3}}: that version once more, as a new one. */
    void rollBack(RoutingContext context) {
        int number = JsonInput.of(context, "number").whole("number", 1, Integer.MAX_VALUE);
        answer(
                context,
                directory -> stored.get(directory.orgId(), directory.id(), number)
                        .compose(version -> put(context, directory, version.document())));
    }

    /** {@code POST}: what a request comes to, under the profile in force or under one that stands beside it. Nothing is written. */
    void tryOut(RoutingContext context) {
        Trial trial = Trial.of(JsonInput.of(context, "profile", "request"));
        answer(
                context,
                directory -> types(directory)
                        .compose(types -> trial.profile() == null
                                ? stored.newest(directory.orgId(), directory.id())
                                        .map(newest -> trial.run(profiles.running(directory, newest), directory, types))
                                : Future.succeededFuture(trial.run(
                                        profiles.read(trial.profile(), directory, types), directory, types))));
    }

    private Future<ObjectNode> put(RoutingContext context, Directory directory, ObjectNode document) {
        String ifMatch = context.request().getHeader("If-Match");
        return types(directory).compose(types -> {
            profiles.read(document, directory, types);
            return stored.put(
                            RuleRequests.actor(context, directory.orgId()),
                            directory.id(),
                            document,
                            before -> EntityTags.require(ifMatch, tag(directory, before), "The profile"))
                    .map(version -> {
                        tell(context, directory, Optional.of(version));
                        changed.accept(directory.id());
                        return whole(json(version), directory, document);
                    });
        });
    }

    /** Every version has a number of its own, so that the number tells whether another one was set meanwhile. */
    private static String tag(Directory directory, Optional<Version> newest) {
        return EntityTags.of(directory.id(), newest.map(Version::number).orElse(0));
    }

    private static void tell(RoutingContext context, Directory directory, Optional<Version> newest) {
        context.response().putHeader("ETag", tag(directory, newest));
    }

    private Future<List<ResourceType>> types(Directory directory) {
        return schemas.list(directory.orgId(), directory.id()).map(CustomSchema::types);
    }

    private ObjectNode whole(ObjectNode json, Directory directory, ObjectNode document) {
        ClientProfile profile = profiles.reader().readAgain(document, directory.provider());
        json.set("effective", profiles.reader().whole(document, directory.provider()));
        ArrayNode quirks = json.putArray("quirks");
        profile.quirks().stream().map(Quirk::id).forEach(quirks::add);
        ArrayNode habits = json.putArray("habits");
        profile.habits().stream().map(Habit::id).sorted().forEach(habits::add);
        ExpressionsJson.into(json, profile);
        return json;
    }

    private static ObjectNode json(Version version) {
        ObjectNode json = Json.object()
                .put("number", version.number())
                .put("by", version.by())
                .put("at", version.at().toString());
        return json.set("document", version.document());
    }

    private static ObjectNode none() {
        ObjectNode json = Json.object().putNull("number").putNull("by").putNull("at");
        return json.set("document", Json.object());
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Problem.notFound("The directory has no version " + text + " of its profile; versions are numbers.")
                    .exception();
        }
    }

    private void answer(RoutingContext context, Function<Directory, Future<ObjectNode>> ask) {
        access.of(context)
                .compose(directory -> circuit.call(() -> ask.apply(directory)))
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }
}
