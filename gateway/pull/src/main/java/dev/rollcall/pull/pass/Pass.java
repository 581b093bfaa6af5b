package dev.rollcall.pull.pass;

import io.vertx.core.Future;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one reading: users, then groups, then members. If another node takes it over, that node finds out what has been done
 * and does the rest.
 */
public final class Pass {

    private final UserPass users;
    private final GroupPass groups;
    private final MemberPass members;
    private final boolean full;
    private final Supplier<Future<Set<String>>> changed;

    /** Users who are in one of the chosen groups are the directory's, and no others; null when all are. */
    private final @Nullable ChosenUsers chosen;

    /**
     * Makes one.
     *
     * @param full whether all groups are read
     * @param changed otherwise those of which the provider says that they changed
     */
    public Pass(
            UserPass users,
            GroupPass groups,
            MemberPass members,
            @Nullable ChosenUsers chosen,
            boolean full,
            Supplier<Future<Set<String>>> changed) {
        this.users = users;
        this.groups = groups;
        this.members = members;
        this.chosen = chosen;
        this.full = full;
        this.changed = changed;
    }

    /** Fails when an administrator has to do something, or the lease is lost; what passes by itself is told by the progress. */
    public Future<Void> run() {
        Future<Void> listing = full || chosen != null ? groups.list() : Future.succeededFuture();
        return listing.compose(done -> chosen == null ? Future.succeededFuture() : chosen.find())
                .compose(done -> users.run())
                .compose(done -> full ? groups.run().compose(read -> members.run()) : hinted());
    }

    private Future<Void> hinted() {
        return changed.get().compose(keys -> {
            if (keys.isEmpty()) {
                return Future.succeededFuture();
            }
            Future<Void> listing = chosen == null ? groups.list() : Future.succeededFuture();
            return listing.compose(done -> groups.run()).compose(done -> members.some(keys));
        });
    }
}
