package dev.rollcall.server.docs;

import dev.rollcall.core.model.EventType;
import dev.rollcall.testkit.golden.GoldenFile;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EventsPageTest {

    private static final String BEFORE = """
        # Events

        What the application learns of an organisation: `GET /api/v1/organizations/ORG/events?after=N`, oldest first, numbered without
        gaps, so that whoever has read up to a number has read all. Each has `seq`, `id`, `at`, `type`, `subject` (whose id is told
        below), `directory` (whose request it was, or null), `request` (the id of the request that caused it) and `data`.

        `data` is the state **after** the event, never the one before; an application that keeps it by `subject` has what the gateway
        has. What was before stands in fields of their own: `previousRole`, `previousEmail`. Somebody who is no member any more has
        `"status": "removed"`, `"role": null` and `"seat": false`. `reason` says why: the word of a rule (an exclusion, `deleted`,
        `inactive`, `activation_undone`, `recovery_ended`, ...), or else `identity_provider` (what a directory sent), `by_hand` (an
        administrator), `rules` (a change of rules or of somebody else), `seat_available`, `address_available` and
            `approved`.

        | `type` | What has happened | `subject` | Always in `data` |
        | --- | --- | --- | --- |
        """;

    @Test
    void thePageOfEventsHasEveryType() {
        StringBuilder page = new StringBuilder(BEFORE);
        for (EventType type : EventType.values()) {
            page.append(String.format(
                    "| `%s` | %s | %s | %s |%n",
                    type.word(),
                    type.meaning(),
                    type.subject().words(),
                    type.subject().always().stream()
                            .map(field -> "`" + field + "`")
                            .collect(Collectors.joining(", "))));
        }
        GoldenFile.verify(Path.of("..", "..", "docs", "events.md"), page.toString());
    }
}
