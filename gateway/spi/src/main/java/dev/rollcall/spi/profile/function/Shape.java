package dev.rollcall.spi.profile.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.spi.profile.problem.ProfileError;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Describes what is allowed in one place of a profile: the same description checks a document and is shown as JSON Schema. */
public sealed interface Shape {

    /** Tells everything that is wrong with a value and with what is inside of it. */
    void check(String place, JsonNode value, Consumer<ProfileError> wrong);

    /** The same as JSON Schema (draft 2020-12). */
    ObjectNode schema();

    /** The name of a preset, or null for none. */
    record Preset(List<String> names) implements Shape {
        @Override
        public void check(String place, JsonNode value, Consumer<ProfileError> wrong) {
            if (!value.isNull() && (!value.isTextual() || !names.contains(value.textValue()))) {
                wrong.accept(new ProfileError(
                        place, "must be null or the name of a preset: " + String.join(", ", names) + "."));
            }
        }

        @Override
        public ObjectNode schema() {
            ObjectNode schema = new Word(names).schema();
            schema.putArray("type").add("string").add("null");
            schema.withArrayProperty("enum").addNull();
            return schema;
        }
    }

    /** A text that is not empty. */
    record Text(int longest) implements Shape {
        @Override
        public void check(String place, JsonNode value, Consumer<ProfileError> wrong) {
            if (!value.isTextual()
                    || value.textValue().isEmpty()
                    || value.textValue().length() > longest) {
                wrong.accept(new ProfileError(place, "must be a text of 1 to " + longest + " characters."));
            }
        }

        @Override
        public ObjectNode schema() {
            return typed("string").put("minLength", 1).put("maxLength", longest);
        }
    }

    /** One of some words. */
    record Word(List<String> words) implements Shape {
        public static Word of(String... words) {
            return new Word(List.of(words));
        }

        /** The constants of an enum, in kebab case. */
        public static Word of(Enum<?>[] constants) {
            return new Word(Arrays.stream(constants).map(Word::word).toList());
        }

        static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public void check(String place, JsonNode value, Consumer<ProfileError> wrong) {
            if (!value.isTextual() || !words.contains(value.textValue())) {
                wrong.accept(new ProfileError(place, "must be one of " + String.join(", ", words) + "."));
            }
        }

        @Override
        public ObjectNode schema() {
            ObjectNode schema = typed("string");
            words.forEach(schema.putArray("enum")::add);
            return schema;
        }
    }

    /** True or false. */
    record Flag() implements Shape {
        @Override
        public void check(String place, JsonNode value, Consumer<ProfileError> wrong) {
            if (!value.isBoolean()) {
                wrong.accept(new ProfileError(place, "must be true or false."));
            }
        }

        @Override
        public ObjectNode schema() {
            return typed("boolean");
        }
    }

    /** A whole number in a range, both ends included. */
    record Whole(int least, int most) implements Shape {
        @Override
        public void check(String place, JsonNode value, Consumer<ProfileError> wrong) {
            if (!value.isIntegralNumber()
                    || !value.canConvertToInt()
                    || value.intValue() < least
                    || value.intValue() > most) {
                wrong.accept(new ProfileError(place, "must be a whole number from " + least + " to " + most + "."));
            }
        }

        @Override
        public ObjectNode schema() {
            return typed("integer").put("minimum", least).put("maximum", most);
        }
    }

    /** Any JSON value that is not too large. */
    record Anything() implements Shape {
        private static final int LONGEST = 4_000;

        @Override
        public void check(String place, JsonNode value, Consumer<ProfileError> wrong) {
            if (value.toString().length() > LONGEST) {
                wrong.accept(new ProfileError(place, "must be a value of at most " + LONGEST + " characters."));
            }
        }

