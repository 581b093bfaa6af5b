package dev.rollcall.console.api.directory;

import dev.rollcall.console.api.Impact;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What going live would change, a page of it; the numbers are of the whole.
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
