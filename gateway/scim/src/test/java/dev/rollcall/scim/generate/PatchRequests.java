package dev.rollcall.scim.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.patch.PatchOp;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.patch.PatchOperation.Unmatched;
import dev.rollcall.scim.patch.PatchPath;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random patches: most can be applied, some aim at what is read-only, required, unknown or of another type. */
public final class PatchRequests {

    private PatchRequests() {}

    public static PatchRequest any(Random random, ResourceType type) {
        List<PatchOperation> operations = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            operations.add(operation(random, type));
        }
        return new PatchRequest(operations);
    }

    public static PatchOperation operation(Random random, ResourceType type) {
        if (random.nextInt(6) == 0) {
            PatchOp op = random.nextBoolean() ? PatchOp.ADD : PatchOp.REPLACE;
            return new PatchOperation(op, null, Resources.any(random, type));
        }
        if (random.nextInt(40) == 0) {
            PatchPath unknown = new PatchPath(AttributePath.of("unknown"), null);
            return new PatchOperation(PatchOp.ADD, unknown, IntNode.valueOf(1));
        }
        Schema extension = type.extensions().isEmpty() || random.nextInt(4) > 0
                ? null
                : Values.pick(random, type.extensions()).schema();
        Schema schema = extension == null ? type.schema() : extension;
        return on(random, Values.pick(random, schema.attributes()), extension == null ? null : extension.id());
    }

    /** An operation on that attribute, one of its sub-attributes, or some of its elements. */
    public static PatchOperation on(Random random, Attribute attribute, @Nullable String urn) {
        PatchOp op = Values.pick(random, List.of(PatchOp.values()));
        Filter filter = attribute.multiValued() && random.nextBoolean() ? Filters.over(random, attribute) : null;
        Attribute sub =
                attribute.isComplex() && random.nextInt(3) == 0 ? Values.pick(random, attribute.subAttributes()) : null;
        AttributePath path = new AttributePath(urn, attribute.name(), sub == null ? null : sub.name());
        JsonNode value = value(random, attribute, sub, filter != null);
        boolean valueless = op == PatchOp.REMOVE && (value.isNull() || random.nextInt(4) > 0);
        return new PatchOperation(
                op,
                new PatchPath(path, filter),
                valueless ? null : value,
                random.nextBoolean() ? Unmatched.FAIL : Unmatched.CREATE);
    }

    private static JsonNode value(Random random, Attribute attribute, @Nullable Attribute sub, boolean ofElement) {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return NullNode.instance;
        }
        if (kind == 1) {
            ObjectNode odd = JsonNodeFactory.instance.objectNode();
            return odd.put("odd", 1);
        }
        if (sub != null) {
            return Values.of(random, sub);
        }
        return ofElement ? Values.one(random, attribute) : Values.of(random, attribute);
    }
}
