package dev.rollcall.pull.change;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import dev.rollcall.core.Provisioning;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Caller;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.lane.LaneFull;
import dev.rollcall.pull.change.Known.Entry;
import dev.rollcall.pull.source.Progress;
import dev.rollcall.pull.source.RequestLog;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.message.ETags;
import dev.rollcall.scim.message.ScimRequest.Command;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Normalized;
import dev.rollcall.spi.Normalizer;
import dev.rollcall.spi.RawRequest;
import dev.rollcall.spi.RawRequest.Method;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends what was read to the core, in batches, by the same way as requests of a provider that sends. Nothing is sent when the
 * reading is a preview, or when another reading has taken over; and each request names the version of the record from which it was
 * made, so that changes made meanwhile are not undone.
 */
public final class Target {

    private static final int BATCH = 100;
    private static final long PAUSE_MILLIS = 250;

    private final Vertx vertx;
    private final Provisioning provisioning;
    private final Normalizer normalizer;
    private final Caller caller;
    private final Log log;
    private final boolean preview;
    private final Supplier<Future<Boolean>> isOurs;
    private final Progress progress;

    public Target(
            Vertx vertx,
            Provisioning provisioning,
            Normalizer normalizer,
            Caller caller,
            Log log,
            boolean preview,
            Supplier<Future<Boolean>> isOurs,
            Progress progress) {
        this.vertx = vertx;
        this.provisioning = provisioning;
        this.normalizer = normalizer;
        this.caller = caller;
        this.log = log;
        this.preview = preview;
        this.isOurs = isOurs;
        this.progress = progress;
    }

    /** Where it is told of the requests of a reading. */
    public record Log(RequestLog requests, UUID reading, Directory directory, List<ResourceType> types) {}

    public boolean isPreview() {
        return preview;
    }

    /**
     * A request as a provider that sends would make it.
     *
     * @param ifMatch the version that the record must still have; null where there is none yet
     */
    public record Request(
            Method method,
            String endpoint,
            @Nullable String id,
            @Nullable String ifMatch,
            @Nullable ObjectNode body) {

        public static Request post(String endpoint, ObjectNode body) {
            return new Request(Method.POST, endpoint, null, null, body);
        }

        static Request put(String endpoint, Entry record, ObjectNode body) {
            return of(Method.PUT, endpoint, record, record.version(), body);
        }

        /** Of a record that has come to that version since it was read. */
        public static Request patch(String endpoint, Entry record, long version, ArrayNode operations) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.putArray("schemas").add(PatchRequest.SCHEMA);
            body.set("Operations", operations);
            return of(Method.PATCH, endpoint, record, version, body);
        }

        public static Request delete(String endpoint, Entry record) {
            return of(Method.DELETE, endpoint, record, record.version(), null);
        }

        private static Request of(
                Method method, String endpoint, Entry record, long version, @Nullable ObjectNode body) {
            return new Request(method, endpoint, record.id().toString(), ETags.weak(version), body);
        }
    }

    /** Whether there is no such record any more. */
    public static boolean isGone(Outcome outcome) {
        return outcome instanceof Outcome.Deleted
                || (outcome instanceof Outcome.Refused refused
                        && refused.error().status() == 404);
    }

    /** Whether the record was changed, or went, after it was read. */
    public static boolean isOutdated(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused
                && (refused.error().status() == 412 || refused.error().status() == 404);
    }

    /** Carries them out, in order as far as they are of one record; the outcomes are in the order of the requests. */
    public Future<List<Outcome>> apply(List<Request> requests) {
        List<Outcome> outcomes = new ArrayList<>();
        Future<Void> chain = Future.succeededFuture();
        for (int from = 0; from < requests.size(); from += BATCH) {
            List<Request> some = requests.subList(from, Math.min(requests.size(), from + BATCH));
            chain = chain.compose(done -> batch(some)).map(all -> {
                outcomes.addAll(all);
                return null;
            });
        }
        return chain.map(outcomes);
    }

    private Future<List<Outcome>> batch(List<Request> requests) {
        return isOurs.get().compose(ours -> ours ? send(requests) : Future.failedFuture(new LeaseLost()));
    }

    private Future<List<Outcome>> send(List<Request> requests) {
        List<Future<Outcome>> outcomes = new ArrayList<>();
        if (log.requests().isFull()) {
            return later(() -> batch(requests));
        }
        Provisioning.Bulk places;
        try {
            places = provisioning.bulk(caller, requests.size());
        } catch (LaneFull full) {
            return later(() -> batch(requests));
        }
        try (places) {
            for (Request request : requests) {
                outcomes.add(outcome(places, request));
            }
        }
        progress.count("requests", requests.size());
        return Future.all(outcomes).map(all -> all.<Outcome>list());
    }

    private Future<Outcome> outcome(Provisioning.Bulk places, Request request) {
        RawRequest raw = new RawRequest(
                request.method(), request.endpoint(), request.id(), Map.of(), request.ifMatch(), null, request.body());
        UUID id = Generators.timeBasedEpochGenerator().generate();
        RequestLog.Entry entry =
                log.requests().begin(new RequestLog.Made(id, log.reading(), log.directory(), log.types(), raw));
        return outcome(places, raw, id, entry).onSuccess(entry::became);
    }

    private Future<Outcome> outcome(Provisioning.Bulk places, RawRequest raw, UUID id, RequestLog.Entry entry) {
        try {
            Normalized normalized = normalizer.normalize(raw);
            entry.read(normalized);
            return places.apply(caller.of(id), (Command) normalized.request(), normalized.deviations());
        } catch (ScimException e) {
            return Future.succeededFuture(new Outcome.Refused(e.error()));
        }
    }

    private <T> Future<T> later(Supplier<Future<T>> what) {
        Promise<T> promise = Promise.promise();
        vertx.setTimer(PAUSE_MILLIS, timer -> what.get().onComplete(promise));
        return promise.future();
    }

    /** Another node may be reading the same directory by now. */
    public static final class LeaseLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeaseLost() {
            super("another node reads this directory", null, false, false);
        }
    }
}
