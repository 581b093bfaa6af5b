package dev.rollcall.pull.pass;

import dev.rollcall.pull.change.Known;
import dev.rollcall.pull.change.Known.Entry;
import dev.rollcall.pull.change.Known.Read;
import dev.rollcall.pull.change.Remembered;
import dev.rollcall.pull.change.Target;
import dev.rollcall.pull.change.Target.Request;
import dev.rollcall.pull.source.Progress;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceReader;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Set;

/**
 * Checks groups that were known and are missing from the present listing: each is removed only when the provider says that it does
 * not exist, or when it is not chosen any more.
 */
final class AbsentGroups {

    private static final int PART = 200;

    private final SourceReader reader;
    private final Known known;
    private final Remembered remembered;
    private final Target target;
    private final Progress progress;

    AbsentGroups(SourceReader reader, Known known, Remembered remembered, Target target, Progress progress) {
        this.reader = reader;
        this.known = known;
        this.remembered = remembered;
        this.target = target;
        this.progress = progress;
    }

    /** Asks for all but those that were listed. */
    Future<Void> run(Set<String> listed) {
        progress.phase("absent groups");
        return part("", listed);
    }

    private Future<Void> part(String behind, Set<String> listed) {
        return remembered.present(Remembered.GROUP, behind, PART).compose(ids -> {
            if (ids.isEmpty()) {
                return Future.succeededFuture();
            }
            Future<Void> chain = Future.succeededFuture();
            for (String id : ids) {
                if (!listed.contains(id)) {
                    chain = chain.compose(done -> confirm(id));
                }
            }
            return chain.compose(done -> part(ids.get(ids.size() - 1), listed));
        });
    }

    private Future<Void> confirm(String id) {
        return reader.isChosen(id)
                .compose(is -> {
                    if (is) {
                        progress.count("groupsNotListed");
                        return Future.<Void>succeededFuture();
                    }
                    return delete(id);
                })
                .recover(failure -> {
                    if (failure instanceof SourceException told && !told.needsAdministrator()) {
                        progress.count("groupsUnsure");
                        return Future.succeededFuture();
                    }
                    return Future.failedFuture(failure);
                });
    }

    private Future<Void> delete(String id) {
        progress.count("groupsDeleted");
        return known.groups(List.of(new Read(id, Buffer.buffer())), Remembered.GROUP)
                .compose(found -> {
                    Entry record = found.get(id);
                    if (target.isPreview()) {
                        progress.note("Group " + id + " would be deleted.");
                        return Future.succeededFuture();
                    }
                    List<Request> requests = record == null ? List.of() : List.of(Request.delete("Groups", record));
                    return target.apply(requests)
                            .compose(outcomes ->
                                    outcomes.stream().allMatch(Target::isGone) ? forget(id) : Future.succeededFuture());
                });
    }

    private Future<Void> forget(String id) {
        return remembered.forget(
                List.of(id),
                Remembered.GROUP,
                Remembered.MEMBERS,
                AllUsersEntries.OF_MEMBERS,
                AllUsersEntries.OF_SCOPE,
                InnerGroups.KIND);
    }
}
