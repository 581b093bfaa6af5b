package dev.rollcall.pull;

import dev.rollcall.spi.pull.SourceReader;
import dev.rollcall.spi.pull.SourceReader.Scope;
import dev.rollcall.spi.pull.SourceUser;
import io.vertx.core.Future;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** One reading: users, then groups, then members. Begun again by another node it finds what was done and does the rest. */
final class Pass {

    private final SourceReader reader;
    private final UserPass users;
    private final GroupPass groups;
    private final MemberPass members;
    private final Listed listed;
    private final Known known;
    private final Closure closure;
    private final boolean full;
    private final Progress progress;

    Pass(
            SourceReader reader,
            UserPass users,
            GroupPass groups,
            MemberPass members,
            Listed listed,
            Known known,
            boolean full,
            Progress progress) {
        this.reader = reader;
        this.users = users;
        this.groups = groups;
        this.members = members;
        this.listed = listed;
        this.full = full;
        this.progress = progress;
        this.known = known;
        this.closure = new Closure(reader, listed, Set.of(), true, progress);
    }

    /** Fails when an administrator has to do something, or the lease is lost; what passes by itself is told by the progress. */
    Future<Void> run() {
        boolean byGroup = reader.scope() == Scope.MEMBERS_OF_GROUPS;
        Future<Void> listing = full || byGroup ? groups.list() : Future.succeededFuture();
        return listing.compose(done -> byGroup ? chosen() : Future.succeededFuture())
                .compose(done -> users.run())
                .compose(done -> full ? groups.run().compose(read -> members.run()) : Future.succeededFuture());
    }

    /**
     * Who is in one of the groups: nobody else is the directory's. Whoever is in one of them here stays until a reading of its members has
     * confirmed that they left it.
     */
    private Future<Void> chosen() {
        progress.phase("members of groups");
        return new Listing<SourceUser>(
                        reader::users,
                        page -> {
                            page.items().forEach(listed::add);
                            return Future.succeededFuture();
                        },
                        progress)
                .walk()
                .compose(done -> known.inGroups())
                .compose(all -> collect(List.copyOf(groups.ids()).iterator(), all)
                        .map(done -> {
                            listed.only(all);
                            return null;
                        }));
    }

    private Future<Void> collect(Iterator<String> ids, Set<String> all) {
        if (!ids.hasNext()) {
            return Future.succeededFuture();
        }
        return closure.of(ids.next()).compose(content -> {
            all.addAll(content.users());
            return collect(ids, all);
        });
    }
}
