package dev.rollcall.pull.hint;

import com.fasterxml.uuid.Generators;
import dev.rollcall.pull.source.Progress;
import dev.rollcall.pull.source.Source;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceReader;
import dev.rollcall.spi.pull.SourceWatch;
import dev.rollcall.spi.pull.SourceWatch.Channel;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a channel open on which a provider announces changes, as long as the settings ask for it. Channels cannot be extended:
 * before one ends another is opened, then the old one is stopped, so that nothing is missed in between, though some changes are
 * announced twice. A channel that cannot be opened is recorded and does no other harm: the scheduled readings find every change.
 */
public final class Watching {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 32;

    /** Provisional, until the provider has said when it ends. */
    private static final Duration UNKNOWN = Duration.ofMinutes(10);

    private final Channels channels;
    private final @Nullable String address;
    private final InstantSource time;

    /**
     * Makes one.
     *
     * @param address where providers reach this gateway, an https URL that a directory's id is put behind; null when they do not
     */
    public Watching(Channels channels, @Nullable String address, InstantSource time) {
        this.channels = channels;
        this.address = address;
        this.time = time;
    }

    /** Opens, follows up or stops; never fails. */
    public Future<Void> keep(Source source, SourceReader reader, Progress progress) {
        return reader.watch()
                .map(watch -> channels.of(source)
                        .compose(open -> reader.isWatched() && address != null
                                ? keep(source, watch, open)
                                : stop(source, watch, open)))
                .orElseGet(Future::succeededFuture)
                .recover(failure -> {
                    progress.note("The provider does not report changes by itself, so they are found at the next"
                            + " reading: "
                            + (failure instanceof SourceException told
                                    ? told.sentence()
                                    : "its notification channel could not be kept open."));
                    return Future.succeededFuture();
                });
    }

    /** Stops all of a directory that is not read any more. */
    public Future<Void> stop(Source source, SourceReader reader) {
        return reader.watch()
                .map(watch -> channels.of(source).compose(open -> stop(source, watch, open)))
                .orElseGet(Future::succeededFuture);
    }

    private Future<Void> keep(Source source, SourceWatch watch, List<Channel> open) {
        Instant now = time.instant();
        // Longer than from one reading to the next, which is when it is looked at again.
        Duration ahead = Duration.ofSeconds(2L * source.usersSeconds()).plusMinutes(5);
        boolean lives = !open.isEmpty() && open.get(0).until().isAfter(now.plus(ahead));
        List<Channel> old = lives ? open.subList(1, open.size()) : open;
        return (lives ? Future.<Void>succeededFuture() : open(source, watch)).compose(done -> stop(source, watch, old));
    }

    private Future<Void> open(Source source, SourceWatch watch) {
        UUID id = Generators.randomBasedGenerator().generate();
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Channel provisional = new Channel(id, "", time.instant().plus(UNKNOWN));
        return channels.add(source, provisional, token)
                .compose(kept -> watch.open(id, address + source.directoryId(), token))
                .compose(channel -> channels.add(source, channel, token))
                .recover(failure -> channels.remove(source, id).compose(done -> Future.failedFuture(failure)));
    }

    /** One that the provider does not stop ends by itself; what it tells until then is passed over. */
    private Future<Void> stop(Source source, SourceWatch watch, List<Channel> old) {
        Future<Void> chain = Future.succeededFuture();
        for (Channel channel : old) {
            chain = chain.compose(done -> stop(watch, channel)).compose(done -> channels.remove(source, channel.id()));
        }
        return chain;
    }

    private Future<Void> stop(SourceWatch watch, Channel channel) {
        boolean isOver = channel.resource().isEmpty() || channel.until().isBefore(time.instant());
        return isOver ? Future.succeededFuture() : watch.stop(channel).recover(failure -> Future.succeededFuture());
    }
}
