package dev.rollcall.spi.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.expression.Expression;
import dev.rollcall.expression.ExpressionException;
import dev.rollcall.scim.Habit;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.WriteRules;
import dev.rollcall.spi.profile.function.Functions;
import dev.rollcall.spi.profile.function.NamedFunction;
import dev.rollcall.spi.profile.function.Shape;
import dev.rollcall.spi.profile.problem.ProfileError;
import dev.rollcall.spi.profile.problem.ProfileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads profile documents for the adapters of one build. Thread-safe. */
public final class ProfileReader {

    private static final Pattern CONSTANT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,49}");

    private final Map<String, Quirk> quirks = new LinkedHashMap<>();
    private final Map<String, ObjectNode> presets = new LinkedHashMap<>();
    private final Map<String, Adapter> adapters = new HashMap<>();
    private final Shape.Members shape;

    /** Takes all adapters: a document chooses from all their quirks, and extends what they say of themselves. */
    public ProfileReader(List<Adapter> all) {
        for (Adapter adapter : all) {
            adapters.put(adapter.provider(), adapter);
            adapter.profile().ifPresent(preset -> presets.put(adapter.provider(), preset));
            adapter.quirks().forEach(quirk -> quirks.putIfAbsent(quirk.id(), quirk));
            adapter.quirksToChoose().forEach(quirk -> quirks.putIfAbsent(quirk.id(), quirk));
        }
        this.shape = ProfileShape.of(quirks.keySet(), presets.keySet());
    }

    /** The shape of a document, as JSON Schema. */
    public ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance
                .objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "Profile of a SCIM client");
        schema.setAll(shape.schema());
        return schema;
    }

    /**
     * What a document comes to with what it extends: a document that extends nothing.
     *
     * @throws ProfileException it has not the shape of one
     */
    public ObjectNode whole(JsonNode document, String provider) {
        List<ProfileError> errors = new ArrayList<>();
        shape.check("", document, errors::add);
        if (!errors.isEmpty()) {
            throw new ProfileException(errors);
        }
        JsonNode named = document.get("extends");
        String preset = named == null ? provider : named.textValue();
        ObjectNode base = preset == null ? null : presets.get(preset);
        ObjectNode whole = base == null ? JsonNodeFactory.instance.objectNode() : base.deepCopy();
        Merge.into(whole, (ObjectNode) document);
        return whole.set("extends", NullNode.getInstance());
    }

    /** Ids of all quirks that a document can name. */
    public List<String> quirks() {
        return List.copyOf(quirks.keySet());
    }

    /** A document with more said over it, as it would be over what it extends. */
    public static ObjectNode with(ObjectNode document, ObjectNode more) {
        ObjectNode both = document.deepCopy();
        Merge.into(both, more);
        return both;
    }

    /**
     * Reads a document of a directory.
     *
     * @param provider the directory's
     * @param types its resource types, with what its own schemas add
     * @throws ProfileException it cannot be used; with every reason
     */
    public ClientProfile read(JsonNode document, String provider, List<ResourceType> types) {
        return new Reading(types).profile(whole(document, provider), adapters.get(provider));
    }

    /**
     * Reads a document that was found to be good once. What it says of attributes that are gone since, with a schema of the directory, does
     * nothing.
     *
     * @throws ProfileException it cannot be used by this build any more
     */
    public ClientProfile readAgain(JsonNode document, String provider) {
        return read(document, provider, List.of());
    }

    /** What a directory without a document of its own has. */
    public ClientProfile ofProvider(String provider) {
        return readAgain(JsonNodeFactory.instance.objectNode(), provider);
    }

    /** One document being read, whose shape is right. */
    private final class Reading {

        private final List<ResourceType> types;
        private final List<ProfileError> errors = new ArrayList<>();
        private final Map<String, JsonNode> constants = new HashMap<>();

        Reading(List<ResourceType> types) {
            this.types = types;
        }

        ClientProfile profile(ObjectNode document, @Nullable Adapter adapter) {
            constants(document.path("constants"));
            ClientProfile profile = new ClientProfile(
                    chosen(document, "quirks", quirks::get, adapter == null ? List.of() : adapter.quirks()),
                    Set.copyOf(chosen(
                            document,
                            "habits",
                            Reading::habit,
                            adapter == null ? List.of() : List.copyOf(adapter.habits()))),
                    rules(document.path("user"), "user", type("User")),
                    rules(document.path("group"), "group", type("Group")),
                    new ClientProfile.Blanks(
                            is(document, "/reading/null", "ignore"), is(document, "/reading/empty", "ignore")),
                    new WriteRules(
                            is(document, "/reading/put/user", "merge"),
                            is(document, "/reading/put/group", "merge"),
                            is(document, "/reading/put/members", "keep"),
                            is(document, "/reading/delete", "deactivate"),
                            is(document, "/reading/groups", "of-users"),
                            is(document, "/reading/ids", "names-too")),
                    responses(document),
                    transport(document.path("transport")));
            if (!errors.isEmpty()) {
                throw new ProfileException(errors);
            }
            return profile;
        }

        private @Nullable ResourceType type(String name) {
            return types.stream()
                    .filter(type -> type.name().equals(name))
                    .findFirst()
                    .orElse(null);
        }

        private static @Nullable Habit habit(String id) {
            return Arrays.stream(Habit.values())
                    .filter(habit -> habit.id().equals(id))
                    .findFirst()
                    .orElse(null);
        }

        private <T> List<T> chosen(
                ObjectNode document, String member, Function<String, @Nullable T> named, List<T> otherwise) {
            if (!document.has(member)) {
                return otherwise;
            }
            Map<String, T> chosen = new LinkedHashMap<>();
            for (JsonNode name : document.get(member)) {
                T one = named.apply(name.textValue());
                if (one != null && chosen.put(name.textValue(), one) != null) {
                    errors.add(new ProfileError(member, name.textValue() + " is in the list twice; name it once."));
                }
            }
            return List.copyOf(chosen.values());
        }

        private TypeRules rules(JsonNode json, String place, @Nullable ResourceType type) {
            List<Mapping> mappings = new ArrayList<>();
            int number = 0;
            for (JsonNode mapping : json.path("attributes")) {
                String at = place + ".attributes[" + number + "]";
                mappings.add(mapping(mapping, at));
                if (type != null) {
                    MappingCheck.check(mappings, at, type, errors::add);
                }
                number++;
            }
            List<String> ignored = texts(json.path("ignore"));
            if (type != null) {
                ignored.forEach(name -> MappingCheck.ignored(name, place + ".ignore", type, errors::add));
            }
            return new TypeRules(mappings, ignored);
        }

        private void constants(JsonNode json) {
            json.properties().forEach(constant -> {
                if (CONSTANT.matcher(constant.getKey()).matches()) {
                    constants.put(constant.getKey(), constant.getValue());
                } else {
                    errors.add(new ProfileError(
                            "constants." + constant.getKey(),
                            "must have a name of 1 to 50 letters, digits and underscores that begins with no digit."));
                }
            });
        }

        private Mapping mapping(JsonNode json, String place) {
            String to = json.path("to").asText().strip();
            Map<String, JsonNode> values = new HashMap<>();
            json.path("values")
                    .properties()
                    .forEach(entry -> values.put(entry.getKey().strip().toLowerCase(Locale.ROOT), entry.getValue()));
            return new Mapping(
                    to,
                    json.has("from") ? texts(json.path("from")) : List.of(to),
                    calls(json.path("apply")),
                    values,
                    json.get("constant"),
                    json.get("default"),
                    json.path("copy").asBoolean(),
                    json.path("inResponses").asBoolean(),
                    expression(json, place, "when", Expression::condition),
                    expression(json, place, "expression", Expression::value));
        }

        private @Nullable Expression expression(
                JsonNode json,
                String place,
                String member,
                BiFunction<String, Map<String, JsonNode>, Expression> kind) {
            if (!json.has(member)) {
                return null;
            }
            try {
                return kind.apply(json.path(member).asText(), constants);
            } catch (ExpressionException e) {
                e.errors().forEach(error -> errors.add(new ProfileError(place + "." + member, error.text())));
                return null;
            }
        }
    }

    private static boolean is(JsonNode document, String place, String word) {
        return document.at(place).asText().equals(word);
    }

    private static Responses responses(JsonNode document) {
        JsonNode json = document.path("response");
        return new Responses(
                json.path("mediaType").asText(Responses.SCIM),
                !is(json, "/patch/user", "nothing"),
                is(json, "/patch/group", "resource"),
                is(json, "/deletedAgain", "no-content") ? 204 : 404,
                is(json, "/locations", "relative"),
                texts(json.path("order")),
                is(json, "/totalResults", "page"),
                is(json, "/discovery", "core"));
    }

    private static Transport transport(JsonNode json) {
        JsonNode paging = json.path("paging");
        return new Transport(
                is(json, "/bodies", "any"),
                is(json, "/version", "1.1"),
                json.path("methodOverride").asBoolean(),
                Set.copyOf(texts(json.path("credentials"))),
                paging.path("firstIndex").asInt(1),
                paging.has("count") ? paging.path("count").asInt() : null,
                paging.has("most") ? paging.path("most").asInt() : null);
    }

    private static List<Mapping.Call> calls(JsonNode json) {
        List<Mapping.Call> calls = new ArrayList<>();
        for (JsonNode call : json.isArray() || json.isMissingNode() ? json : listOf(json)) {
            String name = call.isObject() ? call.fieldNames().next() : call.textValue();
            NamedFunction function = Functions.named(name);
            if (function != null) {
                calls.add(new Mapping.Call(function, call.path(name)));
            }
        }
        return calls;
    }

    private static List<String> texts(JsonNode json) {
        return json.isTextual()
                ? List.of(json.textValue().strip())
                : StreamSupport.stream(json.spliterator(), false)
                        .map(text -> text.asText().strip())
                        .collect(Collectors.toList());
    }

    private static ArrayNode listOf(JsonNode one) {
        return JsonNodeFactory.instance.arrayNode().add(one);
    }
}
