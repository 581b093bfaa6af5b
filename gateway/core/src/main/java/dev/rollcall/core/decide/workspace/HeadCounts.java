package dev.rollcall.core.decide.workspace;

import dev.rollcall.core.model.row.HeadCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts how many more or fewer users, groups and members of each kind there are after the commands decided so far. */
final class HeadCounts {

    private final Map<HeadCount, Long> more = new LinkedHashMap<>();

    /** Something comes, changes or goes; null where it is not. */
    void change(@Nullable HeadCount before, @Nullable HeadCount after) {
        add(before, -1);
        add(after, +1);
    }

    private void add(@Nullable HeadCount count, long delta) {
        if (count != null) {
            more.merge(count, delta, Long::sum);
        }
    }

    List<HeadCount.Change> changes() {
        List<HeadCount.Change> changes = new ArrayList<>();
        more.forEach((count, delta) -> {
            if (delta != 0) {
                changes.add(new HeadCount.Change(count, delta));
            }
        });
        return changes;
    }
}
