package dev.rollcall.server.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem.ProblemException;
import dev.rollcall.server.trace.Replayable;
import dev.rollcall.trace.RequestQueries;
import dev.rollcall.trace.RequestQueries.Found;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The newest requests of a directory that were kept whole, read from the log page by page. */
final class RecordedRequests {

    /** Entries of a page: each may have as many characters as the log keeps of one. */
    private static final int PAGE = 100;

    /** Characters of entries that are looked at in all. */
    private static final long MOST = 32L * 1024 * 1024;

    private final RequestQueries queries;
    private final DatabaseCircuit circuit;

    RecordedRequests(RequestQueries queries, DatabaseCircuit circuit) {
        this.queries = queries;
        this.circuit = circuit;
    }

    /**
     * What was found.
     *
     * @param requests newest first
     * @param looked entries that were looked at
     * @param notReplayable of them those of which too little was kept, or that asked neither for users nor for groups
     * @param oldest when the first of them came, or null when there is none
     */
    record Page(
            List<Recorded> requests,
            int looked,
            int notReplayable,
            @Nullable Instant oldest) {}

    /** At most so many of a directory. */
    Future<Page> newest(Directory directory, int most) {
        return more(directory, most, new Page(new ArrayList<>(), 0, 0, null), null, 0);
    }

    private Future<Page> more(Directory directory, int most, Page so, @Nullable UUID after, long characters) {
        int limit = Math.min(PAGE, most - so.looked());
        if (limit <= 0 || characters > MOST) {
            return Future.succeededFuture(so);
        }
        return circuit.call(() -> queries.newest(directory.orgId(), directory.id(), after, limit))
                .compose(found -> {
                    Page page = with(so, found);
                    long read = characters
                            + found.stream().mapToLong(RecordedRequests::length).sum();
                    return found.size() < limit
                            ? Future.succeededFuture(page)
                            : more(
                                    directory,
                                    most,
                                    page,
                                    found.get(found.size() - 1).requestId(),
                                    read);
                });
    }

    private static long length(Found found) {
        String document = found.document();
        return document == null ? 0 : document.length();
    }

    private static Page with(Page so, List<Found> found) {
        int left = so.notReplayable();
        Instant oldest = so.oldest();
        for (Found one : found) {
            List<Recorded> read = read(one);
            left += read.isEmpty() ? 1 : 0;
            so.requests().addAll(read);
            oldest = one.at();
        }
        return new Page(so.requests(), so.looked() + found.size(), left, oldest);
    }

    /** Empty where it cannot be replayed; of a bulk request those operations that can. */
    private static List<Recorded> read(Found found) {
        List<Recorded> read = new ArrayList<>();
        int operations = found.kind().equals("bulk") ? PAGE : 1;
        for (int i = 1; i <= operations; i++) {
            try {
                Replayable replayable = Replayable.of(found, found.kind().equals("bulk") ? i : null);
                read.add(new Recorded(found, replayable));
                if (found.kind().equals("bulk") && i >= operations(replayable.entry())) {
                    break;
                }
            } catch (ProblemException e) {
                if (i > 1 || !found.kind().equals("bulk")) {
                    break;
                }
            }
        }
        return read;
    }

    private static int operations(JsonNode entry) {
        return Math.max(
                entry.at("/request/body/Operations").size(),
                entry.at("/request/body/operations").size());
    }
}
