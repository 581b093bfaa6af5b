package dev.rollcall.pull.pass;

import dev.rollcall.pull.change.Remembered;
import dev.rollcall.pull.change.Remembered.Brought;
import dev.rollcall.pull.change.Remembered.Whole;
import dev.rollcall.pull.pass.Closure.Content;
import dev.rollcall.pull.source.Progress;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceReader;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which groups have an entry for all users of the account. A single such entry stands for all memberships of the group; a
 * list that has lost it looks like any other, and the provider cannot be asked about the memberships for which it stands. So an
 * entry counts as gone only when two readings in a row have missed it, each in three lists, and the provider does not know it
 * either.
 */
public final class AllUsersEntries {

    /** For whose members it is: of the groups as they are kept, or of those who are read. */
    public static final String OF_MEMBERS = "everybody";

    public static final String OF_SCOPE = "scope";

    private final SourceReader reader;
    private final Remembered remembered;
    private final String kind;
    private final Closure closure;
    private final UUID reading;
    private final boolean isPreview;
    private final Progress progress;
    private final InstantSource time;
    private final Map<String, Whole> known = new ConcurrentHashMap<>();

    public AllUsersEntries(
            SourceReader reader,
            Remembered remembered,
            String kind,
            Closure closure,
            UUID reading,
            boolean isPreview,
            Progress progress,
            InstantSource time) {
        this.reader = reader;
        this.remembered = remembered;
        this.kind = kind;
        this.closure = closure;
        this.reading = reading;
        this.isPreview = isPreview;
        this.progress = progress;
        this.time = time;
    }

    /** Finds out which groups had one. */
    Future<Void> load() {
        return remembered.whole(kind).map(found -> {
            known.putAll(found);
            return null;
        });
    }

    /** Who is in a group, as far as one reading of it can be believed. */
    Future<Content> of(String groupId) {
        return closure.of(groupId).compose(content -> judge(groupId, content));
    }

    private Future<Content> judge(String groupId, Content content) {
        Whole before = known.get(groupId);
        if (content.everybody()) {
            return before == null || before.isMissed() ? seen(groupId).map(content) : Future.succeededFuture(content);
        }
        if (before == null) {
            return Future.succeededFuture(content);
        }
        return isStillThere(groupId).compose(there -> {
            if (there) {
                progress.count("everybodyNotListed");
                Future<Void> noted = before.isMissed() ? seen(groupId) : Future.succeededFuture();
                return noted.map(content.keepingEverybody());
            }
            if (before.isMissed() && !before.reading().equals(reading)) {
                return isPreview
                        ? Future.succeededFuture(content)
                        : remembered.forget(List.of(groupId), kind).map(content);
            }
            progress.count("everybodyMissedOnce");
            progress.note("Group " + groupId + " was listed without its entry for all users of the account. Its members"
                    + " stay until another reading confirms this.");
            return missed(groupId).map(content.keepingEverybody());
        });
    }

    /** Remembered before its members come in, so that none comes in by an entry that is not remembered. */
    private Future<Void> seen(String groupId) {
        return isPreview
                ? Future.succeededFuture()
                : remembered.remember(kind, List.of(new Brought(groupId, Buffer.buffer(), reading, 0)));
    }

    private Future<Void> missed(String groupId) {
        return isPreview
                ? Future.succeededFuture()
                : seen(groupId).compose(done -> remembered.gone(kind, List.of(groupId), time.instant()));
    }

    private Future<Boolean> isStillThere(String groupId) {
        return reader.hasEverybody(groupId)
                .compose(there -> there ? Future.succeededFuture(true) : isListed(groupId))
                .compose(there -> there ? Future.succeededFuture(true) : isListed(groupId))
                .recover(failure -> failure instanceof SourceException told && !told.needsAdministrator()
                        ? Future.succeededFuture(true)
                        : Future.failedFuture(failure));
    }

    private Future<Boolean> isListed(String groupId) {
        return closure.afresh(groupId).map(Content::everybody);
    }
}
