package dev.rollcall.scim.message;

import dev.rollcall.scim.message.BulkRequest.Method;
import dev.rollcall.scim.message.BulkRequest.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In which order the operations of a bulk request are carried out: as sent, but what an operation refers to comes right before
 * it. In a circle one reference has to wait: it is an open one of the operation that comes first.
 */
public final class BulkOrder {

    private final List<Operation> operations;
    private final Map<String, Integer> makers = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final Set<Integer> begun = new HashSet<>();
    private final Set<Integer> done = new HashSet<>();

    /**
     * One operation at its turn.
     *
     * @param number its place in the request, from 0
     * @param references bulkIds that it refers to
     * @param open those of them that are made later, because they refer to this one
     */
    public record Step(int number, Operation operation, Set<String> references, Set<String> open) {}

    private BulkOrder(BulkRequest request) {
        operations = request.operations();
        for (int i = 0; i < operations.size(); i++) {
            String bulkId = operations.get(i).bulkId();
            if (bulkId != null && operations.get(i).method() == Method.POST) {
                makers.put(bulkId, i);
            }
        }
    }

    public static List<Step> of(BulkRequest request) {
        BulkOrder order = new BulkOrder(request);
        for (int i = 0; i < order.operations.size(); i++) {
            order.visit(i);
        }
        return List.copyOf(order.steps);
    }

    private void visit(int number) {
        if (!begun.add(number)) {
            return;
        }
        Operation operation = operations.get(number);
        Set<String> references = BulkReferences.of(operation);
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
        steps.add(new Step(number, operation, references, open));
    }
}
