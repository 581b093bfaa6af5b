package dev.rollcall.server.scim.bulk;

import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.message.BulkOrder.Step;
import dev.rollcall.scim.message.BulkReferences;
import dev.rollcall.scim.message.BulkRequest;
import dev.rollcall.scim.message.BulkRequest.Method;
import dev.rollcall.scim.message.BulkRequest.Operation;
import dev.rollcall.scim.message.BulkRequest.Unreadable;
import dev.rollcall.scim.message.BulkResponse;
import dev.rollcall.scim.message.BulkResponse.Result;
import dev.rollcall.server.http.CallerContext;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs one bulk request. The operations go to the lane in turns, in order; a turn ends before an operation that refers to one of
 * the same turn, since only the outcome tells which id that one got. No turn has more operations than errors are still allowed, so
 * no operation is tried after the limit of errors is reached. Between two turns, other requests of the organisation are served.
 *
 * <p>Of a circle, the first resource is made without what is not there yet and completed by a PUT as soon as it is.
 */
final class BulkRun {

    private final List<Step> steps;
    private final int failOnErrors;
    private final BulkOperations operations;
    private final int turn;
    private final @Nullable Result[] results;
    private final Map<String, String> ids = new HashMap<>();
    private final Set<String> failed = new HashSet<>();
    private final List<Step> incomplete = new ArrayList<>();
    private final Promise<BulkResponse> done = Promise.promise();

    BulkRun(BulkRequest request, List<Step> steps, BulkOperations operations, int turn) {
        this.steps = steps;
        this.failOnErrors = Objects.requireNonNullElse(request.failOnErrors(), Integer.MAX_VALUE);
        this.operations = operations;
        this.turn = turn;
        this.results = new Result[steps.size()];
    }

    /** How many commands it can come to. */
    static int places(List<Step> steps) {
        return steps.size()
                + (int) steps.stream().filter(step -> !step.open().isEmpty()).count();
    }

    /** Runs it, on the caller's event loop. */
    Future<BulkResponse> run() {
        next(0);
        return done.future();
    }

    private void next(int from) {
        int left = failOnErrors - errors();
        if (from == steps.size() || left <= 0) {
            done.complete(new BulkResponse(tried()));
            return;
        }
        List<Step> now = turn(from, Math.min(turn, left));
        together(now, now.stream().map(this::perform).toList(), () -> complete(from + now.size()));
    }

    /** Completes the resources whose circle has closed, then goes on. */
    private void complete(int next) {
        List<Step> closed = incomplete.stream()
                .filter(step -> step.open().stream().allMatch(this::isDecided))
                .toList();
        incomplete.removeAll(closed);
        List<Step> needed = closed.stream()
                .filter(step -> step.open().stream().anyMatch(ids::containsKey))
                .toList();
        if (needed.isEmpty()) {
            next(next);
            return;
        }
        together(needed, needed.stream().map(this::replace).toList(), () -> next(next));
    }

    private void together(List<Step> now, List<Future<Result>> work, Runnable then) {
        CallerContext.hop(Future.all(work)).onComplete(all -> {
            if (all.failed()) {
                done.fail(all.cause());
                return;
            }
            for (int i = 0; i < now.size(); i++) {
                decided(now.get(i), Objects.requireNonNull(work.get(i).result()));
            }
            then.run();
        });
    }

    private List<Step> turn(int from, int most) {
        List<Step> now = new ArrayList<>();
        Set<String> made = new HashSet<>();
        for (Step step : steps.subList(from, Math.min(steps.size(), from + most))) {
            if (step.references().stream().anyMatch(made::contains)) {
                break;
            }
            now.add(step);
            String makes = step.makes();
            if (makes != null) {
                made.add(makes);
                if (incomplete.stream().anyMatch(waiting -> waiting.open().contains(makes))) {
                    break;
                }
            }
        }
        return now;
    }

    private Future<Result> perform(Step step) {
        if (step.entry() instanceof Unreadable unreadable) {
            return Future.succeededFuture(operations.refused(unreadable));
        }
        Operation operation = (Operation) step.entry();
        for (String reference : step.references()) {
            if (!ids.containsKey(reference) && !step.open().contains(reference)) {
                return Future.succeededFuture(operations.refused(operation, unresolved(reference)));
            }
        }
        return operations.perform(resolved(step, operation));
    }

    private Future<Result> replace(Step step) {
        Result made = Objects.requireNonNull(results[step.number()]);
        Operation resolved = resolved(step, (Operation) step.entry());
        Operation put = new Operation(
                Method.PUT,
                resolved.bulkId(),
                resolved.endpoint(),
                ids.get(resolved.bulkId()),
                made.version(),
                resolved.data());
        return operations
                .perform(put)
                .map(result -> new Result(
                        Method.POST.name(),
                        result.bulkId(),
                        made.location(),
                        result.version(),
                        result.error() == null ? made.status() : result.status(),
                        result.error()));
    }

    private Operation resolved(Step step, Operation operation) {
        return step.references().isEmpty()
                ? operation
                : BulkReferences.resolve(operation, bulkId -> Optional.ofNullable(ids.get(bulkId)));
    }

    private void decided(Step step, Result result) {
        boolean first = results[step.number()] == null;
        results[step.number()] = result;
        String bulkId = step.makes();
        if (!first || bulkId == null) {
            return;
        }
        if (result.error() != null || result.location() == null) {
            failed.add(bulkId);
            return;
        }
        ids.put(bulkId, result.location().substring(result.location().lastIndexOf('/') + 1));
        if (!step.open().isEmpty()) {
            incomplete.add(step);
        }
    }

    private boolean isDecided(String bulkId) {
        return ids.containsKey(bulkId) || failed.contains(bulkId);
    }

    private ScimError unresolved(String bulkId) {
        return ScimError.of(
                409,
                failed.contains(bulkId)
                        ? "This operation refers to bulkId:" + bulkId + ", whose operation failed; repeat both."
                        : "This operation refers to bulkId:" + bulkId
                                + ", but no POST of this request has that bulkId. Correct the reference or add the"
                                + " POST.");
    }

    private int errors() {
        int errors = 0;
        for (Result result : results) {
            if (result != null && result.error() != null) {
                errors++;
            }
        }
        return errors;
    }

    private List<Result> tried() {
        List<Result> tried = new ArrayList<>();
        for (Result result : results) {
            if (result != null) {
                tried.add(result);
            }
        }
        return tried;
    }
}
