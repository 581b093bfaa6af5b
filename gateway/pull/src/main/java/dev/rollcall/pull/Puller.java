package dev.rollcall.pull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import dev.rollcall.core.Caller;
import dev.rollcall.core.Provisioning;
import dev.rollcall.core.Ticker;
import dev.rollcall.core.admin.Directories;
import dev.rollcall.core.admin.Directory;
import dev.rollcall.core.admin.DirectorySchemas;
import dev.rollcall.core.model.DirectoryRow.State;
import dev.rollcall.scim.Habit;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.schema.CustomSchema;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.Normalizer;
import dev.rollcall.spi.Profile;
import dev.rollcall.spi.pull.DirectorySource;
import dev.rollcall.spi.pull.SetupException;
import dev.rollcall.spi.pull.SourceCheck;
import dev.rollcall.spi.pull.SourceCheck.Finding;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceReader;
import dev.rollcall.spi.pull.SourceSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the directories whose time has come, or that somebody asks to be read. Every node does; a directory is read by one at a time, and
 * when that one falls silent another takes its reading over.
 */
public final class Puller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Puller.class);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration TELL = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Duration STOPPED = Duration.ofHours(1);
    private static final int AT_ONCE = 4;

    private final Vertx vertx;
    private final Pool pool;
    private final Provisioning provisioning;
    private final Sources sources;
    private final Passes passes;
    private final Leases leases;
    private final Directories directories;
    private final DirectorySchemas schemas;
    private final Map<String, Adapter> adapters;
    private final Operator operator;
    private final InstantSource time;
    private final Ticker ticker;
    private final Map<UUID, Future<Void>> running = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * What the operator sets for all directories.
     *
     * @param origin replaces the origin of every provider, for a stand-in; null for the providers themselves
     */
    public record Operator(@Nullable String origin, SourceSettings.Pace pace) {}

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
            InstantSource time) {
        this.vertx = vertx;
        this.pool = pool;
        this.provisioning = provisioning;
        this.sources = sources;
        this.passes = passes;
        this.leases = new Leases(pool, Generators.timeBasedEpochGenerator().generate());
        this.directories = new Directories(pool, time);
        this.schemas = new DirectorySchemas(pool, time);
        this.adapters = Map.copyOf(adapters);
        this.operator = operator;
        this.time = time;
        this.ticker = new Ticker(vertx, LOOK, this::look);
    }

    public void start() {
        ticker.start();
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
            Source source = taken.get();
            Future<Void> reading = read(source)
                    .onFailure(failure -> LOG.atWarn()
                            .addKeyValue("directory", source.directoryId())
                            .setCause(failure)
                            .log("a reading of a directory ended in a way that it should not"));
            running.put(source.directoryId(), reading);
            reading.onComplete(done -> running.remove(source.directoryId()));
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
        return Future.join(List.copyOf(running.values())).transform(done -> Future.succeededFuture());
    }

    /** How the provider of a directory is read; empty when it sends. */
    public Optional<DirectorySource> sourceOf(Directory directory) {
        Adapter adapter = adapters.get(directory.provider());
        return adapter == null ? Optional.empty() : adapter.source();
    }

    /**
     * Looks at what was entered without asking anybody.
     *
     * @throws SetupException a field is missing, unknown or not as it must be
     */
    public void validate(DirectorySource source, ObjectNode values) {
        source.validate(settings(values, null));
    }

    private SourceSettings settings(ObjectNode values, @Nullable String account) {
        return new SourceSettings(values, account, operator.origin(), operator.pace());
    }

    /** Looks at the set-up of a directory as reading would, and keeps what was seen. */
    public Future<Void> check(Directory directory, Source source) {
        return open(directory, source)
                .compose(reader -> reader.check()
                        .compose(check -> sources.checked(source.orgId(), source.directoryId(), check))
                        .onComplete(done -> reader.close()));
    }

    private Future<SourceReader> open(Directory directory, Source source) {
        DirectorySource provider = sourceOf(directory).orElseThrow();
        return sources.opened(source).map(values -> provider.open(vertx, settings(values, source.account())));
    }

    private Future<Void> read(Source source) {
        return directories.byId(source.directoryId()).compose(found -> {
            Directory directory = found.orElse(null);
            boolean isReadable = directory != null
                    && directory.state() != State.DEACTIVATED
                    && sourceOf(directory).isPresent();
            return directory != null && isReadable ? read(directory, source) : refuse(source);
        });
    }

    private Future<Void> refuse(Source source) {
        Progress progress = new Progress();
        progress.note("The directory is deactivated, so it is not read.");
        Optional<Instant> later = Optional.of(time.instant().plus(STOPPED));
        return passes.unfinished(source)
                .compose(pass -> pass.isEmpty()
                        ? Future.succeededFuture()
                        : passes.tell(source, pass.get().id(), "stopped", progress, true))
                .compose(done -> leases.giveBack(source, later, later));
    }

    private Future<Void> read(Directory directory, Source source) {
        boolean isFull = !source.groupsDue().isAfter(time.instant());
        return passes.unfinished(source)
                .compose(pass -> pass.isPresent()
                        ? Future.succeededFuture(pass.get())
                        : passes.begin(
                                source, Generators.timeBasedEpochGenerator().generate(), isFull ? "full" : "users"))
                .compose(pass -> read(directory, source, pass));
    }

    private Future<Void> read(Directory directory, Source source, PassRecord pass) {
        Progress progress = new Progress();
        AtomicBoolean isOurs = new AtomicBoolean(true);
        long timer = vertx.setPeriodic(
                TELL.toMillis(),
                tick -> leases.keep(source)
                        .onSuccess(kept -> isOurs.compareAndSet(true, kept && !closed))
                        .compose(kept -> passes.tell(source, pass.id(), "running", progress, false)));
        return passes.tell(source, pass.id(), "running", progress, false)
                .compose(told -> open(directory, source))
                .compose(reader -> types(directory)
                        .compose(normalizer -> pass(directory, source, pass, reader, normalizer, isOurs, progress))
                        .onComplete(done -> {
                            progress.count("calls", reader.calls());
                            reader.close();
                        }))
                .transform(done -> {
                    vertx.cancelTimer(timer);
                    return ended(source, pass, progress, done.succeeded() ? null : done.cause());
                });
    }

    private Future<Normalizer> types(Directory directory) {
        Adapter adapter = adapters.get(directory.provider());
        if (adapter == null) {
            return Future.failedFuture(new IllegalStateException("no adapter for " + directory.provider()));
        }
        return schemas.list(directory.orgId(), directory.id())
                .map(CustomSchema::types)
                .map(types -> new Normalizer(adapter, new Profile(types, Mode.TOLERANT, directory.disabledQuirks())));
    }

    private Future<Void> pass(
            Directory directory,
            Source source,
            PassRecord pass,
            SourceReader reader,
            Normalizer normalizer,
            AtomicBoolean isOurs,
            Progress progress) {
        DirectorySource provider = sourceOf(directory).orElseThrow();
        Caller caller = new Caller(directory.orgId(), directory.id(), Mode.TOLERANT, habits(directory), pass.id());
        Known known = new Known(pool, directory.orgId(), directory.id());
        Target target = new Target(
                vertx,
                provisioning,
                normalizer,
                caller,
                pass.kind().equals("preview"),
                () -> isOurs.get() && !closed,
                progress);
        Listed listed = new Listed(reader);
        GroupPass groups = new GroupPass(reader, known, target, progress);
        UserPass users =
                new UserPass(reader, known, target, new Documents(provider.ownedAttributes()), listed, progress, time);
        MemberPass members = new MemberPass(reader, known, target, listed, groups, directory.nestedGroups(), progress);
        boolean isFull = !pass.kind().equals("users");
        return new Pass(reader, users, groups, members, listed, known, isFull, progress)
                .run()
                .compose(done -> reselect(source, provider, groups, progress));
    }

    private Future<Void> reselect(Source source, DirectorySource provider, GroupPass groups, Progress progress) {
        if (groups.gone().isEmpty()) {
            return Future.succeededFuture();
        }
        progress.note("These groups do not exist any more and were taken out of the settings: "
                + String.join(", ", groups.gone()) + ".");
        return sources.reselect(source, provider.withoutGroups(source.settings(), groups.gone()));
    }

    private Set<Habit> habits(Directory directory) {
        Adapter adapter = adapters.get(directory.provider());
        return adapter == null
                ? Set.of()
                : adapter.habits().stream()
                        .filter(habit -> !directory.disabledQuirks().contains(habit.id()))
                        .collect(Collectors.toSet());
    }

    private Future<Void> ended(Source source, PassRecord pass, Progress progress, @Nullable Throwable failure) {
        Instant now = time.instant();
        if (failure instanceof Target.LeaseLost) {
            // Another node goes on, or this one after its next start.
            return closed ? leases.giveBack(source, Optional.empty(), Optional.empty()) : Future.succeededFuture();
        }
        boolean isPreview = pass.kind().equals("preview");
        if (failure instanceof SourceException told && told.needsAdministrator()) {
            return stopped(source, pass, progress, told.kind().name().toLowerCase(Locale.ROOT), told.sentence());
        }
        if (failure instanceof SetupException wrong) {
            return stopped(source, pass, progress, "setup_wrong", wrong.sentence());
        }
        if (failure != null) {
            LOG.atWarn()
                    .addKeyValue("directory", source.directoryId())
                    .setCause(failure)
                    .log("a reading was cut short");
            progress.incomplete(
                    failure instanceof SourceException told
                            ? told.sentence()
                            : "The reading was cut short; it is in the gateway's log under this id.");
        }
        boolean isComplete = progress.isComplete();
        progress.phase("done");
        Optional<Instant> users =
                Optional.of(now.plus(isComplete ? Duration.ofSeconds(source.usersSeconds()) : shorter(source)));
        Optional<Instant> groups = pass.kind().equals("full")
                ? Optional.of(now.plus(isComplete ? Duration.ofSeconds(source.groupsSeconds()) : shorter(source)))
                : Optional.empty();
        return passes.tell(source, pass.id(), isComplete ? "complete" : "incomplete", progress, true)
                .compose(done -> passes.tidy(source))
                .compose(done -> leases.giveBack(source, isPreview ? Optional.empty() : users, groups));
    }

    private static Duration shorter(Source source) {
        Duration usual = Duration.ofSeconds(source.usersSeconds());
        return usual.compareTo(AGAIN) < 0 ? usual : AGAIN;
    }

    private Future<Void> stopped(Source source, PassRecord pass, Progress progress, String mistake, String sentence) {
        progress.note(sentence);
        progress.phase("done");
        Optional<Instant> later = Optional.of(time.instant().plus(STOPPED));
        SourceCheck check = new SourceCheck(List.of(new Finding("read", mistake, sentence)), null);
        return passes.tell(source, pass.id(), "stopped", progress, true)
                .compose(done -> sources.checked(source.orgId(), source.directoryId(), check))
                .compose(done -> leases.giveBack(source, later, later));
    }
}
