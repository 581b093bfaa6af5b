package dev.rollcall.delivery.feed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.attribute.SharedAttributes;
import dev.rollcall.core.model.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The shape of each type of event as JSON Schema (2020-12). Open: a field may be added, so a reader ignores those that it does not know. */
public final class EventSchemas {

    /** Where the schemas are served; the word of the type follows. */
    public static final String PATH = "/api/v1/events/schemas/";

    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    private static final String UUID = "uuid";
    private static final String TIME = "date-time";

    /** Tell of the event, or of what may be no part of it. */
    private static final Set<String> NEVER_BEFORE = Set.of("reason", "state", "changed");

    /** Which types a field may have, null among them. */
    private record Field(String name, ObjectNode schema) {}

    private EventSchemas() {}

    /** The schema of this type. */
    public static ObjectNode of(EventType type) {
        ObjectNode schema = object();
        schema.put("$schema", DRAFT);
        schema.put("$id", PATH + type.word());
        schema.put("title", type.word());
        schema.put("description", type.meaning());
        List<Field> fields = new ArrayList<>(List.of(
                new Field("seq", told(whole(1), "The event's number within the organisation, without gaps.")),
                new Field("id", told(text(UUID), "The same for every delivery of the event.")),
                new Field("organization", text(UUID)),
                new Field("at", text(TIME)),
                new Field("type", object().put("const", type.word())),
                new Field(
                        "subject",
                        told(text(UUID), "The id of " + type.subject().words() + ".")),
                new Field("directory", told(orNull(text(UUID)), "The directory whose request it was, or null.")),
                new Field("request", told(text(UUID), "The request that caused it.")),
                new Field("data", data(type.subject()))));
        List<String> required = fields.stream().map(Field::name).toList();
        fields.add(new Field(
                "position",
                told(whole(1), "The event's place in the feed of all organisations; present " + "in that feed only.")));
        return complete(schema, required, fields);
    }

    /** The type that has this word. */
    public static Optional<EventType> type(String word) {
        return Stream.of(EventType.values())
                .filter(type -> type.word().equals(word))
                .findFirst();
    }

    private static ObjectNode data(EventType.Subject subject) {
        ObjectNode schema = told(object(), "The state after the event.");
        return complete(schema, subject.always(), fields(subject));
    }

