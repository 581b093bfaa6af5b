package dev.rollcall.core.decide.member;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.decide.workspace.Cause;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.core.model.row.HoldRow.Effect;
import dev.rollcall.core.model.row.HoldRow.Kind;
import dev.rollcall.core.model.row.HoldRow.State;
import dev.rollcall.core.model.word.HoldReason;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens, changes and closes holds, and writes the events about them. */
public final class Holds {

    private final Workspace workspace;

    public Holds(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * What is to be held, of whom.
     *
     * @param role the role that would come, or null
     */
    record Subject(
            @Nullable UUID directoryId,
            @Nullable UUID userId,
            @Nullable UUID memberId,
            String email,
            Effect effect,
            @Nullable String role,
            HoldReason reason) {}

    /**
     * Holds something from now on, or goes on holding it.
     *
     * @param present the hold in force on the same person, or null
     */
    HoldRow keep(Kind kind, @Nullable HoldRow present, Subject subject, Cause cause) {
        HoldRow going = present != null && present.kind() == kind ? present : null;
        if (going != null && same(going, subject)) {
            return going;
        }
        if (present != null && going == null) {
            close(present, State.WITHDRAWN, cause);
        }
        UUID id = going == null ? workspace.newId() : going.id();
        HoldRow hold = new HoldRow(
                id,
                going == null ? cause(kind, id, subject) : going.causeId(),
                kind,
                going == null ? State.OPEN : going.state(),
                subject.directoryId(),
                subject.userId(),
                subject.memberId(),
                subject.email(),
                subject.effect(),
                subject.role(),
                subject.reason(),
                cause.requestId(),
                going == null ? workspace.now() : going.opened(),
                null,
                going == null ? null : going.decidedBy());
        workspace.people().put(hold);
        if (going == null) {
            tell(EventType.HOLD_OPENED, hold, cause);
        }
        return hold;
    }

    /** People whom a directory's guard holds before an administrator has decided are one hold. */
    private UUID cause(Kind kind, UUID id, Subject subject) {
        if (kind != Kind.MASS_CHANGE || subject.directoryId() == null) {
            return id;
        }
        UUID open = workspace.directory(subject.directoryId()).massHold();
        return open == null ? workspace.newId() : open;
    }

    public void close(HoldRow hold, State end, Cause cause) {
        HoldRow closed = hold.closed(end, workspace.now());
        workspace.people().put(closed);
        tell(EventType.HOLD_CLOSED, closed, cause);
    }

    /** Closes the hold on a user to whom nothing is to happen any more, or to whom it happens now. */
    public void release(@Nullable HoldRow present, boolean happens, Cause cause) {
        if (present != null) {
            close(present, happens ? State.RESOLVED : State.WITHDRAWN, cause);
        }
    }

    private static boolean same(HoldRow hold, Subject subject) {
        return hold.effect() == subject.effect()
                && hold.email().equals(subject.email())
                && hold.reason().equals(subject.reason())
                && Objects.equals(hold.role(), subject.role())
                && Objects.equals(hold.directoryId(), subject.directoryId())
                && Objects.equals(hold.userId(), subject.userId())
                && Objects.equals(hold.memberId(), subject.memberId());
    }

    private void tell(EventType type, HoldRow hold, Cause cause) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("holdId", hold.causeId().toString());
        data.put("kind", hold.kind().word());
        data.put("state", hold.state().word());
        data.put("effect", hold.effect().word());
        data.put("email", hold.email());
        data.put("reason", hold.reason().word());
        if (hold.role() != null) {
            data.put("role", hold.role());
        }
        UUID subject = hold.memberId() != null ? hold.memberId() : Objects.requireNonNullElse(hold.userId(), hold.id());
        workspace.journal().event(type, subject, cause, data);
    }
}
