package dev.rollcall.core.model.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.schema.CaseFold;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Requires each of some attributes to have one of the values that are named for it.
 *
 * @param all one or more requirements, which must all be met
 */
public record AttributesAre(List<Attribute> all) implements Condition {

    static final String ALL = "all";

    /**
     * One attribute has one of these values; of one with many values, any of them. Letter case does not count.
     *
     * @param path in the schema's spelling, with the URN of an extension in front
     * @param values one or more, as they were given
     */
    public record Attribute(AttributePath path, List<String> values) {
        public Attribute {
            values = List.copyOf(values);
        }

        private String name() {
            return path.subAttribute() == null ? path.attribute() : path.attribute() + "." + path.subAttribute();
        }

        private boolean holds(ObjectNode user) {
            Set<String> keys = values.stream().map(CaseFold::fold).collect(Collectors.toSet());
            JsonNode within = path.schema() == null ? user : user.path(path.schema());
            JsonNode found = within.path(path.attribute());
            if (!found.isArray()) {
                return isOne(found, keys);
            }
            for (JsonNode value : found) {
                if (isOne(value, keys)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isOne(JsonNode found, Set<String> keys) {
            JsonNode value = path.subAttribute() == null ? found : found.path(path.subAttribute());
            return value.isValueNode() && !value.isNull() && keys.contains(CaseFold.fold(value.asText()));
        }
    }

    public AttributesAre {
        all = List.copyOf(all);
    }

    @Override
    public <R extends @Nullable Object> R match(Cases<R> cases) {
        return cases.attributesAre(this);
    }

    @Override
    public boolean holds(ObjectNode user) {
        return all.stream().allMatch(attribute -> attribute.holds(user));
    }

    @Override
    public String inWords() {
        return all.stream()
                .map(attribute -> attribute.name() + " is "
                        + attribute.values().stream()
                                .map(value -> "\"" + value + "\"")
                                .collect(Collectors.joining(" or ")))
                .collect(Collectors.joining(" and "));
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray(ALL);
        for (Attribute attribute : all) {
            ArrayNode values = list.addObject()
                    .put("attribute", attribute.path().toString())
                    .putArray("values");
            attribute.values().forEach(values::add);
        }
        return json;
    }

    @Override
    public @Nullable String fault() {
        return null;
    }

    @Override
    public long cost() {
        return all.size();
    }

    static AttributesAre read(JsonNode json) {
        List<Attribute> all = new ArrayList<>();
        for (JsonNode one : json.path(ALL)) {
            List<String> values = new ArrayList<>();
            one.path("values").forEach(value -> values.add(value.asText()));
            all.add(new Attribute(AttributePath.parse(one.path("attribute").asText()), values));
        }
        return new AttributesAre(all);
    }
}
