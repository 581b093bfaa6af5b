package dev.rollcall.core.decide.scim;

import dev.rollcall.core.decide.request.Wanted;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.row.MembershipRow;
import dev.rollcall.core.model.row.MembershipRow.Kind;
import dev.rollcall.core.model.row.UserRow;
import dev.rollcall.scim.patch.MembershipStep.MemberRef;
import dev.rollcall.scim.schema.CaseFold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Adds members to groups and removes them, as rows. Adding a member who is already in, or removing one who is not, changes nothing.
 * A value that names nobody is parked, never refused: one unknown member must not make the request for a whole group fail.
 */
public final class GroupMembers {

    private final Workspace workspace;

    public GroupMembers(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Adds members; returns the rows that are new. */
    Collection<MembershipRow> add(UUID directoryId, UUID groupId, List<MemberRef> refs) {
        Map<String, MembershipRow> added = new LinkedHashMap<>();
        for (MemberRef ref : refs) {
            MembershipRow row = resolve(directoryId, groupId, ref);
            if (workspace.memberships().get(groupId, row.value()) == null
                    && (row.memberId() == null || !workspace.memberships().isMember(row.memberId(), groupId))) {
                workspace.memberships().put(row);
                added.put(row.value(), row);
            }
        }
        return added.values();
    }

    /** Removes members by the values that a client names them with; returns the rows that are gone. */
    Collection<MembershipRow> remove(UUID directoryId, UUID groupId, List<String> values) {
        Map<String, MembershipRow> removed = new LinkedHashMap<>();
        for (String value : values) {
            MembershipRow named = resolve(directoryId, groupId, new MemberRef(value, null));
            MembershipRow row = find(groupId, named);
            if (row != null) {
                workspace.memberships().remove(row);
                removed.put(row.value(), row);
            }
        }
        return removed.values();
    }

    /** Makes these the members of a group that was loaded whole; returns the rows that came or went. */
    Collection<MembershipRow> set(UUID directoryId, UUID groupId, List<MemberRef> refs) {
        Map<String, MembershipRow> wanted = new LinkedHashMap<>();
        for (MemberRef ref : refs) {
            MembershipRow row = resolve(directoryId, groupId, ref);
            wanted.put(row.value(), row);
        }
        Map<String, MembershipRow> changed = new LinkedHashMap<>();
        for (MembershipRow row : workspace.memberships().in(groupId)) {
            if (!wanted.containsKey(row.value())) {
                workspace.memberships().remove(row);
                changed.put(row.value(), row);
            }
        }
        for (MembershipRow row : wanted.values()) {
            if (workspace.memberships().get(groupId, row.value()) == null) {
                workspace.memberships().put(row);
                changed.put(row.value(), row);
            }
        }
        return changed.values();
    }

    /** Whether a group that was loaded whole has members beside these. */
    boolean hasOthers(UUID directoryId, UUID groupId, List<MemberRef> refs) {
        Set<String> wanted = new HashSet<>();
        refs.forEach(ref -> wanted.add(resolve(directoryId, groupId, ref).value()));
        return workspace.memberships().in(groupId).stream().anyMatch(row -> !wanted.contains(row.value()));
    }

    /** Removes the members of a group that was loaded whole that are meant; returns the rows that are gone. */
    Collection<MembershipRow> removeMatching(UUID groupId, Predicate<MemberRef> meant) {
        List<MembershipRow> removed = new ArrayList<>();
        for (MembershipRow row : workspace.memberships().in(groupId)) {
            if (meant.test(new MemberRef(
                    row.value(), row.kind() == null ? null : row.kind().type()))) {
                workspace.memberships().remove(row);
                removed.add(row);
            }
        }
        return removed;
    }

    /** Takes a user out of every group, because its record is deleted or becomes another person's; returns the rows that are gone. */
    Collection<MembershipRow> leaveAll(UUID userId) {
        Collection<MembershipRow> left = workspace.memberships().of(userId);
        for (MembershipRow row : left) {
            workspace.memberships().remove(row);
            workspace.groups().touch(row);
        }
        return left;
    }

    /** Gives a user the memberships that were parked under its id, externalId or userName. */
    void connect(UserRow user) {
        connect(user, user.id().toString());
        if (user.externalId() != null) {
            connect(user, user.externalId());
        }
        connect(user, user.document().path("userName").asText());
    }

    private void connect(UserRow user, String value) {
        for (MembershipRow row : workspace.memberships().parkedUnder(user.directoryId(), value)) {
            if (row.kind() == Kind.GROUP) {
                continue;
            }
            workspace.memberships().remove(row);
            if (!workspace.memberships().isMember(user.id(), row.groupId())) {
                workspace
                        .memberships()
                        .put(new MembershipRow(
                                row.directoryId(), row.groupId(), user.id().toString(), Kind.USER, user.id()));
            }
            workspace.groups().touch(row);
        }
    }

    private @Nullable MembershipRow find(UUID groupId, MembershipRow named) {
        MembershipRow row = workspace.memberships().get(groupId, named.value());
        if (row == null && named.memberId() != null) {
            for (MembershipRow candidate : workspace.memberships().of(named.memberId())) {
                if (candidate.groupId().equals(groupId)) {
                    return candidate;
                }
            }
        }
        return row;
    }

    /** By id, as the RFC has it; else by externalId or userName, for clients that do not know the id yet. */
    private MembershipRow resolve(UUID directoryId, UUID groupId, MemberRef ref) {
        UUID id = Wanted.uuid(ref.value());
        if (id != null && workspace.users().knows(directoryId, id)) {
            return new MembershipRow(directoryId, groupId, ref.value(), Kind.USER, id);
        }
        if (id != null && workspace.groups().get(directoryId, id) != null) {
            return new MembershipRow(directoryId, groupId, ref.value(), Kind.GROUP, id);
        }
        UUID user = named(directoryId, ref.value());
        if (user != null) {
            return new MembershipRow(directoryId, groupId, user.toString(), Kind.USER, user);
        }
        return new MembershipRow(directoryId, groupId, ref.value(), Kind.of(ref.type()), null);
    }

    private @Nullable UUID named(UUID directoryId, String value) {
        Set<UUID> byExternalId = workspace.users().idsWithExternalId(directoryId, value);
        return byExternalId.size() == 1
                ? byExternalId.iterator().next()
                : workspace.users().idOfNamed(directoryId, CaseFold.fold(value));
    }
}
