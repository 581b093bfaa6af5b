package dev.rollcall.core.machine;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Many stories, each from its seed, and after every step of each: seats are the sum of the ledger, a protected
 * organisation keeps an admin, each user has what the rules, told from scratch, give them, no person is a member twice, no member is active
 * whom every live source calls inactive, no role is without a reason, nothing waits whose reason is gone, nothing passes from a
 * leaver, no answer is without effect in silence, what was foreseen is what happened, and an undo gives everything back.
 *
 * <p>{@code -Drollcall.stories=100000} plays more, {@code -Drollcall.seed=} begins elsewhere.
 */
final class StateMachineIT {

    private static final int SIDE_BY_SIDE = 125;
    private static final int STORIES = Integer.getInteger("rollcall.stories", 500);
    private static final int TOLD = Integer.getInteger("rollcall.told", 3);
    private static final int SEED = Integer.getInteger("rollcall.seed", 1);

    @Test
    void everyLawHoldsAfterEveryStepOfEveryStory() {
        // In parallel: while one batch waits for PostgreSQL, another works out what the rules say.
        IntStream.iterate(SEED, first -> first < SEED + STORIES, first -> first + SIDE_BY_SIDE)
                .parallel()
                .forEach(first -> play(first, Math.min(SIDE_BY_SIDE, SEED + STORIES - first)));
    }

    private static void play(int first, int count) {
        try (Run run = new Run()) {
            for (int seed = first; seed < first + count; seed++) {
                run.add(seed, Story.of(seed));
            }
            Map<String, Run.Failure> kinds = new LinkedHashMap<>();
            List<Run.Failure> failures = run.play();
            failures.forEach(failure -> kinds.putIfAbsent(kind(failure), failure));
            if (!kinds.isEmpty()) {
                StringBuilder text = new StringBuilder(failures.size() + " of the stories " + first + " to "
                        + (first + count - 1) + " break the rules, in these ways: " + kinds.keySet() + "\n");
                kinds.values().stream().limit(TOLD).forEach(failure -> {
                    int seed = first + failure.world();
                    text.append(tell(seed, Story.of(seed).subList(0, failure.step() + 1), failure));
                });
                fail(text.toString());
            }
        }
    }

    /** Leaves out whatever is not needed for the failure, and tells the rest. */
    private static String tell(int seed, List<Step> story, Run.Failure failure) {
        List<Step> shortest = story;
        Run.Failure seen = failure;
        for (int i = shortest.size() - 2; i >= 0; i--) {
            List<Step> without = new ArrayList<>(shortest);
            without.remove(i);
            Run.Failure again = playAlone(seed, without);
            if (again != null && similar(again, failure)) {
                shortest = without.subList(0, again.step() + 1);
                seen = again;
                i = Math.min(i, shortest.size() - 1);
            }
        }
        StringBuilder text = new StringBuilder("Story " + seed + " breaks the rules:\n");
        for (Step step : shortest) {
            text.append("  ").append(step).append('\n');
        }
        seen.broken().forEach(line -> text.append("=> ").append(line).append('\n'));
        return text.toString();
    }

    private static Run.Failure playAlone(int seed, List<Step> story) {
        try (Run run = new Run()) {
            run.add(seed, story);
            List<Run.Failure> failures = run.play();
            return failures.isEmpty() ? null : failures.get(0);
        }
    }

    /** Whether two failures are of one kind, by the words they begin with. */
    private static boolean similar(Run.Failure one, Run.Failure other) {
        return kind(one).equals(kind(other));
    }

    private static String kind(Run.Failure failure) {
        String words = failure.broken().get(0).replaceAll(".*\\): ", "").replaceAll("p\\d@\\S*|[0-9a-f]{8}-\\S*", "");
        return words.substring(0, Math.min(15, words.length()));
    }
}
