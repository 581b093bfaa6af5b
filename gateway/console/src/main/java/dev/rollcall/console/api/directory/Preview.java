package dev.rollcall.console.api.directory;

import dev.rollcall.console.api.Impact;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of what going live would change; the numbers are those of the whole list.
 *
 * @param first the cursor with which the same list begins again
 */
public record Preview(
        String madeAt,
        Map<String, Long> counts,
        long losingAdmin,
        Impact.Span seats,
        Impact.Span admins,
        List<Impact.Line> people,
        String first,
        @Nullable String next) {}
