package dev.rollcall.pull.pass;

import dev.rollcall.pull.change.Known.InGroup;
import dev.rollcall.pull.source.Progress;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceReader;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Checks members of a group who are missing from its present listing: the provider is asked about each, and a member counts as gone
 * only when the provider says so.
 */
public final class AbsentMembers {

    private static final int AT_ONCE = 8;

    private final SourceReader reader;
    private final Proof proof;
    private final Progress progress;

    public AbsentMembers(SourceReader reader, Proof proof, Progress progress) {
        this.reader = reader;
        this.proof = proof;
        this.progress = progress;
    }

    /**
     * Those who are gone for certain.
     *
     * @param everybody whether all users of the account are in the group: then only users who exist no more leave it
     */
    Future<List<InGroup>> gone(String groupId, List<InGroup> missing, boolean everybody) {
        List<InGroup> gone = Collections.synchronizedList(new ArrayList<>());
        return part(groupId, missing, everybody, 0, gone).map(done -> List.copyOf(gone));
    }

    private Future<Void> part(String groupId, List<InGroup> missing, boolean everybody, int from, List<InGroup> gone) {
        if (from >= missing.size()) {
            return Future.succeededFuture();
        }
        if (progress.counted("membersAskedFor") >= AbsentUsers.CONFIRMATIONS) {
            progress.count("membersNotAskedFor", missing.size() - from);
            progress.note("Too many memberships were missing from the list to look up one by one in a single reading;"
                    + " the next reading continues.");
            return Future.succeededFuture();
        }
        List<InGroup> some = missing.subList(from, Math.min(missing.size(), from + AT_ONCE));
        progress.count("membersAskedFor", some.size());
        return Future.join(some.stream()
                        .map(member -> ask(groupId, member, everybody, gone))
                        .toList())
                .compose(done -> part(groupId, missing, everybody, from + AT_ONCE, gone));
    }

    private Future<Void> ask(String groupId, InGroup member, boolean everybody, List<InGroup> gone) {
        String id = String.valueOf(member.externalId());
        Future<Boolean> out = member.isGroup()
                ? reader.hasMember(groupId, List.of(id), false).map(in -> !in)
                : isOut(groupId, id, everybody);
        return out.map(isOut -> {
                    if (isOut) {
                        gone.add(member);
                    } else {
                        progress.count("membersNotListed");
                    }
                    return (Void) null;
                })
                .recover(failure -> {
                    if (failure instanceof SourceException told && !told.needsAdministrator()) {
                        progress.count("membersUnsure");
                        return Future.succeededFuture();
                    }
                    return Future.failedFuture(failure);
                });
    }

    private Future<Boolean> isOut(String groupId, String id, boolean everybody) {
        return reader.user(id).compose(user -> {
            if (user.isEmpty()) {
                return Future.succeededFuture(true);
            }
            return everybody ? Future.succeededFuture(false) : proof.isOut(groupId, user.get());
        });
    }
}
