package dev.rollcall.core.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Mutability;
import dev.rollcall.scim.schema.Attribute.Returned;
import dev.rollcall.scim.schema.Attribute.Uniqueness;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.Schema;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** People with every kind of attribute, from a seed; values repeat and differ by letter case, so that filters meet them. */
public final class GeneratedUsers {

    static final String BADGES = "urn:example:Badges";
    static final String ENTERPRISE = CoreTypes.ENTERPRISE_USER.id();

    static final List<String> TEXTS = List.of(
            "",
            "Ada",
            "ADA",
            "ada l",
            "Stra\u00dfe",
            "STRASSE",
            "\u039f\u0394\u039f\u03a3",
            "\u03bf\u03b4\u03bf\u03c2 x",
            "a%b_c",
            "\"q\" \\",
            "Ame\u0301lie",
            "am\u00c9LIE",
            "\ud83d\ude00",
            "work",
            "Work",
            "home",
            "User",
            "x@y.example",
            "X@Y.example");

    static final List<String> TIMES = List.of(
            "2026-01-01T00:00:00Z",
            "2026-01-01T02:00:00+02:00",
            "2026-01-01T00:00:00.5Z",
            "2025-12-31T23:59:59Z",
            "2027-06-01T00:00:00Z");

    /** A user with an extension that has an attribute of every type. */
    static final ResourceType TYPE = new ResourceType(
            "User",
            "/Users",
            "with an extension of every type",
            CoreTypes.USER.schema(),
            List.of(
                    new ResourceType.Extension(CoreTypes.ENTERPRISE_USER, false),
                    new ResourceType.Extension(
                            new Schema(
                                    BADGES,
                                    "Badges",
                                    "",
                                    List.of(
                                            attribute("level", Attribute.Type.INTEGER, false, List.of()),
                                            attribute("score", Attribute.Type.DECIMAL, false, List.of()),
                                            attribute("hired", Attribute.Type.DATE_TIME, false, List.of()),
                                            attribute("tags", Attribute.Type.STRING, true, List.of()),
                                            attribute(
                                                    "badges",
                                                    Attribute.Type.COMPLEX,
                                                    true,
                                                    List.of(
                                                            attribute("value", Attribute.Type.STRING, false, List.of()),
                                                            attribute("rank", Attribute.Type.INTEGER, false, List.of()),
                                                            attribute(
                                                                    "since",
                                                                    Attribute.Type.DATE_TIME,
                                                                    false,
                                                                    List.of()),
                                                            attribute(
                                                                    "codes",
                                                                    Attribute.Type.STRING,
                                                                    true,
                                                                    List.of()))))),
                            false)));

    private GeneratedUsers() {}

    private static Attribute attribute(String name, Attribute.Type type, boolean multi, List<Attribute> subs) {
        return new Attribute(
                name,
                type,
                multi,
                "",
                false,
                false,
                Mutability.READ_WRITE,
                Returned.DEFAULT,
                Uniqueness.NONE,
                List.of(),
                List.of(),
                subs);
    }

    static ObjectNode user(int number, Random random) {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        user.put("userName", text(random) + number);
        sometimes(random, user, "externalId", node -> node.put("externalId", text(random)));
        sometimes(random, user, "displayName", node -> node.put("displayName", text(random)));
        sometimes(random, user, "title", node -> node.put("title", text(random)));
        sometimes(random, user, "nickName", node -> node.put("nickName", text(random)));
        sometimes(random, user, "active", node -> node.put("active", random.nextBoolean()));
        sometimes(random, user, "name", node -> part(random, node.putObject("name"), "givenName", "familyName"));
        sometimes(random, user, "emails", node -> {
            ArrayNode emails = node.putArray("emails");
            for (int i = random.nextInt(3); i >= 0; i--) {
                ObjectNode email = part(random, emails.addObject(), "value", "type", "display");
                sometimes(random, email, "primary", e -> e.put("primary", random.nextBoolean()));
            }
        });
        sometimes(random, user, ENTERPRISE, node -> {
            ObjectNode extension = part(random, node.putObject(ENTERPRISE), "department", "employeeNumber");
            sometimes(random, extension, "manager", e -> part(random, e.putObject("manager"), "value", "displayName"));
        });
        sometimes(random, user, BADGES, node -> badges(node.putObject(BADGES), random));
        return user;
    }

    private static void badges(ObjectNode extension, Random random) {
        sometimes(random, extension, "level", node -> node.put("level", random.nextInt(9) - 1));
        sometimes(random, extension, "score", node -> node.put("score", random.nextInt(32) / 4.0));
        sometimes(random, extension, "hired", node -> node.put("hired", TIMES.get(random.nextInt(TIMES.size()))));
        sometimes(
                random,
                extension,
                "tags",
                node -> node.putArray("tags").add(text(random)).add(text(random)));
        sometimes(random, extension, "badges", node -> {
            ArrayNode badges = node.putArray("badges");
            for (int i = random.nextInt(2); i >= 0; i--) {
                ObjectNode badge = part(random, badges.addObject(), "value");
                sometimes(random, badge, "rank", b -> b.put("rank", random.nextInt(9) - 1));
                sometimes(random, badge, "since", b -> b.put("since", TIMES.get(random.nextInt(TIMES.size()))));
                sometimes(
                        random,
                        badge,
                        "codes",
                        b -> b.putArray("codes").add(text(random)).add(text(random)));
            }
        });
    }

    private static ObjectNode part(Random random, ObjectNode into, String... names) {
        into.put(names[0], text(random));
        for (String name : names) {
            sometimes(random, into, name, node -> node.put(name, text(random)));
        }
        return into;
    }

    private static void sometimes(Random random, ObjectNode into, String name, Consumer<ObjectNode> put) {
        if (random.nextInt(3) > 0) {
            put.accept(into);
        } else if (into.size() > 1) {
            into.remove(name);
        }
    }

    private static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
