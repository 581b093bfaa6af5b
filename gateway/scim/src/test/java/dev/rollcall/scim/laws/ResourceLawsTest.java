package dev.rollcall.scim.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.generate.Resources;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.resource.ResourceReader;
import dev.rollcall.scim.resource.ResourceWriter;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ResourceLawsTest {

    private static final ResourceWriter.Meta META =
            new ResourceWriter.Meta("https://x/Users/1", Instant.EPOCH, Instant.EPOCH, "v1");

    /** A canonical resource of a type. */
    record Sample(ResourceType type, ObjectNode resource) {}

    @Property(tries = 10_000, seed = "7643")
    void whatIsWrittenReadsToTheSameResource(@ForAll("samples") Sample sample) {
        ObjectNode written = new ResourceWriter(sample.type()).write(sample.resource(), "1", META, Projection.DEFAULT);
        ResourceReader.Result read = ResourceReader.read(sample.type(), written, Mode.STRICT);
        assertThat(read.resource()).isEqualTo(sample.resource());
        assertThat(read.deviations()).isEmpty();
    }

    @Property(tries = 10_000, seed = "7642")
    void lettersOfNamesMakeNoDifference(@ForAll("samples") Sample sample, @ForAll long seed) {
        JsonNode sent = respelled(sample.resource(), new Random(seed));
        assertThat(ResourceReader.read(sample.type(), sent, Mode.TOLERANT).resource())
                .isEqualTo(sample.resource());
    }

    @Provide
    Arbitrary<Sample> samples() {
        return Arbitraries.randomValue(random -> {
            ResourceType type = random.nextInt(4) == 0 ? CoreTypes.GROUP : CoreTypes.USER;
            return new Sample(type, Resources.any(random, type));
        });
    }

    private static JsonNode respelled(JsonNode value, Random random) {
        if (value.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> list.add(respelled(element, random)));
            return list;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String name = random.nextBoolean() ? field.getKey() : field.getKey().toUpperCase(Locale.ROOT);
            object.set(name, respelled(field.getValue(), random));
        }
        return object;
    }
}
