package dev.rollcall.scim.message;

import dev.rollcall.scim.message.BulkRequest.Entry;
import dev.rollcall.scim.message.BulkRequest.Method;
import dev.rollcall.scim.message.BulkRequest.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides in which order the operations of a bulk request are carried out: as sent, except that the operation which makes a
 * resource comes right before the first one that refers to it. In a circle one reference has to stay open: it belongs to the
 * operation that is carried out first.
 */
public final class BulkOrder {

    private final List<Entry> entries;
    private final Map<String, Integer> makers = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final Set<Integer> begun = new HashSet<>();
    private final Set<Integer> done = new HashSet<>();

    /**
     * One operation at its turn.
     *
     * @param number its place in the request, from 0
     * @param makes the bulkId by which others refer to what it makes; null when it makes nothing
     * @param references bulkIds that it refers to
     * @param open those of them that are made later, because they refer to this one
     */
    public record Step(int number, Entry entry, @Nullable String makes, Set<String> references, Set<String> open) {}

    private BulkOrder(BulkRequest request) {
        entries = request.operations();
        for (int i = 0; i < entries.size(); i++) {
            String bulkId = entries.get(i).bulkId();
            boolean makes = !(entries.get(i) instanceof Operation operation) || operation.method() == Method.POST;
            if (bulkId != null && makes) {
                makers.putIfAbsent(bulkId, i);
            }
        }
    }

    public static List<Step> of(BulkRequest request) {
        BulkOrder order = new BulkOrder(request);
        for (int i = 0; i < order.entries.size(); i++) {
            order.visit(i);
        }
        return List.copyOf(order.steps);
    }

    private void visit(int number) {
        if (!begun.add(number)) {
            return;
        }
        Entry entry = entries.get(number);
        Set<String> references = entry instanceof Operation operation ? BulkReferences.of(operation) : Set.of();
        Set<String> open = new HashSet<>();
        for (String reference : references) {
            Integer maker = makers.get(reference);
            if (maker != null) {
                visit(maker);
                if (!done.contains(maker)) {
                    open.add(reference);
                }
            }
        }
        done.add(number);
        String bulkId = entry.bulkId();
        boolean makes = bulkId != null && Objects.equals(makers.get(bulkId), number);
        steps.add(new Step(number, entry, makes ? bulkId : null, references, open));
    }
}
