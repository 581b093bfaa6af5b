package dev.rollcall.server.delivery;

import dev.rollcall.core.model.EventType;
import dev.rollcall.server.config.Suggestion;
import dev.rollcall.server.http.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads which types of events are wanted: single types by their names, or all types with the same beginning, such as {@code member.*}. */
final class EventTypes {

    private static final List<String> WORDS =
            Stream.of(EventType.values()).map(EventType::word).toList();
    private static final String REST = ".*";

    private EventTypes() {}

    /**
     * The types that are meant.
     *
     * @param given words and beginnings
     * @throws Problem.ProblemException one of them means no type
     */
    static Set<String> of(List<String> given) {
        Set<String> types = new LinkedHashSet<>();
        for (String word : given) {
            List<String> meant = WORDS.stream()
                    .filter(type -> type.equals(word)
                            || (word.endsWith(REST) && type.startsWith(word.substring(0, word.length() - 1))))
                    .toList();
            if (meant.isEmpty()) {
                throw Problem.badRequest("There is no type of event \"" + word + "\""
                                + Suggestion.among(WORDS, word)
                                        .map(near -> "; did you mean \"" + near + "\"?")
                                        .orElse(".")
                                + " GET /api/v1/events/schemas lists them; member.* means all that begin with member.")
                        .exception();
            }
            types.addAll(meant);
        }
        return types;
    }
}
