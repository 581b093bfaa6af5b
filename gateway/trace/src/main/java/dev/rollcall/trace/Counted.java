package dev.rollcall.trace;

import dev.rollcall.scim.Deviation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** How often a directory left the RFC in one way on one day, as far as one batch of recordings tells. */
record Counted(UUID orgId, UUID directoryId, String rule, long count, Instant lastAt, UUID lastRequest, String detail) {

    private record Key(UUID orgId, UUID directoryId, LocalDate day, String rule) {}

    /**
     * Counts.
     *
     * @param showsValues whether values of attributes may be kept that are no secret
     */
    static List<Counted> of(List<Recording> recordings, boolean showsValues) {
        Map<Key, Counted> counted = new LinkedHashMap<>();
        for (Recording recording : recordings) {
            List<Notes.Told> all = recording.notes().told();
            if (all.isEmpty()) {
                continue;
            }
            Redaction redaction = Redaction.of(recording.notes(), showsValues);
            for (Notes.Told told : all) {
                Deviation deviation = told.deviation();
                UUID orgId = Objects.requireNonNull(recording.orgId());
                Counted one = new Counted(
                        orgId,
                        recording.directoryId(),
                        deviation.rule().word(),
                        1,
                        recording.at(),
                        recording.requestId(),
                        redaction.text(Redaction.SENTENCE, deviation.detail()));
                LocalDate day = LocalDate.ofInstant(recording.at(), ZoneOffset.UTC);
                counted.merge(new Key(orgId, one.directoryId(), day, one.rule()), one, Counted::with);
            }
        }
        return List.copyOf(counted.values());
    }

    private Counted with(Counted later) {
        return new Counted(
                orgId, directoryId, rule, count + later.count, later.lastAt, later.lastRequest, later.detail);
    }
}
