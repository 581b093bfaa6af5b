package dev.rollcall.server.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.pull.Puller;
import dev.rollcall.pull.source.Passes;
import dev.rollcall.pull.source.Source;
import dev.rollcall.pull.source.Sources;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.DirectoryAccess;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.config.Suggestion;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.CallerContext;
import dev.rollcall.server.http.Problem;
import dev.rollcall.server.http.ProblemType;
import dev.rollcall.spi.pull.DirectorySource;
import dev.rollcall.spi.pull.SetupException;
import dev.rollcall.spi.pull.SourceField;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** Sets, shows, checks and removes the settings with which a directory is read. Secrets are accepted and never shown. */
final class SourceHandlers {

    private static final int USERS_SECONDS = 300;
    private static final int GROUPS_SECONDS = 900;
    private static final int LEAST_SECONDS = 60;
    private static final int MOST_SECONDS = 86_400;
    private static final int LONGEST_TEXT = 16_384;
    private static final int MOST_TEXTS = 1_000;

    private final DirectoryAccess access;
    private final DatabaseCircuit circuit;
    private final Sources sources;
    private final Passes passes;
    private final Puller puller;

    SourceHandlers(ApiParts api, Sources sources, Passes passes, Puller puller) {
        this.access = api.directories();
        this.circuit = api.circuit();
        this.sources = sources;
        this.passes = passes;
        this.puller = puller;
    }

    void show(RoutingContext context) {
        access.of(context).compose(directory -> send(context, directory)).onFailure(context::fail);
    }

    /** {@code PUT}: what is set is looked at before it is answered; a secret that is left out stays. */
    void set(RoutingContext context) {
        JsonInput input = JsonInput.of(context, "settings", "usersEvery", "groupsEvery");
        int users = seconds(input, "usersEvery", USERS_SECONDS);
        int groups = seconds(input, "groupsEvery", GROUPS_SECONDS);
        if (!(input.node("settings") instanceof ObjectNode given)) {
            throw Problem.badRequest("settings must be an object.").exception();
        }
        access.of(context)
                .compose(directory -> {
                    DirectorySource provider = provider(directory);
                    check(provider, given);
                    return circuit.call(() -> earlier(directory))
                            .compose(earlier -> set(context, directory, provider, given, earlier, users, groups))
                            .compose(done -> look(directory))
                            .compose(done -> send(context, directory));
                })
                .onFailure(context::fail);
    }

    private Future<Void> set(
            RoutingContext context,
            Directory directory,
            DirectorySource provider,
            ObjectNode given,
            Map<String, String> earlier,
            int users,
            int groups) {
        ObjectNode settings = Json.object();
        ObjectNode secrets = Json.object();
        for (SourceField field : provider.fields()) {
            JsonNode value = given.get(field.name());
            if (field.isSecret() && !given.has(field.name()) && earlier.containsKey(field.name())) {
                secrets.put(field.name(), earlier.get(field.name()));
            } else if (value != null && !value.isNull()) {
                (field.isSecret() ? secrets : settings).set(field.name(), value);
            }
        }
        ObjectNode all = settings.deepCopy();
        all.setAll(secrets);
        try {
            puller.validate(provider, all);
        } catch (SetupException e) {
            throw Problem.badRequest(e.sentence()).exception();
        }
        return circuit.call(() -> sources.set(
                RuleRequests.actor(context, directory.orgId()), directory.id(), settings, secrets, users, groups));
    }

    private static int seconds(JsonInput input, String field, int usual) {
        return input.isNull(field) ? usual : input.whole(field, LEAST_SECONDS, MOST_SECONDS);
    }

    /** Names and kinds of what was given; values are the provider's business. */
    private static void check(DirectorySource provider, ObjectNode given) {
        List<String> known = provider.fields().stream().map(SourceField::name).toList();
        given.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw Problem.badRequest("settings has a field \"" + name + "\" that is not known here"
                                + Suggestion.among(known, name)
                                        .map(near -> "; did you mean \"" + near + "\"?")
                                        .orElse(". Known are: " + String.join(", ", known) + "."))
                        .exception();
            }
        });
        for (SourceField field : provider.fields()) {
            JsonNode value = given.get(field.name());
            if (value != null && !value.isNull() && !isOf(field.kind(), value)) {
                throw Problem.badRequest("settings." + field.name() + " must be "
                                + switch (field.kind()) {
                                    case TEXT -> "a text of at most " + LONGEST_TEXT + " characters.";
                                    case TEXTS -> "a list of at most " + MOST_TEXTS + " texts.";
                                    case FLAG -> "true or false.";
                                })
                        .exception();
            }
        }
    }

    private static boolean isOf(SourceField.Kind kind, JsonNode value) {
        return switch (kind) {
            case TEXT -> value.isTextual() && value.textValue().length() <= LONGEST_TEXT;
            case TEXTS -> value.isArray() && value.size() <= MOST_TEXTS && allTexts(value);
            case FLAG -> value.isBoolean();
        };
    }

    private static boolean allTexts(JsonNode list) {
        for (JsonNode value : list) {
            if (!isOf(SourceField.Kind.TEXT, value)) {
                return false;
            }
        }
        return true;
    }

    private Future<Map<String, String>> earlier(Directory directory) {
        return sources.find(directory.orgId(), directory.id())
                .compose(found -> found.isEmpty() ? Future.succeededFuture(Map.of()) : sources.secrets(found.get()));
    }

    /** {@code POST}: looks at the set-up again. */
    void check(RoutingContext context) {
        JsonInput.optional(context);
        access.of(context)
                .compose(directory -> require(directory)
                        .compose(source -> circuit.call(
                                () -> sources.asked(RuleRequests.actor(context, directory.orgId()), directory.id())))
                        .compose(done -> look(directory))
                        .compose(done -> send(context, directory)))
                .onFailure(context::fail);
    }

    private Future<Void> look(Directory directory) {
        return require(directory).compose(source -> CallerContext.hop(puller.check(directory, source)));
    }

    /** {@code DELETE}: the directory is not read any more; what was read stays. */
    void remove(RoutingContext context) {
        access.of(context)
                .compose(directory -> require(directory)
                        .compose(source -> CallerContext.hop(puller.quiet(directory, source))
                                .map(source))
                        .compose(source -> circuit.call(
                                () -> sources.remove(RuleRequests.actor(context, directory.orgId()), directory.id()))))
                .compose(done -> Json.sendNothing(context))
                .onFailure(context::fail);
    }

    private DirectorySource provider(Directory directory) {
        return puller.sourceOf(directory)
                .orElseThrow(() -> ProblemType.WRONG_STATE
                        .problem(
                                "The provider of this directory sends its users and groups by SCIM, so there is nothing"
                                        + " to read. GET .../setup says how it is connected.")
                        .exception());
    }

    private Future<Source> require(Directory directory) {
        return circuit.call(() -> sources.find(directory.orgId(), directory.id()))
                .map(found -> found.orElseThrow(() -> none().exception()));
    }

    static Problem none() {
        return Problem.notFound("This directory has no source to be read from. PUT .../source sets one.");
    }

    private Future<Void> send(RoutingContext context, Directory directory) {
        return require(directory)
                .compose(source -> circuit.call(() -> sources.secrets(source))
                        .compose(secrets -> circuit.call(() -> passes.list(directory.orgId(), directory.id(), null, 1))
                                .map(newest -> SourceJson.of(
                                        source,
                                        secrets.keySet().stream().sorted().toList(),
                                        newest.stream().findFirst()))))
                .compose(json -> Json.send(context, json));
    }
}
