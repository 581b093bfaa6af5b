package dev.rollcall.core.decide.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.Caller;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.decide.member.MemberRules;
import dev.rollcall.core.decide.request.PendingScim;
import dev.rollcall.core.decide.request.Wanted;
import dev.rollcall.core.decide.workspace.Cause;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.StoredResource;
import dev.rollcall.core.model.row.GroupRow;
import dev.rollcall.core.model.row.MembershipRow;
import dev.rollcall.core.model.row.UserRow;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.DeviationRule;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.message.ScimRequest.Command;
import dev.rollcall.scim.message.ScimRequest.Create;
import dev.rollcall.scim.message.ScimRequest.Delete;
import dev.rollcall.scim.message.ScimRequest.Patch;
import dev.rollcall.scim.message.ScimRequest.Replace;
import dev.rollcall.scim.patch.MembershipStep;
import dev.rollcall.scim.patch.MembershipStep.MemberRef;
import dev.rollcall.scim.patch.MembershipSteps;
import dev.rollcall.scim.patch.PatchApplier;
import dev.rollcall.scim.resource.ImmutableAttributes;
import dev.rollcall.scim.resource.ValueLimits;
import dev.rollcall.scim.schema.CaseFold;
import dev.rollcall.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** POST, PUT, PATCH and DELETE of groups. Each either does the whole of its work in the workspace or refuses and does none. */
public final class GroupCommands {

    private static final AttributePath MEMBERS = AttributePath.of("members");

    private final Workspace workspace;
    private final MemberRules members;
    private final GroupMembers groupMembers;
    private final Bindings bindings;
    private final GroupNews groupNews;

    public GroupCommands(Workspace workspace, MemberRules members, GroupMembers groupMembers) {
        this.workspace = workspace;
        this.members = members;
        this.groupMembers = groupMembers;
        this.bindings = new Bindings(workspace);
        this.groupNews = new GroupNews(workspace);
    }

    public Outcome create(Create command, Caller caller) {
        ObjectNode document = withoutMembers(command.resource());
        ValueLimits.require(null, document);
        requireMembers(refs(command.resource()));
        ScimError taken = taken(document, null, caller);
        if (taken != null) {
            return new Outcome.Refused(taken);
        }
        GroupRow group = new GroupRow(
                caller.directoryId(),
                workspace.newId(),
                nameKey(document),
                externalId(document),
                document,
                1,
                workspace.now(),
                workspace.now());
        workspace.put(group);
        Cause cause = Cause.sync(caller);
        groupNews.created(group, cause);
        bindings.groupMade(group, cause);
        Collection<MembershipRow> come = groupMembers.add(caller.directoryId(), group.id(), refs(command.resource()));
        workspace.trail().created(group, come, caller);
        settle(come, caller);
        return stored(command, group, true, List.of());
    }

    public Outcome replace(Replace command, Caller caller) {
        GroupRow group = find(command.id(), command.ifMatch(), caller);
        ObjectNode document =
                ImmutableAttributes.keep(command.type(), group.document(), withoutMembers(command.resource()));
        ValueLimits.require(group.document(), document);
        requireMembers(refs(command.resource()));
        List<Deviation> deviations = new ArrayList<>();
        List<MembershipStep> wanted = command.leftOut().contains(MEMBERS)
                ? List.of()
                : List.of(new MembershipStep.Set(refs(command.resource())));
        ScimError taken = taken(document, group, caller);
        if (taken != null) {
            if (!takesAway(group, wanted)) {
                return new Outcome.Refused(taken);
            }
            document = underItsName(document, group, deviations);
        }
        List<MembershipRow> changed = new ArrayList<>();
        wanted.forEach(step -> changed.addAll(move(command.type(), group, step)));
        return store(command, group, document, changed, caller, deviations);
    }

