package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes back edits of one resource: remembers attributes as they were before they were changed, and nothing else of the resource. */
final class Undo {

    private final ObjectNode resource;
    private final WorkBudget budget;
    private final List<Before> steps = new ArrayList<>();

    private record Before(String name, @Nullable JsonNode value) {}

    Undo(ObjectNode resource, WorkBudget budget) {
        this.resource = resource;
        this.budget = budget;
    }

    /**
     * To be called before an attribute, or the object of an extension, is edited.
     *
     * @throws dev.rollcall.scim.error.ScimException 400 tooMany when that is too much for one request
     */
    void remember(String name) {
        JsonNode value = resource.get(name);
        if (value != null) {
            budget.spend(value, 1);
        }
        steps.add(new Before(name, value == null ? null : value.deepCopy()));
    }

    /** Where edits are taken back to. */
    int mark() {
        return steps.size();
    }

    /** Which attributes were edited since the mark. */
    Set<String> since(int mark) {
        return steps.subList(mark, steps.size()).stream().map(Before::name).collect(Collectors.toSet());
    }

    /** Leaves the resource as it was at the mark. */
    void backTo(int mark) {
        while (steps.size() > mark) {
            Before last = steps.remove(steps.size() - 1);
            if (last.value() == null) {
                resource.remove(last.name());
            } else {
                resource.set(last.name(), last.value());
            }
        }
    }
}
