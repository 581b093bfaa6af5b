package dev.rollcall.spi.pull;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of checking the set-up of a directory that is read.
 *
 * @param findings in the order in which they were made; the first that did not pass is what to mend
 * @param account the provider's id of the customer, or null when it was not found out
 */
public record SourceCheck(List<Finding> findings, @Nullable String account) {

    /**
     * One thing that was looked at.
     *
     * @param step a word for it, such as {@code token}
     * @param mistake which of the usual mistakes was made, as a word; null when it passed
     * @param sentence what was seen, and when it did not pass what to do about it
     */
    public record Finding(String step, @Nullable String mistake, String sentence) {
        public boolean passed() {
            return mistake == null;
        }
    }

    public SourceCheck {
        findings = List.copyOf(findings);
    }

    public boolean passed() {
        return failure().isEmpty();
    }

    /** What to mend first. */
    public Optional<Finding> failure() {
        return findings.stream().filter(finding -> !finding.passed()).findFirst();
    }
}
