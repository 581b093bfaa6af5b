package dev.rollcall.core.decide;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.UserRow;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Notes why somebody is kept out, and that they wait for an address where they do (R12). */
final class Exclusions {

    private final Workspace workspace;

    Exclusions(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Keeps the reason of an exclusion on the user's record; no change of the resource, so no new version. */
    void note(UserRow user, Standing.@Nullable Excluded excluded, Cause cause) {
        Exclusion reason = excluded == null ? null : excluded.reason();
        if (excluded != null && excluded.reason().awaitsAddress()) {
            workspace.awaits(user, Objects.requireNonNull(excluded.emailKey()));
        } else if (user.exclusion() != null && user.exclusion().awaitsAddress()) {
            workspace.awaitsNoMore(user);
        }
        if (user.exclusion() == reason) {
            return;
        }
        workspace.put(user.withExclusion(reason));
        if (reason != null) {
            ObjectNode data = JsonNodeFactory.instance.objectNode();
            data.put("userName", user.document().path("userName").asText());
            data.put("reason", reason.word());
            workspace.journal().event("user.excluded", user.id(), cause, data);
        }
    }
}
