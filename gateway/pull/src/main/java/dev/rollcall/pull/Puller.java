package dev.rollcall.pull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import dev.rollcall.core.Provisioning;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.admin.directory.DirectorySchemas;
import dev.rollcall.core.lane.Ticker;
import dev.rollcall.core.model.row.DirectoryRow.State;
import dev.rollcall.pull.hint.Channels;
import dev.rollcall.pull.hint.Hints;
import dev.rollcall.pull.hint.Watching;
import dev.rollcall.pull.source.Lease;
import dev.rollcall.pull.source.Leases;
import dev.rollcall.pull.source.PassRecord;
import dev.rollcall.pull.source.Passes;
import dev.rollcall.pull.source.Progress;
import dev.rollcall.pull.source.RequestLog;
import dev.rollcall.pull.source.Source;
import dev.rollcall.pull.source.Sources;
import dev.rollcall.scim.schema.CustomSchema;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.pull.DirectorySource;
import dev.rollcall.spi.pull.Notification;
import dev.rollcall.spi.pull.SetupException;
import dev.rollcall.spi.pull.SourceCheck;
import dev.rollcall.spi.pull.SourceReader;
import dev.rollcall.spi.pull.SourceSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the directories whose time has come, or that were asked for. Every node does this; each directory is read by one node at a
 * time, and when that node falls silent another takes over its reading.
 */
