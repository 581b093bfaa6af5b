package dev.rollcall.spi.quirk;

import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a comparison whose text has no quotes and may contain spaces: {@code displayName Eq Sales Team North}. */
public final class UnquotedRest implements Quirk.OfFilterText {

    private static final Pattern COMPARISON = Pattern.compile(
            "\\s*+([A-Za-z][\\w.:$-]*+)\\s++(eq|ne|co|sw|ew)\\s++([^\"\\s].*+)\\s*+", Pattern.CASE_INSENSITIVE);

    @Override
    public String why() {
        return "The text of a filter has no quotes and contains spaces; everything after the operator is read as one"
                + " text if the filter is not valid as it is.";
    }

    @Override
    public List<String> evidence() {
        return List.of("WSO2-01");
    }

    @Override
    public Optional<String> apply(ResourceType type, String filter) {
        Matcher comparison = COMPARISON.matcher(filter);
        if (isFilter(filter) || !comparison.matches()) {
            return Optional.empty();
        }
        String text = comparison.group(3).stripTrailing().replace("\\", "\\\\").replace("\"", "\\\"");
        return Optional.of(comparison.group(1) + " " + comparison.group(2) + " \"" + text + "\"");
    }

    private static boolean isFilter(String text) {
        try {
            Filter.parseTolerantly(text, () -> {});
            return true;
        } catch (ScimException e) {
            return false;
        }
    }
}
