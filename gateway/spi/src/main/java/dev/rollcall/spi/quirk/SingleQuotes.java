package dev.rollcall.spi.quirk;

import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads texts of a filter in single quotes: {@code userName eq 'ada'}. */
public final class SingleQuotes implements Quirk.OfFilterText {

    /** A text in double quotes, which is left alone, also where it does not end; or one in single quotes behind an operator. */
    private static final Pattern TEXT =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"?+|(?<=\\s)'([^']*+)'(?=\\s|\\)|\\]|$)");

    @Override
    public String why() {
        return "The texts of a filter are in single quotes; they are read as if they were in double quotes.";
    }

    @Override
    public List<String> evidence() {
        return List.of("CUSTOM-06");
    }

    @Override
    public Optional<String> apply(ResourceType type, String filter) {
        if (filter.indexOf('\'') < 0) {
            return Optional.empty();
        }
        String changed = TEXT.matcher(filter).replaceAll(SingleQuotes::quoted);
        return changed.equals(filter) ? Optional.empty() : Optional.of(changed);
    }

    private static String quoted(java.util.regex.MatchResult found) {
        String text = found.group(1);
        String quoted =
                text == null ? found.group() : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        return Matcher.quoteReplacement(quoted);
    }
}