    public Outcome patch(Patch command, PendingScim pending) {
        Caller caller = pending.caller();
        GroupRow group = find(command.id(), command.ifMatch(), caller);
        // Attributes first: only they can be refused, and then no member may have moved.
        boolean takesAway = caller.mode() == Mode.TOLERANT && takesAway(group, pending.steps());
        ObjectNode document = group.document();
        List<Deviation> deviations = new ArrayList<>(pending.deviations());
        for (MembershipStep step : pending.steps()) {
            if (step instanceof MembershipStep.Attributes attributes) {
                PatchApplier.Result result = takesAway
                        ? PatchApplier.applyBesideRemoval(command.type(), document, attributes.patch())
                        : PatchApplier.apply(command.type(), document, attributes.patch(), caller.mode());
                document = result.resource();
                deviations.addAll(result.deviations());
            }
        }
        ValueLimits.require(group.document(), document);
        pending.steps().forEach(step -> requireMembers(step.members()));
        ScimError taken = taken(document, group, caller);
        if (taken != null) {
            if (!takesAway) {
                return new Outcome.Refused(taken);
            }
            document = underItsName(document, group, deviations);
        }
        List<MembershipRow> changed = new ArrayList<>();
        for (MembershipStep step : pending.steps()) {
            changed.addAll(move(command.type(), group, step));
        }
        return store(command, group, document, changed, caller, deviations);
    }

