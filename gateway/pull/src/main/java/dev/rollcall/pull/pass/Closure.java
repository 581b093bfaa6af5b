package dev.rollcall.pull.pass;

import dev.rollcall.pull.source.Progress;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceException.Kind;
import dev.rollcall.spi.pull.SourceMember;
import dev.rollcall.spi.pull.SourceReader;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Works out who is in a group: its own members, and the members of groups inside it that are not read as groups of their own. Those that
 * are read stay in it as groups. A circle of groups ends where it began.
 */
public final class Closure {

    private final SourceReader reader;
    private final Listed listed;
    private final Set<String> kept;
    private final boolean nested;
    private final Progress progress;
    private final Map<String, Future<List<SourceMember>>> inner = new ConcurrentHashMap<>();

    /**
     * What was found in a group.
     *
     * @param users ids of users of the account, those who are left out too
     * @param groups ids of groups that are read
     * @param inner ids of the other groups in it, whose users were taken for its own
     * @param everybody whether all users of the account are in it
     * @param isDoubtful whether it says more than was listed, because what was not listed may be there all the same
     */
    record Content(Set<String> users, Set<String> groups, Set<String> inner, boolean everybody, boolean isDoubtful) {

        /** With all users, who were not listed and are not believed to be gone. */
        Content keepingEverybody() {
            return new Content(users, groups, inner, true, true);
        }
    }

    /**
     * Makes one.
     *
     * @param kept ids of the groups that are read
     * @param nested whether groups in groups count
     */
    public Closure(SourceReader reader, Listed listed, Set<String> kept, boolean nested, Progress progress) {
        this.reader = reader;
        this.listed = listed;
        this.kept = kept;
        this.nested = nested;
        this.progress = progress;
    }

    Future<Content> of(String groupId) {
        Set<String> users = new TreeSet<>();
        Set<String> groups = new TreeSet<>();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        seen.add(groupId);
        boolean[] everybody = new boolean[1];
        return read(groupId)
                .compose(members -> take(members, users, groups, everybody, seen))
                .map(done -> {
                    seen.remove(groupId);
                    return new Content(users, groups, seen, everybody[0], false);
                });
    }

    /** The same from lists that are read anew, for what one list alone does not prove. */
    Future<Content> afresh(String groupId) {
        return new Closure(reader, listed, kept, nested, progress).of(groupId);
    }

    private Future<List<SourceMember>> read(String groupId) {
        List<SourceMember> all = new ArrayList<>();
        return new Listing<SourceMember>(
                        page -> reader.members(groupId, page),
                        page -> {
                            all.addAll(page.items());
                            return Future.succeededFuture();
                        },
                        progress)
                .walk()
                .map(all);
    }

    private Future<Void> take(
            List<SourceMember> members, Set<String> users, Set<String> groups, boolean[] everybody, Set<String> seen) {
        Future<Void> chain = Future.succeededFuture();
        for (SourceMember member : members) {
            if (member instanceof SourceMember.User user) {
                if (listed.has(user.id())) {
                    users.add(user.id());
                } else {
                    chain = chain.compose(done -> resolve(user, users));
                }
            } else if (member instanceof SourceMember.Everybody) {
                everybody[0] = true;
            } else if (member instanceof SourceMember.Group group) {
                if (kept.contains(group.id())) {
                    groups.add(group.id());
                } else if (nested && seen.add(group.id())) {
                    chain = chain.compose(done -> through(group.id(), users, groups, everybody, seen));
                }
            } else {
                progress.count("membersOutside");
            }
        }
        return chain;
    }

    private Future<Void> resolve(SourceMember.User user, Set<String> users) {
        return listed.resolve(user).map(found -> {
            found.ifPresentOrElse(users::add, () -> progress.count("membersOutside"));
            return null;
        });
    }

    private Future<Void> through(
            String groupId, Set<String> users, Set<String> groups, boolean[] everybody, Set<String> seen) {
        return inner.computeIfAbsent(groupId, this::read)
                .recover(failure -> {
                    boolean isNone = failure instanceof SourceException told
                            && (told.kind() == Kind.OUTSIDE || told.kind() == Kind.GONE);
                    if (!isNone) {
                        return Future.failedFuture(failure);
                    }
                    progress.count("groupsOutside");
                    return Future.succeededFuture(List.of());
                })
                .compose(members -> take(members, users, groups, everybody, seen));
    }
}
