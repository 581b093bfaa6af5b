package dev.rollcall.core.model.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.filter.AttributePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Issue 14: conditions on values, and the expressions that say the same, decide alike for every generated user: attributes with one value
 * and with many, with parts and without, booleans, numbers, absent ones, null, in any letter case, of extensions.
 */
final class ConditionLawTest {

    private static final long SEED = Long.getLong("rollcall.seed", 14L);
    private static final int STORIES = Integer.getInteger("rollcall.stories", 2_000);

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String OWN = "urn:example:badge:1.0:User";
    private static final List<String> WORDS = List.of(
            "IT",
            "it",
            "Eng",
            "ENG",
            "true",
            "false",
            "7",
            "a\"b",
            "c\\d",
            "Straße",
            "山田",
            "",
            " ",
            "x'y",
            "new\nline");

    /** Where a condition may look: the path, how an expression reads it, and whether it has many values. */
    private record Place(AttributePath path, String reads, boolean many) {

        /** The expression that says that it has one of these values. */
        String is(List<String> values) {
            String list = values.stream()
                    .map(value -> ConditionLawTest.quoted(ascii(value)))
                    .collect(Collectors.joining(", ", "[", "]"));
            String part = path.subAttribute() == null ? "e" : "e." + path.subAttribute();
            return many
                    ? reads + ".exists(e, string(" + part + ").lowerAscii() in " + list + ")"
                    : "string(" + reads + ").lowerAscii() in " + list;
        }
    }

    private static final List<Place> PLACES = List.of(
            new Place(AttributePath.of("title"), "user.title", false),
            new Place(AttributePath.of("active"), "user.active", false),
            new Place(AttributePath.of("name", "familyName"), "user.name.familyName", false),
            new Place(new AttributePath(ENTERPRISE, "department", null), "user.department", false),
            new Place(new AttributePath(ENTERPRISE, "manager", "value"), "user.manager.value", false),
            new Place(new AttributePath(OWN, "colour", null), "user[\"" + OWN + "\"].colour", false),
            new Place(new AttributePath(OWN, "grade", null), "user[\"" + OWN + ":grade\"]", false),
            new Place(AttributePath.of("emails", "type"), "user.emails", true),
            new Place(new AttributePath(OWN, "tags", null), "user.tags", true));

    private final Random random = new Random(SEED);

    private static String ascii(String text) {
        return text.chars()
                .map(letter -> letter >= 'A' && letter <= 'Z' ? letter + 32 : letter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private AttributesAre condition() {
        List<AttributesAre.Attribute> all = new ArrayList<>();
        List<Place> places = new ArrayList<>(PLACES);
        int count = 1 + random.nextInt(3);
        while (all.size() < count) {
            Place place = places.remove(random.nextInt(places.size()));
            all.add(new AttributesAre.Attribute(
                    place.path,
                    random.ints(1 + random.nextInt(4), 0, WORDS.size())
                            .mapToObj(WORDS::get)
                            .distinct()
                            .toList()));
        }
        return new AttributesAre(all);
    }

    private static String expression(AttributesAre condition) {
        return condition.all().stream()
                .map(one -> place(one.path()).is(one.values()))
                .collect(Collectors.joining(" && "));
    }

    private static Place place(AttributePath path) {
        for (Place place : PLACES) {
            if (place.path.equals(path)) {
                return place;
            }
        }
        throw new AssertionError(path);
    }

    private ObjectNode user() {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        text(user, "title");
        if (chance(70)) {
            user.put("active", chance(50));
        }
        if (chance(70)) {
            text(user.putObject("name"), "familyName");
        }
        ObjectNode enterprise = user.putObject(ENTERPRISE);
        text(enterprise, "department");
        if (chance(50)) {
            text(enterprise.putObject("manager"), "value");
        }
        if (chance(70)) {
            ArrayNode emails = user.putArray("emails");
            for (int i = random.nextInt(4); i > 0; i--) {
                text(emails.addObject().put("value", "a@x.example"), "type");
            }
        }
        if (chance(60)) {
            ObjectNode own = user.putObject(OWN);
            text(own, "colour");
            if (chance(60)) {
                own.put("grade", random.nextInt(9));
            }
            if (chance(60)) {
                ArrayNode tags = own.putArray("tags");
                for (int i = random.nextInt(4); i > 0; i--) {
                    tags.add(word());
                }
            }
        }
        return user;
    }

    /** There, not there, or null. */
    private void text(ObjectNode object, String name) {
        if (chance(75)) {
            object.put(name, chance(5) ? null : word());
        }
    }

    @Test
    @DisplayName("A condition on values and the expression that says the same decide alike")
    void valuesAndExpressionsDecideAlike() {
        int held = 0;
        for (int i = 0; i < STORIES / 10; i++) {
            AttributesAre values = condition();
            ExpressionHolds expression = new ExpressionHolds(expression(values));
            assertThat(expression.fault()).as(expression.text()).isNull();
            for (int j = 0; j < 10; j++) {
                ObjectNode user = user();
                boolean holds = values.holds(user);
                held += holds ? 1 : 0;
                assertThat(expression.holds(user))
                        .as(SEED + ": " + expression.text() + "\n" + user)
                        .isEqualTo(holds);
            }
        }
        assertThat(held).as("both answers are met").isBetween(STORIES / 50, STORIES * 9 / 10);
    }

    @Test
    @DisplayName("Whatever an expression asks of whatever user: it is refused when it is read, or answers, within its"
            + " bounds")
    void nothingThrows() {
        ExpressionTexts texts = new ExpressionTexts(random);
        int usable = 0;
        for (int i = 0; i < STORIES; i++) {
            String text = texts.next();
            ExpressionHolds expression = new ExpressionHolds(text);
            if (expression.fault() != null) {
                assertThat(expression.fault()).as(text).startsWith("line ");
                assertThat(expression.holds(user())).isFalse();
                continue;
            }
            usable++;
            assertThat(expression.cost()).as(text).isBetween(1L, 50_000L);
            ObjectNode user = user();
            assertThat(expression.holds(user)).as(text).isEqualTo(expression.holds(user.deepCopy()));
        }
        assertThat(usable).as("many can be used").isGreaterThan(STORIES / 10);
    }
}
