package dev.rollcall.server.trace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.pull.source.RequestLog;
import dev.rollcall.spi.Normalized;
import dev.rollcall.spi.RawRequest;
import dev.rollcall.trace.Notes;
import dev.rollcall.trace.Recorder;
import dev.rollcall.trace.Recording;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Passes what readings of directories do on to the recorder, each request as if a provider had sent it. */
final class ReadingLog implements RequestLog {

    /** Where the reading stands that the request belongs to. */
    static final String READING = "Rollcall-Reading";

    private static final String BASE = "/scim/v2/";
    private static final String ROUTE = "/scim/v2/:directory/";

    private final Recorder recorder;
    private final boolean records;
    private final int queue;
    private final InstantSource time;

    ReadingLog(Recorder recorder, boolean records, int queue, InstantSource time) {
        this.recorder = recorder;
        this.records = records;
        this.queue = queue;
        this.time = time;
    }

    @Override
    public Entry begin(Made request) {
        return records ? new Kept(request, time.instant()) : Entry.NONE;
    }

    /** Half of the room is left to those who send. */
    @Override
    public boolean isFull() {
        return records && recorder.waiting() > queue / 2;
    }

    private final class Kept implements Entry {

        private final Made request;
        private final Instant began;
        private final long start = System.nanoTime();
        private final Notes notes = new Notes();

        Kept(Made request, Instant began) {
            this.request = request;
            this.began = began;
            notes.of(request.types());
            JsonNode body = request.raw().body();
            if (body != null) {
                notes.sent(body);
            }
        }

        @Override
        public void read(Normalized normalized) {
            notes.read("", normalized);
            notes.deviations("", normalized.deviations());
        }

        @Override
        public void became(Outcome outcome) {
            notes.became(outcome);
            notes.deviations("", outcome.deviations());
            RawRequest raw = request.raw();
            String method = raw.method().name();
            String id = raw.id() == null ? "" : "/" + raw.id();
            recorder.take(new Recording(
                    request.id(),
                    request.directory().orgId(),
                    request.directory().id(),
                    request.directory().provider(),
                    began,
                    method,
                    BASE + request.directory().id() + "/" + raw.endpoint() + id,
                    RequestKinds.of(method, ROUTE + raw.endpoint() + (id.isEmpty() ? "" : "/:id")),
                    Map.of(READING, request.reading().toString()),
                    status(outcome),
                    System.nanoTime() - start,
                    size(raw.body()),
                    0,
                    notes,
                    true));
        }

        private int status(Outcome outcome) {
            if (outcome instanceof Outcome.Refused refused) {
                notes.answered(refused.error().toJson());
                return refused.error().status();
            }
            if (outcome instanceof Outcome.Stored stored) {
                if (stored.complete()) {
                    notes.answered(stored.resource()
                            .document()
                            .deepCopy()
                            .put("id", stored.resource().id().toString()));
                }
                return stored.created() ? 201 : 200;
            }
            return 204;
        }

        private static long size(@Nullable JsonNode body) {
            return body == null ? 0 : body.toString().length();
        }
    }
}
