package dev.rollcall.delivery.ssf;

import dev.rollcall.core.read.EventQueries.RecordedEvent;
import dev.rollcall.delivery.webhook.Mailing;
import dev.rollcall.delivery.webhook.Parcel;
import dev.rollcall.delivery.webhook.Seal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;

/** What a stream is pushed of an event: its tokens, one in each request (RFC 8935). Thread-safe. */
public final class PushedStreams implements Mailing {

    private static final String TYPE = "application/secevent+jwt";

    private final Pool pool;
    private final TransmitterKeys keys;
    private final StreamTable streams;
    private final SubjectTable subjects = new SubjectTable();

    public PushedStreams(Pool pool, TransmitterKeys keys, Seal seal) {
        this.pool = pool;
        this.keys = keys;
        this.streams = new StreamTable(seal);
    }

    @Override
    public Future<List<Parcel>> parcels(Lane lane, RecordedEvent event) {
        return streams.byId(pool, lane.orgId(), lane.endpoint())
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(List.of())
                        : subjects.among(pool, found.get(), Subject.keys(event))
                                .compose(out -> out.isEmpty()
                                        ? parcels(found.get(), Tokens.of(found.get(), event))
                                        : Future.succeededFuture(List.of())));
    }

    Future<List<Parcel>> parcels(Stream stream, List<Token> tokens) {
        return keys.sign(tokens)
                .map(signed ->
                        signed.stream().map(token -> parcel(stream, token)).toList());
    }

    /** The receiver's header goes back as it came. */
    private static Parcel parcel(Stream stream, String token) {
        String authorization = stream.wish().authorization();
        return new Parcel(TYPE, token, authorization.isEmpty() ? Map.of() : Map.of("Authorization", authorization));
    }
}
