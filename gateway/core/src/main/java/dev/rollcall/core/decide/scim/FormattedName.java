package dev.rollcall.core.decide.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.DeviationRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rebuilds a formatted name that a client left as it was while it changed the parts of the name ({@link dev.rollcall.scim.Habit}). */
final class FormattedName {

    private static final List<String> PARTS =
            List.of("honorificPrefix", "givenName", "middleName", "familyName", "honorificSuffix");
    private static final String FORMATTED = "formatted";

    static final Deviation STALE = new Deviation(
            DeviationRule.STALE_FORMATTED_NAME,
            "name.formatted was sent unchanged while other parts of name changed, so it was rebuilt from them.");

    private FormattedName() {}

    /** The document with its formatted name made anew; empty when there is nothing to do, or nothing to make it of. */
    static Optional<ObjectNode> anew(ObjectNode before, ObjectNode document) {
        JsonNode old = before.path("name");
        JsonNode name = document.path("name");
        String parts = parts(name);
        if (!name.has(FORMATTED)
                || !name.path(FORMATTED).equals(old.path(FORMATTED))
                || parts.isEmpty()
                || parts.equals(parts(old))) {
            return Optional.empty();
        }
        ObjectNode changed = document.deepCopy();
        changed.withObject("/name").put(FORMATTED, parts);
        return Optional.of(changed);
    }

    private static String parts(JsonNode name) {
        return PARTS.stream()
                .map(part -> name.path(part).asText().strip())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