    /** Whether a member leaves the group by these steps: then nothing beside them may keep that from counting. */
    private boolean takesAway(GroupRow group, List<MembershipStep> steps) {
        for (MembershipStep step : steps) {
            boolean taken = step instanceof MembershipStep.Set set
                    ? groupMembers.hasOthers(group.directoryId(), group.id(), set.members())
                    : step.mayTakeAway();
            if (taken) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode underItsName(ObjectNode document, GroupRow group, List<Deviation> deviations) {
        deviations.add(new Deviation(
                DeviationRule.BESIDE_DEACTIVATION,
                "Ignored when members were removed: the displayName that was sent belongs to another group."));
        return document.deepCopy()
                .put("displayName", group.document().path("displayName").asText());
    }

    private Collection<MembershipRow> move(ResourceType type, GroupRow group, MembershipStep step) {
        UUID directory = group.directoryId();
        return step.match(new MembershipStep.Cases<>() {
            @Override
            public Collection<MembershipRow> attributes(MembershipStep.Attributes attributes) {
                return List.of();
            }

            @Override
            public Collection<MembershipRow> add(MembershipStep.Add add) {
                return groupMembers.add(directory, group.id(), add.members());
            }

            @Override
            public Collection<MembershipRow> remove(MembershipStep.Remove remove) {
                return groupMembers.remove(directory, group.id(), remove.values());
            }

            @Override
            public Collection<MembershipRow> removeMatching(MembershipStep.RemoveMatching matching) {
                return groupMembers.removeMatching(group.id(), MembershipSteps.matching(type, matching));
            }

            @Override
            public Collection<MembershipRow> set(MembershipStep.Set set) {
                return groupMembers.set(directory, group.id(), set.members());
            }
        });
    }

    public Outcome delete(Delete command, Caller caller) {
        GroupRow group = find(command.id(), command.ifMatch(), caller);
        Cause cause = Cause.sync(caller);
        Collection<MembershipRow> gone = groupMembers.set(caller.directoryId(), group.id(), List.of());
        for (MembershipRow parent : workspace.memberships().of(group.id())) {
            workspace.memberships().remove(parent);
            workspace.groups().touch(parent);
        }
        bindings.groupDeleted(group, cause);
        workspace.remove(group);
        groupNews.deleted(group, cause);
        workspace.trail().deleted(group, gone, caller);
        settle(gone, caller);
        return new Outcome.Deleted(List.of());
    }

    private Outcome store(
            Command command,
            GroupRow before,
            ObjectNode document,
            Collection<MembershipRow> moved,
            Caller caller,
            List<Deviation> deviations) {
        GroupRow group = before;
        if (!before.document().equals(document) || !moved.isEmpty()) {
            group = new GroupRow(
                    before.directoryId(),
                    before.id(),
                    nameKey(document),
                    externalId(document),
                    document,
                    before.version() + 1,
                    before.created(),
                    workspace.now());
            workspace.put(group);
            groupNews.changed(before, group, Cause.sync(caller));
            if (!before.nameKey().equals(group.nameKey())) {
                bindings.groupRenamed(group, Cause.sync(caller));
            }
            trace(before, group, moved, caller);
        }
        settle(moved, caller);
        return stored(command, group, false, deviations);
    }

    /** A member that came and went, or went and came, within one command is told as what it is in the end. */
    private void trace(GroupRow before, GroupRow group, Collection<MembershipRow> moved, Caller caller) {
        Map<String, MembershipRow> gone = new LinkedHashMap<>();
        Map<String, MembershipRow> come = new LinkedHashMap<>();
        for (MembershipRow row : moved) {
            boolean isMember = workspace.memberships().get(group.id(), row.value()) != null;
            (isMember ? come : gone).put(row.value(), row);
        }
        workspace.trail().changed(before, group, gone.values(), come.values(), caller);
    }

    /**
     * Tells who came and went, and brings every user whose membership changed in line with the roles that groups give. Those of
     * a group that gives none may
     * not be loaded; nothing follows for them.
     */
    private void settle(Collection<MembershipRow> moved, Caller caller) {
        groupNews.members(Cause.sync(caller));
        Set<UUID> users = new LinkedHashSet<>();
        for (MembershipRow row : moved) {
            if (row.memberId() != null && row.kind() == MembershipRow.Kind.USER) {
                users.add(row.memberId());
            }
        }
        List<UserRow> rows = new ArrayList<>();
        for (UUID id : users) {
            UserRow user = workspace.users().get(caller.directoryId(), id);
            if (user != null) {
                rows.add(user);
            }
        }
        members.settle(rows, Cause.sync(caller));
    }

    private static Outcome stored(Command command, GroupRow group, boolean created, List<Deviation> deviations) {
        return new Outcome.Stored(
                new StoredResource(
                        command.type(),
                        group.id(),
                        group.version(),
                        group.created(),
                        group.modified(),
                        group.document()),
                created,
                false,
                deviations);
    }

    /** The group that a command names, if it is there and in the version that the command wants; else 404 or 412. */
    private GroupRow find(String id, @Nullable String ifMatch, Caller caller) {
        UUID uuid = Wanted.uuid(id);
        GroupRow group = uuid == null ? null : workspace.groups().get(caller.directoryId(), uuid);
        if (group == null) {
            throw ScimError.notFound("There is no group with id \"" + id + "\" in this directory.")
                    .exception();
        }
        Versions.require(ifMatch, group.version());
        return group;
    }

    /**
     * IdPs find groups by displayName and give up when two answer. The RFC does not ask for unique names, so a strict directory
     * may have them.
     */
    private @Nullable ScimError taken(ObjectNode document, @Nullable GroupRow self, Caller caller) {
        String key = nameKey(document);
        if (caller.mode() == Mode.STRICT || (self != null && self.nameKey().equals(key))) {
            return null;
        }
        for (GroupRow other : workspace.groups().named(caller.directoryId(), key)) {
            if (self == null || !other.id().equals(self.id())) {
                return ScimError.conflict("Another group of this directory, id " + other.id()
                        + (other.externalId() == null ? "" : ", externalId " + other.externalId())
                        + ", already has this displayName. Link to that group, or rename one of them.");
            }
        }
        return null;
    }

    private static void requireMembers(List<MemberRef> refs) {
        refs.forEach(ref -> ValueLimits.requireMember(ref.value()));
    }

    private static ObjectNode withoutMembers(ObjectNode resource) {
        return resource.has("members") ? resource.deepCopy().without("members") : resource;
    }

    private static List<MemberRef> refs(ObjectNode resource) {
        List<MemberRef> refs = new ArrayList<>();
        for (JsonNode member : resource.path("members")) {
            JsonNode type = member.path("type");
            refs.add(new MemberRef(member.path("value").asText(), type.isTextual() ? type.textValue() : null));
        }
        return refs;
    }

    private static String nameKey(ObjectNode document) {
        return CaseFold.fold(document.path("displayName").asText());
    }

    private static @Nullable String externalId(ObjectNode document) {
        String value = document.path("externalId").asText();
        return value.isEmpty() ? null : value;
    }
}
