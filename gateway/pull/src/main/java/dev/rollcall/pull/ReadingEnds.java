package dev.rollcall.pull;

import dev.rollcall.pull.change.Target;
import dev.rollcall.pull.source.Lease;
import dev.rollcall.pull.source.Leases;
import dev.rollcall.pull.source.PassRecord;
import dev.rollcall.pull.source.Passes;
import dev.rollcall.pull.source.Progress;
import dev.rollcall.pull.source.Source;
import dev.rollcall.pull.source.Sources;
import dev.rollcall.spi.pull.SetupException;
import dev.rollcall.spi.pull.SourceCheck;
import dev.rollcall.spi.pull.SourceCheck.Finding;
import dev.rollcall.spi.pull.SourceException;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records how a reading ended, and when the directory is to be read next. */
public final class ReadingEnds {

    private static final Logger LOG = LoggerFactory.getLogger(ReadingEnds.class);

    /** After a reading that was not complete. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    /** While an administrator has to do something. */
    private static final Duration STOPPED = Duration.ofHours(1);

    private final Sources sources;
    private final Passes passes;
    private final Leases leases;
    private final InstantSource time;

    public ReadingEnds(Sources sources, Passes passes, Leases leases, InstantSource time) {
        this.sources = sources;
        this.passes = passes;
        this.leases = leases;
        this.time = time;
    }

    /** The directory is not to be read at all. */
    public Future<Void> refused(Lease lease) {
        Source source = lease.source();
        Progress progress = new Progress();
        progress.note("The directory is deactivated, so it is not read.");
        Optional<Instant> later = Optional.of(time.instant().plus(STOPPED));
        return passes.unfinished(source)
                .compose(pass -> pass.isEmpty()
                        ? Future.succeededFuture()
                        : passes.tell(lease, pass.get().id(), "stopped", progress, true))
                .compose(done -> leases.giveBack(lease, later, later));
    }

    /**
     * The reading has come to its end; one that was overtaken says nothing, because the directory is no longer its own.
     *
     * @param failure why it did not get to the end of the directory; null when it did
     * @param isStopping whether this node ends
     */
    public Future<Void> ended(
            Lease lease, PassRecord pass, Progress progress, @Nullable Throwable failure, boolean isStopping) {
        return leases.isHeld(lease)
                .compose(held ->
                        held ? held(lease, pass, progress, failure, isStopping) : Future.<Void>succeededFuture());
    }

    private Future<Void> held(
            Lease lease, PassRecord pass, Progress progress, @Nullable Throwable failure, boolean isStopping) {
        Source source = lease.source();
        Instant now = time.instant();
        if (failure instanceof Target.LeaseLost) {
            // Another node goes on, or this one after its next start.
            return isStopping ? leases.giveBack(lease, Optional.empty(), Optional.empty()) : Future.succeededFuture();
        }
        if (failure instanceof SourceException told && told.needsAdministrator()) {
            return stopped(lease, pass, progress, told.kind().name().toLowerCase(Locale.ROOT), told.sentence());
        }
        if (failure instanceof SetupException wrong) {
            return stopped(lease, pass, progress, "setup_wrong", wrong.sentence());
        }
        if (failure != null) {
            LOG.atWarn()
                    .addKeyValue("directory", source.directoryId())
                    .setCause(failure)
                    .log("a reading was cut short");
            progress.incomplete(
                    failure instanceof SourceException told
                            ? told.sentence()
                            : "The reading was cut short. Search the gateway's log for this id to find out why.");
        }
        boolean isComplete = progress.isComplete();
        progress.phase("done");
        if (pass.isOfHints()) {
            boolean isEmpty = isComplete && progress.counted("requests") == 0;
            return (isEmpty
                            ? passes.drop(lease, pass.id())
                            : passes.tell(lease, pass.id(), isComplete ? "complete" : "incomplete", progress, true))
                    .compose(done -> leases.giveBack(lease, Optional.empty(), Optional.empty()));
        }
        Optional<Instant> users =
                Optional.of(now.plus(isComplete ? Duration.ofSeconds(source.usersSeconds()) : shorter(source)));
        Optional<Instant> groups = pass.kind().equals("full")
                ? Optional.of(now.plus(isComplete ? Duration.ofSeconds(source.groupsSeconds()) : shorter(source)))
                : Optional.empty();
        return passes.tell(lease, pass.id(), isComplete ? "complete" : "incomplete", progress, true)
                .compose(done -> passes.tidy(source))
                .compose(done -> leases.giveBack(lease, pass.isPreview() ? Optional.empty() : users, groups));
    }

    private static Duration shorter(Source source) {
        Duration usual = Duration.ofSeconds(source.usersSeconds());
        return usual.compareTo(AGAIN) < 0 ? usual : AGAIN;
    }

    private Future<Void> stopped(Lease lease, PassRecord pass, Progress progress, String mistake, String sentence) {
        Source source = lease.source();
        progress.note(sentence);
        progress.phase("done");
        Optional<Instant> later = Optional.of(time.instant().plus(STOPPED));
        SourceCheck check = new SourceCheck(List.of(new Finding("read", mistake, sentence)), null);
        return passes.tell(lease, pass.id(), "stopped", progress, true)
                .compose(done -> sources.checked(source.orgId(), source.directoryId(), check))
                .compose(done -> leases.giveBack(lease, later, later));
    }
}
