package dev.rollcall.trace;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** How often a directory left the RFC in one way on one day, counted over one request or a batch of them. */
record Counted(UUID orgId, UUID directoryId, String rule, long count, Instant lastAt, UUID lastRequest, String detail) {

    private record Key(UUID orgId, UUID directoryId, LocalDate day, String rule) {}

    /** Each way of one request. */
    static List<Counted> of(Recording recording, Redaction redaction) {
        List<Counted> counted = new ArrayList<>();
        for (Notes.Told told : recording.notes().told()) {
            counted.add(new Counted(
                    Objects.requireNonNull(recording.orgId()),
                    recording.directoryId(),
                    told.deviation().rule().word(),
                    1,
                    recording.at(),
                    recording.requestId(),
                    redaction.text(Redaction.SENTENCE, told.deviation().detail())));
        }
        return counted;
    }

    /** The sums of each way and day, with what was told about the last one. */
    static List<Counted> sums(List<Counted> all) {
        Map<Key, Counted> sums = new LinkedHashMap<>();
        for (Counted one : all) {
            LocalDate day = LocalDate.ofInstant(one.lastAt, ZoneOffset.UTC);
            sums.merge(new Key(one.orgId, one.directoryId, day, one.rule), one, Counted::with);
        }
        return List.copyOf(sums.values());
    }

    private Counted with(Counted later) {
        return new Counted(
                orgId, directoryId, rule, count + later.count, later.lastAt, later.lastRequest, later.detail);
    }
}