public final class Puller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Puller.class);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration TELL = Duration.ofSeconds(2);
    private static final int AT_ONCE = 4;

    private final Vertx vertx;
    private final Reading.House house;
    private final Sources sources;
    private final Passes passes;
    private final Leases leases;
    private final ReadingEnds endings;
    private final Directories directories;
    private final DirectorySchemas schemas;
    private final Map<String, Adapter> adapters;
    private final Operator operator;
    private final Channels channels;
    private final Hints hints;
    private final Watching watching;
    private final InstantSource time;
    private final Ticker ticker;
    private final Map<UUID, Future<Void>> running = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * What the operator sets for all directories.
     *
     * @param origin replaces the origin of every provider, for a stand-in; null for the providers themselves
     * @param identity where the gateway gets a token about itself, a file or a URL; null when its cloud gives none
     * @param notifications where providers tell of changes, a URL that the id of a directory is put behind; null when they do not
     *     reach this gateway
     */
    public record Operator(
            @Nullable String origin,
            SourceSettings.Pace pace,
            @Nullable String identity,
            @Nullable String notifications) {

        /** Without a token about the gateway, and without notifications. */
        public Operator(@Nullable String origin, SourceSettings.Pace pace) {
            this(origin, pace, null, null);
        }
    }

    /**
     * Makes one that does not look yet.
     *
     * @param adapters by provider
     */
    public Puller(
            Vertx vertx,
            Pool pool,
            Provisioning provisioning,
            Sources sources,
            Passes passes,
            Map<String, Adapter> adapters,
            Operator operator,
            RequestLog requests,
            InstantSource time) {
        this.vertx = vertx;
        this.house = new Reading.House(vertx, pool, provisioning, sources, requests, time);
        this.sources = sources;
        this.passes = passes;
        this.leases = new Leases(pool);
        this.endings = new ReadingEnds(sources, passes, leases, time);
        this.directories = new Directories(pool, time);
        this.schemas = new DirectorySchemas(pool, time);
        this.adapters = Map.copyOf(adapters);
        this.operator = operator;
        this.channels = new Channels(pool);
        this.hints = new Hints(pool);
        this.watching = new Watching(channels, operator.notifications(), time);
        this.time = time;
        this.ticker = new Ticker(vertx, LOOK, this::look);
    }

    public void start() {
        ticker.start();
    }

    /** Done when the readings that are under way now have ended. */
    public Future<Void> idle() {
        return Future.join(List.copyOf(running.values())).transform(done -> Future.succeededFuture());
    }

    /** Looks once which directories are due, and begins to read them; done when all have begun. */
    public Future<Void> look() {
        if (closed || running.size() >= AT_ONCE) {
            return Future.succeededFuture();
        }
        return leases.take(time.instant()).compose(taken -> {
            if (taken.isEmpty()) {
                return Future.succeededFuture();
            }
            Lease lease = taken.get();
            Future<Void> reading = read(lease)
                    .onFailure(failure -> LOG.atWarn()
                            .addKeyValue("directory", lease.source().directoryId())
                            .setCause(failure)
                            .log("a reading of a directory ended in a way that it should not"));
            running.put(lease.id(), reading);
            reading.onComplete(done -> running.remove(lease.id()));
            return look();
        });
    }

    @Override
    public void close() {
        closed = true;
        ticker.close();
    }

    /** Ends; readings under way stop at the next thing that they would do, and another node goes on. */
    public Future<Void> stop() {
        close();
        return idle();
    }

    /** How the provider of a directory is read; empty when it sends. */
    public Optional<DirectorySource> sourceOf(Directory directory) {
        Adapter adapter = adapters.get(directory.provider());
        return adapter == null ? Optional.empty() : adapter.source();
    }

    /**
     * Looks at what was entered without a call to the provider.
     *
     * @throws SetupException a field is missing, unknown or not as it must be
     */
    public void validate(DirectorySource source, ObjectNode values) {
        source.validate(settings(values, null, ""));
    }

    private SourceSettings settings(ObjectNode values, @Nullable String account, String connection) {
        return new SourceSettings(values, account, operator.origin(), operator.pace(), connection, operator.identity());
    }

    /** Looks at the set-up of a directory as reading would, and keeps what was seen. */
    public Future<Void> check(Directory directory, Source source) {
        return open(directory, source, "")
                .compose(reader -> reader.check().onComplete(done -> reader.close()))
                .recover(failure -> failure instanceof SetupException wrong
                        ? Future.succeededFuture(new SourceCheck(
                                List.of(new SourceCheck.Finding("settings", "setup_wrong", wrong.sentence())), null))
                        : Future.failedFuture(failure))
                .compose(check -> sources.checked(source.orgId(), source.directoryId(), check));
    }

    /**
     * Takes what came to the address for notifications of a directory: whoever sends it has to know an open channel and its token.
     *
     * @param header gives the value of a header; null when there is none
     */
    public Future<Void> told(UUID directoryId, Function<String, @Nullable String> header, String body) {
        return directories.byId(directoryId).compose(found -> {
            Notification told = found.flatMap(this::sourceOf)
                    .flatMap(provider -> provider.notification(header, body))
                    .orElse(null);
            if (found.isEmpty() || told == null) {
                return Future.succeededFuture();
            }
            UUID orgId = found.get().orgId();
            String user = told.user();
            return channels.isProven(orgId, directoryId, told.channel(), told.token(), time.instant())
                    .compose(proven -> proven && user != null
                            ? hints.add(orgId, directoryId, user, time.instant())
                            : Future.succeededFuture());
        });
    }

    /** The provider is not to tell of a directory any more, as far as it can be asked; never fails. */
    public Future<Void> quiet(Directory directory, Source source) {
        return open(directory, source, "")
                .compose(reader -> watching.stop(source, reader).onComplete(done -> reader.close()))
                .recover(failure -> Future.succeededFuture());
    }

    private Future<SourceReader> open(Directory directory, Source source, String connection) {
        DirectorySource provider = sourceOf(directory).orElseThrow();
        return sources.opened(source).compose(values -> {
            SourceSettings settings = settings(values, source.account(), connection);
            return proven(source, provider.domainToProve(settings)).map(done -> provider.open(vertx, settings));
        });
    }

    private Future<Void> proven(Source source, Optional<String> domain) {
        return domain.isEmpty()
                ? Future.succeededFuture()
                : sources.hasVerified(source.orgId(), domain.get())
                        .compose(has -> has
                                ? Future.succeededFuture()
                                : Future.failedFuture(new SetupException(
                                        "admin",
                                        "The organisation has not verified the domain " + domain.get()
                                                + ". Without a key, only that domain shows that the directory "
                                                + "belongs to"
                                                + " this organisation. Verify the domain first, then check again.")));
    }

    private Future<Void> read(Lease lease) {
        return directories.byId(lease.source().directoryId()).compose(found -> {
            Directory directory = found.orElse(null);
            boolean isReadable = directory != null
                    && directory.state() != State.DEACTIVATED
                    && sourceOf(directory).isPresent();
            return directory != null && isReadable ? read(directory, lease) : endings.refused(lease);
        });
    }

    private Future<Void> read(Directory directory, Lease lease) {
        Source source = lease.source();
        return passes.unfinished(source)
                .compose(pass -> pass.isPresent() ? Future.succeededFuture(pass.get()) : begin(source))
                .compose(pass -> read(directory, lease, pass));
    }

    /** What is due; what the provider said comes last, because the others find it as well. */
    private Future<PassRecord> begin(Source source) {
        String kind;
        if (!source.groupsDue().isAfter(time.instant())) {
            kind = "full";
        } else {
            kind = source.usersDue().isAfter(time.instant()) ? "hints" : "users";
        }
        return passes.begin(source, Generators.timeBasedEpochGenerator().generate(), kind);
    }

    private Future<Void> read(Directory directory, Lease lease, PassRecord pass) {
        Source source = lease.source();
        Progress progress = new Progress();
        AtomicBoolean isOurs = new AtomicBoolean(true);
        long timer = vertx.setPeriodic(
                TELL.toMillis(),
                tick -> leases.keep(lease)
                        .onSuccess(kept -> isOurs.compareAndSet(true, kept && !closed))
                        .compose(kept -> passes.tell(lease, pass.id(), "running", progress, false)));
        return passes.tell(lease, pass.id(), "running", progress, false)
                .compose(told -> open(directory, source, directory.id().toString()))
                .onSuccess(reader -> progress.watch(reader::circuit))
                .compose(reader -> pass(directory, lease, pass, reader, isOurs, progress)
                        .compose(done -> watching.keep(source, reader, progress))
                        .onComplete(done -> {
                            progress.count("calls", reader.calls());
                            reader.close();
                        }))
                .transform(done -> {
                    vertx.cancelTimer(timer);
                    return endings.ended(lease, pass, progress, done.succeeded() ? null : done.cause(), closed);
                });
    }

    private Future<Void> pass(
            Directory directory,
            Lease lease,
            PassRecord pass,
            SourceReader reader,
            AtomicBoolean isOurs,
            Progress progress) {
        Adapter adapter = adapters.get(directory.provider());
        if (adapter == null) {
            return Future.failedFuture(new IllegalStateException("no adapter for " + directory.provider()));
        }
        DirectorySource provider = adapter.source().orElseThrow();
        Supplier<Future<Boolean>> goesOn =
                () -> isOurs.get() && !closed ? leases.isHeld(lease) : Future.succeededFuture(false);
        Future<List<String>> told = pass.isOfHints() ? hints.take(lease.source()) : Future.succeededFuture(List.of());
        return Future.all(schemas.list(directory.orgId(), directory.id()), told)
                .compose(both -> new Reading(house, directory, adapter, provider, pass, lease, goesOn, progress)
                        .run(reader, both.resultAt(1), CustomSchema.types(both.resultAt(0))));
    }
}
