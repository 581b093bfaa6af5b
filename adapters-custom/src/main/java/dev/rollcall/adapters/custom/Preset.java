package dev.rollcall.adapters.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.spi.setup.Milestone;
import dev.rollcall.spi.setup.Place;
import dev.rollcall.spi.setup.RollcallSteps;
import dev.rollcall.spi.setup.SetupGuide;
import dev.rollcall.spi.setup.SetupGuide.Copy;
import dev.rollcall.spi.setup.SetupGuide.Pitfall;
import dev.rollcall.spi.setup.SetupGuide.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A client that is known by name, described as data: {@code presets/ID.json} holds its name, the sources of its facts, its profile,
 * and its guide in the words of its own menus.
 */
record Preset(String id, ObjectNode json) {

    static Preset read(String id) {
        return new Preset(id, resource(id));
    }

    private static ObjectNode resource(String name) {
        try (InputStream in = Preset.class.getResourceAsStream("/presets/" + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("there is no preset " + name);
            }
            return (ObjectNode) ScimJson.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the client sends: what the preset says of it, and of a usual client what it does not say. */
    Speech speech() {
        ObjectNode speech = resource("speech");
        for (Map.Entry<String, JsonNode> part : json.path("speaks").properties()) {
            if (part.getValue() instanceof ObjectNode words && speech.path(part.getKey()) instanceof ObjectNode usual) {
                usual.setAll(words);
            } else {
                speech.set(part.getKey(), part.getValue());
            }
        }
        return new Speech(speech);
    }

    String name() {
        return json.path("name").asText();
    }

    ObjectNode profile() {
        return json.withObject("/profile").deepCopy();
    }

    SetupGuide guide(Place place) {
        JsonNode guide = json.path("guide");
        List<String> notes = new ArrayList<>(texts(guide.path("notes")));
        if (json.has("rests")) {
            notes.add(rests());
        }
        return new SetupGuide(
                guide.path("introduction").asText(),
                List.of(
                        RollcallSteps.issueCredential(id),
                        step("make-application", "Create the application", guide.path("application"), List.of(), null),
                        step(
                                "connect",
                                "Connect",
                                guide.path("connect"),
                                List.of(
                                        new Copy(guide.path("urlField").asText(), place.baseUrl()),
                                        new Copy(guide.path("tokenField").asText(), place.credential())),
                                Milestone.REQUEST_RECEIVED),
                        step("users", "Send the first user", guide.path("users"), List.of(), Milestone.FIRST_USER),
                        step(
                                "groups",
                                "Send the groups",
                                guide.path("groups"),
                                List.of(new Copy("Groups", place.groupNames())),
                                Milestone.FIRST_GROUP),
                        RollcallSteps.assignRoles(place),
                        RollcallSteps.firstAdmin(place)),
                StreamSupport.stream(guide.path("pitfalls").spliterator(), false)
                        .map(pitfall -> new Pitfall(
                                pitfall.path("setting").asText(),
                                pitfall.path("harm").asText(),
                                pitfall.path("instead").asText()))
                        .toList(),
                notes);
    }

    private static Step step(
            String id, String title, JsonNode instructions, List<Copy> copies, @Nullable Milestone doneWhen) {
        return new Step(id, title, texts(instructions), copies, doneWhen);
    }

    private String rests() {
        return "What we know about this client comes from "
                + switch (json.path("rests").asText()) {
                    case "captured" -> "recorded requests.";
                    case "source" -> "its source code.";
                    case "vendor" -> "the vendor's own reference; we had no recorded requests.";
                    default -> "written descriptions; we had no recorded requests.";
                }
                + " It is not certified by its vendor.";
    }

    private static List<String> texts(JsonNode list) {
        Stream<JsonNode> texts = StreamSupport.stream(list.spliterator(), false);
        return texts.map(JsonNode::asText).toList();
    }
}
