package dev.rollcall.trace;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request that was answered, as it goes to the {@link Recorder}.
 *
 * @param orgId null where the credential was known and not accepted; it is looked up then
 * @param at when the first byte was read
 * @param path with its query, as it came in
 * @param kind {@code create_user}, {@code list_groups}, {@code bulk} and so on
 * @param headers those that may be shown
 * @param nanos until the last byte of the response
 * @param kept whether it gets an entry; else only what is counted of it is
 */
public record Recording(
        UUID requestId,
        @Nullable UUID orgId,
        UUID directoryId,
        String provider,
        Instant at,
        String method,
        String path,
        String kind,
        Map<String, String> headers,
        int status,
        long nanos,
        long bytesIn,
        long bytesOut,
        Notes notes,
        boolean kept) {

    public Recording {
        headers = Map.copyOf(headers);
    }

    /** The same of that organisation. */
    Recording of(UUID organisation) {
        return new Recording(
                requestId,
                organisation,
                directoryId,
                provider,
                at,
                method,
                path,
                kind,
                headers,
                status,
                nanos,
                bytesIn,
                bytesOut,
                notes,
                kept);
    }

    /** Of the request and the response. */
    long bytes() {
        return bytesIn + bytesOut;
    }

    /** How it ended, in one word. */
    String outcome() {
        if (status == 429) {
            return "throttled";
        }
        if (status >= 400) {
            return status < 500 || status == 501 ? "refused" : "failed";
        }
        if (notes.isPartlyRefused()) {
            return "partly_refused";
        }
        return notes.told().stream().anyMatch(told -> told.deviation().rule().leavesOut()) ? "left_out" : "done";
    }
}
