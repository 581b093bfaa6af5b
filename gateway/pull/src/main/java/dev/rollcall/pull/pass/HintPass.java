package dev.rollcall.pull.pass;

import dev.rollcall.pull.change.Known;
import io.vertx.core.Future;
import java.util.List;

/**
 * Reads the few users whom the provider has reported as changed. It adds no user to a directory that takes only members of its
 * chosen groups: whether they are in one is found out by a reading of the groups.
 */
public final class HintPass {

    private final UserPass users;
    private final Listed listed;
    private final Known known;
    private final boolean onlyMembers;

    /**
     * Makes one.
     *
     * @param onlyMembers whether only users in one of the chosen groups are the directory's
     */
    public HintPass(UserPass users, Listed listed, Known known, boolean onlyMembers) {
        this.users = users;
        this.listed = listed;
        this.known = known;
        this.onlyMembers = onlyMembers;
    }

    public Future<Void> run(List<String> ids) {
        Future<Void> scope = onlyMembers
                ? known.activeUsers().map(active -> {
                    listed.only(active);
                    return null;
                })
                : Future.succeededFuture();
        return scope.compose(done -> users.some(ids));
    }
}
