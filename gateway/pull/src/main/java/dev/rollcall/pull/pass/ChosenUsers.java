package dev.rollcall.pull.pass;

import dev.rollcall.pull.change.Known;
import dev.rollcall.pull.change.Remembered;
import dev.rollcall.pull.source.Progress;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceReader;
import dev.rollcall.spi.pull.SourceUser;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Works out the users of a directory that takes only members of its chosen groups, at any depth. A user who has access and was
 * listed in none of these groups stays until the provider has said of each of the groups that the user is not in it.
 */
public final class ChosenUsers {

    /** How many questions of that kind are asked in one reading. */
    private static final int QUESTIONS = 5_000;

    private static final int PART = 200;

    private final SourceReader reader;
    private final Known known;
    private final Remembered remembered;
    private final Listed listed;
    private final GroupPass groups;
    private final AllUsersEntries everybody;
    private final InnerGroups inner;
    private final Proof proof;
    private final Progress progress;
    private final Set<String> chosen = new TreeSet<>();
    private boolean isWhole = true;
    private boolean isForAll;

    public ChosenUsers(
            SourceReader reader,
            Known known,
            Remembered remembered,
            Listed listed,
            GroupPass groups,
            AllUsersEntries everybody,
            InnerGroups inner,
            Progress progress) {
        this.reader = reader;
        this.known = known;
        this.remembered = remembered;
        this.listed = listed;
        this.groups = groups;
        this.everybody = everybody;
        this.inner = inner;
        this.proof = new Proof(reader, inner, true);
        this.progress = progress;
    }

    /** Lists users and members, and lets {@link Listed} know which users are the directory's. */
    Future<Void> find() {
        progress.phase("members of groups");
        Set<String> all = new HashSet<>();
        return new Listing<SourceUser>(
                        reader::users,
                        page -> {
                            page.items().forEach(listed::add);
                            return Future.succeededFuture();
                        },
                        progress)
                .walk()
                .compose(done -> everybody.load())
                .compose(done -> inner.load())
                .compose(done -> choose())
                .compose(done -> collect(List.copyOf(chosen).iterator(), all))
                .compose(done -> known.activeUsers())
                .compose(active -> {
                    active.removeAll(all);
                    boolean isTold = isWhole && groups.isWhole() && !isForAll;
                    return isTold ? doubt(active) : Future.succeededFuture(active);
                })
                .map(staying -> {
                    all.addAll(staying);
                    listed.only(all);
                    return null;
                });
    }

    /** The groups that were listed, and those that were read last and are still to be read although they were not listed. */
    private Future<Void> choose() {
        chosen.addAll(groups.ids());
        return unlisted("");
    }

    private Future<Void> unlisted(String behind) {
        return remembered.present(Remembered.GROUP, behind, PART).compose(ids -> {
            Future<Void> chain = Future.succeededFuture();
            for (String id : ids) {
                if (!groups.ids().contains(id)) {
                    chain = chain.compose(done -> reader.isChosen(id))
                            .map(is -> {
                                if (is) {
                                    chosen.add(id);
                                }
                                return (Void) null;
                            })
                            .recover(this::tell);
                }
            }
            return chain.compose(
                    done -> ids.size() < PART ? Future.succeededFuture() : unlisted(ids.get(ids.size() - 1)));
        });
    }

    private Future<Void> collect(Iterator<String> ids, Set<String> all) {
        if (!ids.hasNext()) {
            return Future.succeededFuture();
        }
        String id = ids.next();
        return everybody
                .of(id)
                .compose(content -> {
                    all.addAll(content.users());
                    if (content.everybody()) {
                        isForAll = true;
                        all.addAll(listed.all());
                    }
                    return inner.seen(id, content.inner());
                })
                .recover(this::tell)
                .compose(done -> collect(ids, all));
    }

    private Future<Void> tell(Throwable failure) {
        if (failure instanceof SourceException told && !told.needsAdministrator()) {
            isWhole = false;
            progress.incomplete(told.sentence());
            return Future.succeededFuture();
        }
        return Future.failedFuture(failure);
    }

    /** Of those who were listed in no group, the ones who stay. */
    private Future<Set<String>> doubt(Set<String> unlisted) {
        Set<String> staying = new HashSet<>();
        if (unlisted.isEmpty()) {
            return Future.succeededFuture(staying);
        }
        return ask(new TreeSet<>(unlisted).iterator(), List.copyOf(chosen), staying)
                .map(staying);
    }

    private Future<Void> ask(Iterator<String> users, List<String> all, Set<String> staying) {
        if (!users.hasNext()) {
            return Future.succeededFuture();
        }
        String id = users.next();
        if (progress.counted("groupsAskedForUsers") + all.size() > QUESTIONS) {
            progress.note("Too many users may have left the chosen groups to look them all up in a single reading; the"
                    + " others stay until the next one.");
            staying.add(id);
            users.forEachRemaining(staying::add);
            return Future.succeededFuture();
        }
        return isOut(id, all)
                .recover(failure -> failure instanceof SourceException told && !told.needsAdministrator()
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(failure))
                .compose(isOut -> {
                    if (!isOut) {
                        progress.count("usersNotListedInGroups");
                        staying.add(id);
                    }
                    return ask(users, all, staying);
                });
    }

    private Future<Boolean> isOut(String id, List<String> all) {
        return reader.user(id).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(true);
            }
            SourceUser user = found.get();
            Future<Boolean> out = Future.succeededFuture(true);
            for (String group : all) {
                out = out.compose(so -> so ? isOut(group, user) : Future.succeededFuture(false));
            }
            return out;
        });
    }

    private Future<Boolean> isOut(String group, SourceUser user) {
        progress.count("groupsAskedForUsers");
        return proof.isOut(group, user);
    }
}
