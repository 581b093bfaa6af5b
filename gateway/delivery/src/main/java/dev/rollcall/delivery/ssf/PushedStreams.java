package dev.rollcall.delivery.ssf;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.rollcall.core.read.member.EventQueries.RecordedEvent;
import dev.rollcall.delivery.ssf.store.Notice;
import dev.rollcall.delivery.ssf.store.NoticeTable;
import dev.rollcall.delivery.ssf.store.Notices;
import dev.rollcall.delivery.ssf.store.Stream;
import dev.rollcall.delivery.ssf.store.StreamTable;
import dev.rollcall.delivery.ssf.store.Subject;
import dev.rollcall.delivery.ssf.store.SubjectTable;
import dev.rollcall.delivery.webhook.Mailing;
import dev.rollcall.delivery.webhook.post.Parcel;
import dev.rollcall.delivery.webhook.post.Seal;
import dev.rollcall.delivery.webhook.post.Sender;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Composes what is pushed to a stream for an event: its tokens, one in each request (RFC 8935). Thread-safe. */
public final class PushedStreams implements Mailing {

    private static final Logger LOG = LoggerFactory.getLogger(PushedStreams.class);
    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();
    private static final String TYPE = "application/secevent+jwt";

    /** Within which a farewell is tried once; after it others try again. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final Pool pool;
    private final InstantSource time;
    private final TransmitterKeys keys;
    private final Sender sender;
    private final StreamTable streams;
    private final SubjectTable subjects = new SubjectTable();
    private final NoticeTable notices = new NoticeTable();

    /**
     * Makes one.
     *
     * @param sender tells a receiver that its stream will be paused
     */
    public PushedStreams(Pool pool, InstantSource time, TransmitterKeys keys, Sender sender, Seal seal) {
        this.pool = pool;
        this.time = time;
        this.keys = keys;
        this.sender = sender;
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

    /**
     * A {@code stream-updated} event goes out while the stream is still enabled (SSF 1.0 section 8.1.5); only then it is paused. When it
     * is not received, it is tried again as every notice is.
     */
    @Override
    public Future<Void> farewell(Lane lane, String why) {
        Instant now = time.instant();
        return streams.ending(pool, lane.orgId(), lane.endpoint(), why, now)
                .compose(ends -> ends
                        ? streams.byId(pool, lane.orgId(), lane.endpoint())
                        : Future.succeededFuture(Optional.<Stream>empty()))
                .compose(found ->
                        found.isEmpty() ? Future.<Void>succeededFuture() : farewell(found.get(), Notices.why(why), now))
                .onFailure(failure -> LOG.atWarn()
                        .addKeyValue("cause", String.valueOf(failure.getMessage()))
                        .log("a receiver is told later that its stream is paused"));
    }

    private Future<Void> farewell(Stream stream, String reason, Instant now) {
        Notice notice = new Notice(IDS.generate(), now, Notice.updated(Stream.Status.PAUSED, reason));
        return notices.insert(pool, stream.orgId(), stream.id(), notice, now.plus(LEASE))
                .compose(v -> parcels(stream, List.of(Tokens.of(stream, notice))))
                .compose(parcels -> sender.probe(stream.wish().url(), parcels.get(0)))
                .compose(outcome -> outcome.delivered()
                        ? notices.received(pool, stream.orgId(), stream.id(), Set.of(notice.id()))
                        : Future.succeededFuture())
                .compose(v -> streams.paused(pool, stream, reason))
                .mapEmpty();
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
