package dev.rollcall.core.decide.member;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.decide.workspace.Cause;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.UserRow;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records what a user waits for: why they are kept out, or are not yet what their directory asks for (R12, R30, R31). */
final class Exclusions {

    private final Workspace workspace;

    Exclusions(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Nothing stands in the way of this user, or nobody asks for anything. */
    void none(UserRow user, Cause cause) {
        note(user, null, null, null, cause);
    }

    /** The user is kept out. */
    void keptOut(UserRow user, EarnedState.Excluded excluded, Cause cause) {
        note(user, excluded.exclusion(), excluded, null, cause);
    }

    /** The member whom the user is stays as they are, or known by another address. */
    void kept(UserRow user, MemberRow member, EarnedState.Excluded reason, Cause cause) {
        note(user, null, reason, member, cause);
    }

    /** Keeps the reason on the user's record; no change of the resource, so no new version. */
    private void note(
            UserRow user,
            @Nullable Exclusion keptOut,
            EarnedState.@Nullable Excluded waits,
            @Nullable MemberRow kept,
            Cause cause) {
        Exclusion before = user.waitsFor();
        Exclusion reason = waits == null ? null : waits.exclusion();
        if (waits != null && waits.exclusion().isAboutAddress()) {
            String key = Objects.requireNonNull(waits.emailKey());
            if (kept == null || !waits.exclusion().awaitsAddress()) {
                workspace.awaitedAddresses().await(user, key);
            } else {
                workspace.awaitedAddresses().awaitRename(user, key);
            }
        } else if (before != null && before.isAboutAddress()) {
            workspace.awaitedAddresses().end(user);
        }
        if (user.exclusion() == keptOut && before == reason) {
            return;
        }
        workspace.put(user.waiting(keptOut, reason));
        if (keptOut != null && keptOut != user.exclusion()) {
            ObjectNode data = JsonNodeFactory.instance.objectNode();
            data.put("userName", user.document().path("userName").asText());
            if (waits != null && waits.emailKey() != null) {
                data.put("email", waits.emailKey());
            }
            data.put("reason", keptOut.word());
            workspace.journal().event(EventType.USER_EXCLUDED, user.id(), cause, data);
        } else if (kept != null && waits != null && waits.exclusion().awaitsAddress() && before != reason) {
            ObjectNode data = MemberState.of(kept, workspace);
            data.put("awaitedEmail", waits.emailKey());
            data.put("reason", waits.exclusion().word());
            workspace.journal().event(EventType.MEMBER_AWAITS_ADDRESS, kept.id(), cause, data);
        }
    }
}
