package dev.rollcall.delivery.webhook;

import dev.rollcall.core.read.member.EventQueries.RecordedEvent;
import dev.rollcall.delivery.webhook.post.Parcel;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** Composes what endpoints of one kind are sent for an event. */
@FunctionalInterface
public interface Mailing {

    /**
     * The parcels of one event, each to be received before the next one is sent; all are sent again when one is not.
     *
     * @param lane whose event, to which endpoint
     * @return none when the endpoint is sent nothing of it; fails with {@link IllegalStateException} when it cannot be sent as things
     *     are set, and otherwise when that cannot be found out now
     */
    Future<List<Parcel>> parcels(Lane lane, RecordedEvent event);

    /**
     * An endpoint is about to be sent nothing any more, by the gateway's own decision: it is told so before, where its kind has a way to.
     *
     * @param why the word of the reason, as an endpoint has it
     * @return done when it was told or could not be
     */
    default Future<Void> farewell(Lane lane, String why) {
        return Future.succeededFuture();
    }

    /** One organisation's events on their way to one endpoint. */
    record Lane(UUID orgId, UUID endpoint) {}
}
