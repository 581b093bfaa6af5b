package dev.rollcall.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.console.api.Impact;
import dev.rollcall.console.api.Impact.Span;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {

    private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T08:59:57Z, just now",
        "2026-01-05T08:59:18Z, 42 s ago",
        "2026-01-05T08:15:00Z, 45 min ago",
        "2026-01-03T10:00:00Z, 47 h ago",
        "2026-01-01T09:00:00Z, 4 days ago",
        "2026-01-05T09:00:21Z, in 21 s",
        "2027-01-05T09:00:00Z, in 365 days",
        "long ago, long ago"
    })
    void timesAreToldInOneUnit(String instant, String words) {
        assertThat(Words.ago(instant, NOW)).isEqualTo(words);
    }

    @Test
    void largeNumbersAreInGroupsOfThree() {
        assertThat(Words.number(7)).isEqualTo("7");
        assertThat(Words.number(1_234_567)).isEqualTo("1\u202f234\u202f567");
        assertThat(Words.people(1)).isEqualTo("1 person");
    }

    @Test
    void aSentenceNamesNothingByAnId() {
        String id = "01a22955-6b32-7838-bace-3b1ed5ff11d6";
        assertThat(Words.sentence("They stay until the hold " + id + " is approved."))
                .isEqualTo("They stay until the hold is approved.");
        assertThat(Words.sentence("Look at the list, at .../holds/" + id + "/people. Approve it."))
                .isEqualTo("Look at the list. Approve it.");
        assertThat(Words.sentence("Active since 2026-01-05T09:00:00.045Z."))
                .isEqualTo("Active since 5 Jan 2026, 09:00:00 UTC.");
        assertThat(Words.sentence("It was checked and not kept. (request " + id + ")."))
                .isEqualTo("It was checked and not kept.");
        assertThat(Words.sentence("It has no effect (request " + id + ").")).isEqualTo("It has no effect.");
        assertThat(Words.sentence("Nothing to do.")).isEqualTo("Nothing to do.");
    }

    @Test
    void aChangeIsToldInOneLine() {
        Impact impact = new Impact(
                false, null, Map.of("excluded", 3L, "added", 12L), new Span(8, 20), new Span(2, 2), List.of(), 0);
        assertThat(Words.summary(impact)).isEqualTo("12 come in, 3 stay out, seats 8 \u2192 20.");
        assertThat(Words.summary(new Impact(false, null, Map.of(), new Span(8, 8), new Span(2, 2), List.of(), 0)))
                .isEmpty();
    }
}
