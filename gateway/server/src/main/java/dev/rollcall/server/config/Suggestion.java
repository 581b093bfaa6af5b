package dev.rollcall.server.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the known name that a misspelt one was probably meant to be. */
public final class Suggestion {

    private Suggestion() {}

    /** The nearest name, when no more than a third of the letters would have to change. */
    public static Optional<String> among(List<String> known, String name) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance.apply(candidate, name)))
                .filter(nearest -> distance.apply(nearest, name) <= Math.max(2, name.length() / 3));
    }

    /** The same where another letter case, or another way to part the words, is no other letter: {@code dry_run} is near {@code dryRun}. */
    public static Optional<String> ignoringCase(List<String> known, String name) {
        String bare = bare(name);
        Optional<String> same =
                known.stream().filter(candidate -> bare(candidate).equals(bare)).findFirst();
        return same.isPresent() ? same : among(known, name);
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.\\[\\]]", "");
    }
}
