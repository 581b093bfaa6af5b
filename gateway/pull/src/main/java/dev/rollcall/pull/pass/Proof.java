package dev.rollcall.pull.pass;

import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceException.Kind;
import dev.rollcall.spi.pull.SourceReader;
import dev.rollcall.spi.pull.SourceUser;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Finds out whether a user who was not listed in a group is really not in it: by asking about that user alone, never by another list. */
public final class Proof {

    private final SourceReader reader;
    private final InnerGroups inner;
    private final boolean nested;

    /**
     * Makes one.
     *
     * @param nested whether groups in groups count
     */
    public Proof(SourceReader reader, InnerGroups inner, boolean nested) {
        this.reader = reader;
        this.inner = inner;
        this.nested = nested;
    }

    /** True only for certain; fails when the provider will not say. */
    Future<Boolean> isOut(String groupId, SourceUser user) {
        List<String> keys = new ArrayList<>();
        keys.add(user.id());
        keys.add(user.userName());
        keys.addAll(user.addresses());
        return reader.hasMember(groupId, keys, nested)
                .map(in -> !in)
                .recover(failure -> nested && failure instanceof SourceException told && told.kind() == Kind.OUTSIDE
                        ? inner.isOutOfAll(groupId, keys)
                        : Future.failedFuture(failure));
    }
}
