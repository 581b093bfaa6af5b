package dev.rollcall.pull.pass;

import dev.rollcall.pull.change.Remembered;
import dev.rollcall.pull.source.Progress;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceReader;
import dev.rollcall.spi.pull.SourceUser;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Checks users who were known and are missing from the present listing: the provider is asked for each by id, and a user counts as
 * gone only when the provider says so.
 */
final class AbsentUsers {

    /** How many absences are looked into in one reading; the rest has to wait for the next. */
    static final int CONFIRMATIONS = 1_000;

    private static final int PART = 500;
    private static final int AT_ONCE = 8;

    private final SourceReader reader;
    private final Remembered remembered;
    private final Listed listed;
    private final Progress progress;
    private final List<String> gone = new ArrayList<>();

    AbsentUsers(SourceReader reader, Remembered remembered, Listed listed, Progress progress) {
        this.reader = reader;
        this.remembered = remembered;
        this.listed = listed;
        this.progress = progress;
    }

    /**
     * Asks for all of them.
     *
     * @param there takes the users who are there all the same
     * @param lost takes the ids of those who are gone
     * @return the ids of all who are gone
     */
    Future<List<String>> find(
            Function<List<SourceUser>, Future<Void>> there, Function<List<String>, Future<Void>> lost) {
        progress.phase("absent users");
        return part("", there, lost).map(gone);
    }

    /** Asks for these, of whom the provider said something. */
    Future<List<String>> ask(
            List<String> ids,
            Function<List<SourceUser>, Future<Void>> there,
            Function<List<String>, Future<Void>> lost) {
        return ask(ids, 0, there, lost).map(gone);
    }

    private Future<Void> part(
            String behind, Function<List<SourceUser>, Future<Void>> there, Function<List<String>, Future<Void>> lost) {
        return remembered.present(Remembered.USER, behind, PART).compose(ids -> {
            if (ids.isEmpty()) {
                return Future.succeededFuture();
            }
            List<String> missing = ids.stream().filter(id -> !listed.has(id)).toList();
            return ask(missing, 0, there, lost).compose(done -> part(ids.get(ids.size() - 1), there, lost));
        });
    }

    private Future<Void> ask(
            List<String> missing,
            int from,
            Function<List<SourceUser>, Future<Void>> there,
            Function<List<String>, Future<Void>> lost) {
        if (from >= missing.size()) {
            return Future.succeededFuture();
        }
        if (progress.counted("usersAskedFor") >= CONFIRMATIONS) {
            progress.count("usersNotAskedFor", missing.size() - from);
            progress.note("Too many users were missing from the list to look up one by one in a single reading; the "
                    + "next reading continues.");
            return Future.succeededFuture();
        }
        List<String> some = missing.subList(from, Math.min(missing.size(), from + AT_ONCE));
        List<String> certain = Collections.synchronizedList(new ArrayList<>());
        List<SourceUser> found = Collections.synchronizedList(new ArrayList<>());
        return Future.join(some.stream().map(id -> ask(id, found, certain)).toList())
                .compose(asked -> {
                    progress.count("usersAskedFor", some.size());
                    progress.count("usersNotListed", found.size());
                    progress.count("usersGone", certain.size());
                    gone.addAll(certain);
                    return found.isEmpty() ? Future.succeededFuture() : there.apply(List.copyOf(found));
                })
                .compose(done -> certain.isEmpty() ? Future.succeededFuture() : lost.apply(List.copyOf(certain)))
                .compose(done -> ask(missing, from + AT_ONCE, there, lost));
    }

    private Future<Void> ask(String id, List<SourceUser> found, List<String> certain) {
        return reader.user(id)
                .map(user -> {
                    user.ifPresentOrElse(found::add, () -> certain.add(id));
                    return (Void) null;
                })
                .recover(failure -> {
                    if (failure instanceof SourceException told && !told.needsAdministrator()) {
                        progress.count("usersUnsure");
                        return Future.succeededFuture();
                    }
                    return Future.failedFuture(failure);
                });
    }
}
