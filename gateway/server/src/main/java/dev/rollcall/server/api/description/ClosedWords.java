package dev.rollcall.server.api.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.word.AuditAction;
import dev.rollcall.core.model.word.HoldReason;
import dev.rollcall.core.model.word.LedgerCause;
import java.util.List;
import java.util.Map;

/** Writes {@code enum} where a fragment says {@code x-words}: from the type that the words belong to, so that none is missing. */
final class ClosedWords {

    private static final String MARK = "x-words";

    private static final Map<String, List<String>> LISTS = Map.of(
            "audit-action",
            AuditAction.words(),
            "ledger-cause",
            LedgerCause.words(),
            "hold-reason",
            HoldReason.all().stream().map(HoldReason::word).toList());

    private ClosedWords() {}

    /**
     * Spells every list that is marked.
     *
     * @throws IllegalStateException a fragment names a list that there is not
     */
    static void spell(JsonNode node) {
        if (node instanceof ObjectNode schema && schema.has(MARK)) {
            String name = schema.remove(MARK).asText();
            List<String> words = LISTS.get(name);
            if (words == null) {
                throw new IllegalStateException(
                        "The description names the words \"" + name + "\", which are not known.");
            }
            ArrayNode list = schema.putArray("enum");
            words.forEach(list::add);
            if (schema.path("type").isArray()) {
                list.addNull();
            }
        }
        node.forEach(ClosedWords::spell);
    }
}