    private static List<Field> fields(EventType.Subject subject) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("reason", told(text(), "Why: the name of a rule or of a kind of cause.")));
        switch (subject) {
            case MEMBER -> member(fields);
            case USER -> {
                fields.add(new Field("userName", text()));
                fields.add(new Field("email", text()));
                externalIds(fields);
            }
            case GROUP -> group(fields);
            case HOLD -> {
                fields.add(new Field("holdId", text(UUID)));
                add(fields, text(), "kind", "state", "effect", "email", "role");
            }
            case RECOVERY -> {
                add(fields, text(), "email", "grantedBy", "state");
                fields.add(new Field("ends", text(TIME)));
            }
            case CONFLICT -> {
                add(fields, text(), "email", "domain", "state");
                fields.add(new Field("until", text(TIME)));
            }
            case DOMAIN -> add(fields, text(), "domain", "state");
            case DIRECTORY -> {
                add(fields, text(), "name", "state", "provider");
                fields.add(new Field("holdId", text(UUID)));
                fields.add(new Field("people", whole(0)));
            }
            case DIRECTORY_SETTINGS -> {
                add(fields, text(), "name", "state", "provider", "mode");
                fields.add(new Field("disabledQuirks", list(text())));
                fields.add(new Field(
                        "changed",
                        told(
                                list(text()),
                                "What has changed: fields of this event, or `profile`, `schemas`, `authentication`"
                                        + " or `source`, which can be read through the API.")));
                previous(fields);
            }
            case DIRECTORY_RULES -> {
                add(fields, text(), "name", "state");
                fields.add(new Field("defaultRole", told(orNull(text()), "Null for no access.")));
                fields.add(new Field("nestedGroups", truth()));
                List<Field> guard = Stream.of("share", "minimum", "windowSeconds")
                        .map(name -> new Field(name, whole(0)))
                        .toList();
                fields.add(new Field(
                        "massGuard",
                        complete(object(), guard.stream().map(Field::name).toList(), guard)));
                previous(fields);
            }
            case ROLE_ASSIGNMENTS -> assignments(fields);
            case CREDENTIAL -> {
                fields.add(new Field("prefix", told(text(), "The public part of its token.")));
                ObjectNode state = object();
                state.putArray("enum").add("valid").add("expired").add("revoked");
                fields.add(new Field("state", state));
                fields.add(new Field("expires", told(orNull(text(TIME)), "Null for one that does not expire.")));
                fields.add(new Field(
                        "days", told(whole(0), "Which warning this is: the number of days before the " + "end.")));
                fields.add(new Field(
                        "others",
                        told(whole(0), "How many other valid credentials of the directory " + "last longer.")));
            }
            case ORGANIZATION -> organisation(fields);
        }
        return fields;
    }

    private static void member(List<Field> fields) {
        add(fields, text(), "email", "displayName", "previousEmail", "previousRole", "awaitedRole", "awaitedEmail");
        fields.add(new Field("role", told(orNull(text()), "Null for a person who is no longer a member.")));
        ObjectNode status = object();
        status.putArray("enum").add("active").add("suspended").add("removed");
        fields.add(new Field("status", status));
        fields.add(new Field("seat", truth()));
        fields.add(new Field("managedBy", told(reference("directory"), "The directory that manages the member.")));
        fields.add(new Field("userId", told(text(UUID), "The id of their record in that directory, as SCIM has it.")));
        fields.add(new Field("userName", told(text(), "As the identity provider sent it.")));
        externalIds(fields);
        fields.add(new Field("groupId", told(text(UUID), "The group that gives the role.")));
        fields.add(
                new Field("groups", told(list(reference("id")), "The groups they are in directly, at this moment.")));
        fields.add(new Field("groupsOmitted", told(whole(1), "How many groups there are beyond those named here.")));
        fields.add(new Field(
                SharedAttributes.FIELD,
                told(
                        object().put("type", "object").put("additionalProperties", true),
                        "The attributes of their record that the operator shares, by path; those that the"
                                + " record does not have are left out.")));
        fields.add(new Field(
                SharedAttributes.OMITTED,
                told(
                        list(text()),
                        "The paths of shared attributes that are left out because they are longer"
                                + " than 2,000 bytes of JSON.")));
        fields.add(new Field(
                "changed",
                told(
                        list(text()),
                        "For an update: which of the other fields have changed; a shared attribute"
                                + " appears as `attributes.PATH`.")));
    }

    private static void group(List<Field> fields) {
        fields.add(new Field("displayName", text()));
        ObjectNode state = object();
        state.putArray("enum").add("active").add("deleted");
        fields.add(new Field("state", state));
        fields.add(new Field("externalId", orNull(text())));
        String ids = "The ids of users and groups, as SCIM has them; for one that is not known yet, the value that "
                + "was sent.";
        fields.add(new Field("added", told(list(text()), "Who came into the group: " + ids)));
        fields.add(new Field("removed", told(list(text()), "Who left it: " + ids)));
    }

    private static void assignments(List<Field> fields) {
        add(fields, text(), "name", "state");
        ObjectNode line = complete(
                object(),
                List.of("id", "role", "groupId", "awaitedName", "when"),
                List.of(
                        new Field("id", text(UUID)),
                        new Field("role", text()),
                        new Field("groupId", orNull(text(UUID))),
                        new Field("awaitedName", orNull(text())),
                        new Field("when", orNull(object().put("type", "object")))));
        fields.add(new Field(
                "roleAssignments",
                told(
                        list(line),
                        "Strongest first: `id`, `role`, and `groupId`, or `awaitedName` while there is no such"
                                + " group, or the condition `when` on the user's attributes, which has `all` or"
                                + " `expression`.")));
        fields.add(new Field("roleAssignmentsOmitted", told(whole(1), "How many there are beyond those named here.")));
    }

    private static void organisation(List<Field> fields) {
        add(fields, text(), "name", "slug", "plan");
        add(fields, whole(0), "purchasedSeats", "enterpriseMaxSeats");
        fields.add(new Field("seatPolicy", told(text(), "What happens when all seats are taken.")));
        fields.add(new Field("overflowRole", orNull(text())));
        add(fields, truth(), "unverifiedDomains", "lastAdminProtection");
        previous(fields);
    }

    /** Some of the fields that stand before it here. */
    private static void previous(List<Field> fields) {
        List<Field> same = fields.stream()
                .filter(field -> !NEVER_BEFORE.contains(field.name()))
                .map(field -> new Field(field.name(), field.schema().deepCopy()))
                .toList();
        fields.add(new Field(
                "previous", told(complete(object(), List.of(), same), "The previous values of what has changed.")));
    }

    private static void externalIds(List<Field> fields) {
        fields.add(new Field("externalId", orNull(text())));
        fields.add(new Field("previousExternalId", orNull(text())));
    }

    private static ObjectNode reference(String id) {
        return complete(object(), List.of(id, "name"), List.of(new Field(id, text(UUID)), new Field("name", text())));
    }

    private static void add(List<Field> fields, ObjectNode schema, String... names) {
        Stream.of(names).forEach(name -> fields.add(new Field(name, schema.deepCopy())));
    }

    private static ObjectNode complete(ObjectNode schema, List<String> required, List<Field> fields) {
        schema.put("type", "object");
        ArrayNode names = schema.putArray("required");
        required.forEach(names::add);
        ObjectNode properties = schema.putObject("properties");
        fields.forEach(field -> properties.set(field.name(), field.schema()));
        return schema;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode text() {
        return object().put("type", "string");
    }

    private static ObjectNode text(String format) {
        return text().put("format", format);
    }

    private static ObjectNode whole(int least) {
        return object().put("type", "integer").put("minimum", least);
    }

    private static ObjectNode truth() {
        return object().put("type", "boolean");
    }

    private static ObjectNode list(ObjectNode item) {
        ObjectNode schema = object().put("type", "array");
        schema.set("items", item);
        return schema;
    }

    private static ObjectNode orNull(ObjectNode schema) {
        String type = schema.path("type").asText();
        schema.putArray("type").add(type).add("null");
        return schema;
    }

    private static ObjectNode told(ObjectNode schema, String description) {
        return schema.put("description", description);
    }
}
