package dev.rollcall.resilience;

import java.util.LinkedHashSet;
import java.util.Set;

/** Finds the causes of a failed exchange with another system, in the words of the libraries that tried. */
public final class Causes {

    private static final int DEEPEST = 8;

    private Causes() {}

    /**
     * The messages of a failure and of what caused it, from the outermost to the innermost: only the last of them says which
     * certificate or which name was wrong.
     *
     * @return never empty; without repetitions, separated by {@code ": "}
     */
    public static String words(Throwable failure) {
        Set<String> words = new LinkedHashSet<>();
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            String said = cause.getMessage();
            Throwable inner = cause.getCause();
            // Many exceptions say nothing but what their cause says, after the name of its class.
            if (said != null && (inner == null || !said.equals(inner.toString()))) {
                words.add(said);
            }
        }
        return words.isEmpty() ? failure.getClass().getSimpleName() : String.join(": ", words);
    }
}
