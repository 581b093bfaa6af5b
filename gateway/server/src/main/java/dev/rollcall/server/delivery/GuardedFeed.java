package dev.rollcall.server.delivery;

import dev.rollcall.delivery.feed.Feed;
import dev.rollcall.delivery.feed.Stretch;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import java.util.UUID;

/** A feed that stands behind the database's circuit, and whose failures become errors that a client of the API can understand. */
record GuardedFeed(Feed feed, DatabaseCircuit circuit) implements Feed {

    @Override
    public UUID about() {
        return feed.about();
    }

    @Override
    public Future<Stretch> read(long cursor, int limit) {
        return circuit.call(() -> feed.read(cursor, limit))
                .recover(failure ->
                        Future.failedFuture(failure instanceof BeyondEnd beyond ? refusal(cursor, beyond) : failure));
    }

    private static Throwable refusal(long cursor, BeyondEnd beyond) {
        return Problem.badRequest("The cursor " + cursor + " is behind the last event, " + beyond.last()
                        + ": it belongs to another database, or this one was restored from a backup. Take a new"
                        + " snapshot with GET .../members and continue from its eventsCursor.")
                .exception();
    }
}