        @Override
        public ObjectNode schema() {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    /** A text, a number, true or false. */
    record Simple() implements Shape {
        private static final int LONGEST = 1_000;

        @Override
        public void check(String place, JsonNode value, Consumer<ProfileError> wrong) {
            boolean isSimple = value.isTextual() || value.isNumber() || value.isBoolean();
            if (!isSimple || value.asText().length() > LONGEST) {
                wrong.accept(new ProfileError(
                        place, "must be a text of at most " + LONGEST + " characters, a number, true or false."));
            }
        }

        @Override
        public ObjectNode schema() {
            ObjectNode schema = JsonNodeFactory.instance.objectNode();
            schema.putArray("type").add("string").add("number").add("boolean");
            return schema.put("maxLength", LONGEST);
        }
    }

    /** A list; with {@code single}, one value may stand for a list of one. */
    record Several(Shape each, int most, boolean single) implements Shape {
        @Override
        public void check(String place, JsonNode value, Consumer<ProfileError> wrong) {
            if (!value.isArray()) {
                if (single) {
                    each.check(place, value, wrong);
                } else {
                    wrong.accept(new ProfileError(place, "must be a list."));
                }
                return;
            }
            if (value.size() > most) {
                wrong.accept(new ProfileError(place, "must be a list of at most " + most + "."));
                return;
            }
            for (int i = 0; i < value.size(); i++) {
                each.check(place + "[" + i + "]", value.get(i), wrong);
            }
        }

        @Override
        public ObjectNode schema() {
            ObjectNode list = typed("array").put("maxItems", most);
            list.set("items", each.schema());
            return single ? oneOf(List.of(each.schema(), list)) : list;
        }
    }

    /** An object whose names are free. */
    record Entries(Shape each, int most) implements Shape {
        @Override
        public void check(String place, JsonNode value, Consumer<ProfileError> wrong) {
            if (!value.isObject() || value.size() > most) {
                wrong.accept(new ProfileError(place, "must be an object with at most " + most + " members."));
                return;
            }
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                each.check(place + "." + entry.getKey(), entry.getValue(), wrong);
            }
        }

        @Override
        public ObjectNode schema() {
            ObjectNode schema = typed("object").put("maxProperties", most);
            schema.set("additionalProperties", each.schema());
            return schema;
        }
    }

    /**
     * A member of an object.
     *
     * @param about what it says, a sentence
     */
    record Member(String name, String about, Shape shape, boolean required) {
        public static Member of(String name, String about, Shape shape) {
            return new Member(name, about, shape, false);
        }
    }

    /** An object with these members and no others. */
    record Members(List<Member> members) implements Shape {
        public static Members of(Member... members) {
            return new Members(List.of(members));
        }

        @Override
        public void check(String place, JsonNode value, Consumer<ProfileError> wrong) {
            if (!value.isObject()) {
                wrong.accept(new ProfileError(place, "must be an object with " + names() + "."));
                return;
            }
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                String inside = place.isEmpty() ? entry.getKey() : place + "." + entry.getKey();
                Optional<Member> known = members.stream()
                        .filter(member -> member.name().equals(entry.getKey()))
                        .findFirst();
                if (known.isPresent()) {
                    known.get().shape().check(inside, entry.getValue(), wrong);
                } else {
                    wrong.accept(new ProfileError(inside, "is not known here; accepted are " + names() + "."));
                }
            }
            for (Member member : members) {
                if (member.required() && !value.has(member.name())) {
                    wrong.accept(new ProfileError(place, member.name() + " is missing."));
                }
            }
        }

        private String names() {
            return members.stream().map(Member::name).collect(Collectors.joining(", "));
        }

        @Override
        public ObjectNode schema() {
            ObjectNode schema = typed("object");
            ObjectNode properties = schema.putObject("properties");
            ArrayNode required = JsonNodeFactory.instance.arrayNode();
            for (Member member : members) {
                properties.set(member.name(), member.shape().schema().put("description", member.about()));
                if (member.required()) {
                    required.add(member.name());
                }
            }
            if (!required.isEmpty()) {
                schema.set("required", required);
            }
            return schema.put("additionalProperties", false);
        }
    }

    /** The call of a named function. */
    record Call() implements Shape {
        @Override
        public void check(String place, JsonNode value, Consumer<ProfileError> wrong) {
            boolean isObject = value.isObject() && value.size() == 1;
            String name = isObject ? value.fieldNames().next() : value.textValue();
            NamedFunction function = name == null ? null : Functions.named(name);
            if (function == null) {
                wrong.accept(new ProfileError(
                        place,
                        "must be the name of a function, or an object of one member with its argument; there are "
                                + Functions.names() + "."));
            } else if (isObject == function.parameters().isEmpty()) {
                wrong.accept(new ProfileError(
                        place,
                        function.parameters().isEmpty()
                                ? name + " takes no argument; write \"" + name + "\"."
                                : name + " needs an argument, as in " + function.call() + "."));
            } else if (isObject) {
                function.argument().check(place + "." + name, value.get(name), wrong);
            }
        }

        @Override
        public ObjectNode schema() {
            return oneOf(Functions.all().stream().map(NamedFunction::schema).toList());
        }
    }

    private static ObjectNode typed(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private static ObjectNode oneOf(List<ObjectNode> shapes) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("oneOf").addAll(shapes);
        return schema;
    }
}
