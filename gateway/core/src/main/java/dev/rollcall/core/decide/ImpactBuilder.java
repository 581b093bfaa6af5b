package dev.rollcall.core.decide;

import dev.rollcall.core.command.Impact;
import dev.rollcall.core.command.Impact.Kind;
import dev.rollcall.core.command.Impact.Line;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.row.EventRow;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.OrganizationRow.Counts;
import dev.rollcall.core.model.row.UserRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sums up what the steps of one transaction do to people: the first state before against the last state after. It holds a
 * few hundred bytes for each person concerned, not their rows.
 */
public final class ImpactBuilder {

    private final Map<UUID, Person> members = new TreeMap<>();
    private final Map<UUID, Outside> users = new TreeMap<>();
    private final Map<UUID, Kept> holds = new TreeMap<>();
    private final List<EventRow> events = new ArrayList<>();

    /** A member at one moment. */
    private record State(
            String role, boolean active, @Nullable UUID directoryId) {
        static @Nullable State of(@Nullable MemberRow member) {
            return member == null ? null : new State(member.grant().role(), member.active(), member.directoryId());
        }

        boolean managed() {
            return directoryId != null;
        }

        @Nullable
        String access() {
            return active ? role : null;
        }
    }

    private record Person(
            String email,
            @Nullable UUID userId,
            @Nullable State before,
            @Nullable State after) {}

    private record Outside(
            String userName,
            @Nullable String before,
            @Nullable String after) {}

    private record Kept(
            @Nullable UUID memberId,
            @Nullable UUID userId,
            String email,
            @Nullable String access,
            String reason,
            boolean before,
            boolean after) {
        boolean isNews() {
            return after && !before;
        }
    }

    void add(Workspace workspace) {
        events.addAll(workspace.journal().events());
        workspace.people().members().each((before, after) -> {
            MemberRow row = after != null ? after : before;
            if (row != null) {
                Person known = members.get(row.id());
                State first = known != null ? known.before() : State.of(before);
                UUID user = row.userId() == null && known != null ? known.userId() : row.userId();
                members.put(row.id(), new Person(row.email(), user, first, State.of(after)));
            }
        });
        workspace.users().each((before, after) -> {
            UserRow row = after != null ? after : before;
            if (row != null) {
                Outside known = users.get(row.id());
                String first = known != null ? known.before() : exclusion(before);
                users.put(row.id(), new Outside(row.document().path("userName").asText(), first, exclusion(after)));
            }
        });
        workspace.people().holds().each((before, after) -> {
            if (after != null) {
                Kept known = holds.get(after.id());
                MemberRow holder =
                        after.memberId() == null ? null : workspace.people().get(after.memberId());
                // A rejection keeps people from then on, though they were held before.
                boolean first = known != null
                        ? known.before()
                        : before != null && before.inForce() && before.state() == after.state();
                holds.put(
                        after.id(),
                        new Kept(
                                after.memberId(),
                                after.userId(),
                                after.email(),
                                access(State.of(holder)),
                                after.kind().word(),
                                first,
                                after.inForce()));
            }
        });
    }

    private static @Nullable String exclusion(@Nullable UserRow user) {
        return user == null || user.exclusion() == null
                ? null
                : user.exclusion().word();
    }

    /** What all steps tell, in order. */
    public List<EventRow> events() {
        return List.copyOf(events);
    }

    /** The impact of all steps. */
    public Impact build(Counts before, Counts after) {
        List<Line> lines = new ArrayList<>();
        Map<UUID, Kept> keptMembers = new TreeMap<>();
        Map<UUID, Kept> keptUsers = new TreeMap<>();
        for (Kept hold : holds.values()) {
            if (hold.isNews()) {
                if (hold.memberId() != null) {
                    keptMembers.put(hold.memberId(), hold);
                } else if (hold.userId() != null) {
                    keptUsers.put(hold.userId(), hold);
                }
            }
        }
        keptMembers.forEach((id, hold) -> {
            if (!members.containsKey(id)) {
                String role = hold.access();
                lines.add(new Line(Kind.HELD, id, hold.userId(), hold.email(), role, role, hold.reason()));
            }
        });
        members.forEach((id, person) -> {
            Kept kept = keptMembers.get(id);
            boolean stays = Objects.equals(access(person.before()), access(person.after()));
            Kind kind = kept != null && stays ? Kind.HELD : kind(person.before(), person.after());
            Outside user = person.userId() == null ? null : users.remove(person.userId());
            if (kind != null) {
                String reason = kept != null ? kept.reason() : user == null ? null : user.after();
                lines.add(new Line(
                        kind,
                        id,
                        person.userId(),
                        person.email(),
                        access(person.before()),
                        access(person.after()),
                        reason));
            }
        });
        lines.sort(Comparator.comparing(Line::id));
        users.forEach((id, user) -> {
            if (user.after() != null && !user.after().equals(user.before())) {
                boolean held = keptUsers.containsKey(id);
                lines.add(
                        new Line(held ? Kind.HELD : Kind.EXCLUDED, id, id, user.userName(), null, null, user.after()));
            }
        });
        return new Impact(lines, before.seatsUsed(), after.seatsUsed(), before.activeAdmins(), after.activeAdmins());
    }

    private static @Nullable String access(@Nullable State state) {
        return state == null ? null : state.access();
    }

    private static @Nullable Kind kind(@Nullable State before, @Nullable State after) {
        if (before == null) {
            return after == null ? null : Kind.ADDED;
        }
        if (after == null) {
            return Kind.REMOVED;
        }
        if (before.active() != after.active()) {
            return after.active()
                    ? (before.managed() || !after.managed() ? Kind.RESTORED : Kind.ADOPTED)
                    : Kind.SUSPENDED;
        }
        if (before.managed() != after.managed()) {
            return after.managed() ? Kind.ADOPTED : Kind.UNMANAGED;
        }
        if (!Objects.equals(before.directoryId(), after.directoryId())) {
            return Kind.TRANSFERRED;
        }
        return after.active() && !before.role().equals(after.role()) ? Kind.ROLE_CHANGED : null;
    }
}
