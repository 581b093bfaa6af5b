package dev.rollcall.core.decide.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.command.OfConflict;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.decide.plan.WorkChunk;
import dev.rollcall.core.decide.workspace.Addresses;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.EmailAddress;
import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.scim.message.ScimRequest.Command;
import dev.rollcall.scim.message.ScimRequest.Create;
import dev.rollcall.scim.message.ScimRequest.Delete;
import dev.rollcall.scim.message.ScimRequest.Patch;
import dev.rollcall.scim.message.ScimRequest.Replace;
import dev.rollcall.scim.patch.MembershipStep;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.schema.CaseFold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a batch of commands can touch, told from the commands alone: what has to be loaded before anything is
 * decided. May name more than is needed, never less.
 */
public final class Wanted {

    private final Set<UUID> directories = new LinkedHashSet<>();
    private final Set<DirectoryKey<UUID>> users = new LinkedHashSet<>();
    private final Set<DirectoryKey<String>> userNames = new LinkedHashSet<>();
    private final Set<DirectoryKey<String>> externalIds = new LinkedHashSet<>();
    private final Set<DirectoryKey<UUID>> groups = new LinkedHashSet<>();
    private final Set<DirectoryKey<String>> groupNames = new LinkedHashSet<>();
    private final Set<DirectoryKey<UUID>> wholeGroups = new LinkedHashSet<>();
    private final Set<DirectoryKey<String>> parkedValues = new LinkedHashSet<>();
    private final References references = new References();
    private final Set<String> addresses = new LinkedHashSet<>();
    private final Set<String> userAddresses = new LinkedHashSet<>();
    private final Set<UUID> members = new LinkedHashSet<>();
    private boolean everyDirectory;

    /** Reads the commands of one organisation's batch. */
    public static Wanted by(List<PendingScim> batch) {
        Wanted wanted = new Wanted();
        for (PendingScim pending : batch) {
            wanted.add(pending);
        }
        return wanted;
    }

    /** Reads a task. */
    public static Wanted by(WorkChunk task) {
        Wanted wanted = new Wanted();
        wanted.everyDirectory = true;
        task.match(wanted.new OfTask());
        return wanted;
    }

    /** What each kind of task touches. */
    private final class OfTask implements WorkChunk.Cases<Wanted> {

        private Wanted users(List<DirectoryKey<UUID>> keys) {
            users.addAll(keys);
            return Wanted.this;
        }

        private Wanted members(Collection<UUID> ids) {
            members.addAll(ids);
            return Wanted.this;
        }

        @Override
        public Wanted settle(WorkChunk.Settle settle) {
            return users(settle.users());
        }

        @Override
        public Wanted exchange(WorkChunk.Exchange exchange) {
            return users(exchange.users());
        }

        @Override
        public Wanted lift(WorkChunk.Lift lift) {
            return members(lift.members());
        }

        @Override
        public Wanted release(WorkChunk.Release release) {
            add(release.hold());
            return Wanted.this;
        }

        @Override
        public Wanted decideHolds(WorkChunk.DecideHolds decision) {
            decision.holds().forEach(Wanted.this::add);
            return Wanted.this;
        }

        @Override
        public Wanted unmanage(WorkChunk.Unmanage unmanage) {
            return users(unmanage.users());
        }

        @Override
        public Wanted unmanageOrphans(WorkChunk.UnmanageOrphans unmanage) {
            return members(unmanage.members());
        }

        @Override
        public Wanted suspendFormer(WorkChunk.SuspendFormer suspend) {
            return users(suspend.users());
        }

        @Override
        public Wanted depart(WorkChunk.Depart depart) {
            return members(depart.members());
        }

        @Override
        public Wanted giveBack(WorkChunk.GiveBack back) {
            back.adoptions().forEach(adoption -> {
                members.add(adoption.former().id());
                addresses.add(adoption.former().emailKey());
            });
            return Wanted.this;
        }

        @Override
        public Wanted takeBack(WorkChunk.TakeBack back) {
            return members(back.members());
        }

        @Override
        public Wanted rebook(WorkChunk.Rebook rebook) {
            return members(rebook.sums().keySet());
        }

        @Override
        public Wanted announce(WorkChunk.Announce told) {
            return Wanted.this;
        }

        @Override
        public Wanted byHand(WorkChunk.ByHand byHand) {
            return byHand.command().match(new OfCommand());
        }
    }

    private void add(HoldRow hold) {
        if (hold.userId() != null && hold.directoryId() != null) {
            users.add(new DirectoryKey<>(hold.directoryId(), hold.userId()));
        }
        if (hold.memberId() != null) {
            members.add(hold.memberId());
        }
    }

    /** What each kind of command about one person touches. */
    private final class OfCommand implements OfMember.Cases<Wanted> {

        private Wanted member(UUID id) {
            members.add(id);
            return Wanted.this;
        }

        @Override
        public Wanted invite(OfMember.Invite invite) {
            return addInvited(invite.email());
        }

        @Override
        public Wanted grantRecovery(OfMember.GrantRecovery grant) {
            return addInvited(grant.email());
        }

        @Override
        public Wanted endRecovery(OfMember.EndRecovery end) {
            return member(end.memberId());
        }

        @Override
        public Wanted editMember(OfMember.EditMember edit) {
            return member(edit.memberId());
        }

        @Override
        public Wanted removeMember(OfMember.RemoveMember remove) {
            return member(remove.memberId());
        }

        @Override
        public Wanted releaseConflict(OfConflict.ReleaseConflict release) {
            return member(release.memberId());
        }
    }

    private Wanted addInvited(String email) {
        String key = EmailAddress.key(EmailAddress.tidied(email));
        addresses.add(key);
        userAddresses.add(key);
        return this;
    }

    private void add(PendingScim pending) {
        Command command = pending.command();
        UUID directory = pending.caller().directoryId();
        directories.add(directory);
        boolean group = pending.isGroup();
        if (command instanceof Create create) {
            if (group) {
                addGroupBody(directory, null, create.resource());
            } else {
                addUserBody(directory, create.resource());
            }
        } else if (command instanceof Replace replace) {
            addId(directory, group, replace.id());
            if (group) {
                addWholeGroup(directory, replace.id());
                addGroupBody(directory, uuid(replace.id()), replace.resource());
            } else {
                addUserBody(directory, replace.resource());
            }
        } else if (command instanceof Patch patch) {
            addId(directory, group, patch.id());
            if (group) {
                addGroupPatch(directory, patch.id(), pending.steps());
            } else {
                patch.patch().operations().forEach(operation -> addUserOperation(directory, operation));
            }
        } else if (command instanceof Delete delete) {
            addId(directory, group, delete.id());
            if (group) {
                addWholeGroup(directory, delete.id());
            }
        }
    }

    private void addId(UUID directory, boolean group, String id) {
        UUID uuid = uuid(id);
        if (uuid != null) {
            (group ? groups : users).add(new DirectoryKey<>(directory, uuid));
        }
    }

    private void addWholeGroup(UUID directory, String id) {
        UUID uuid = uuid(id);
        if (uuid != null) {
            wholeGroups.add(new DirectoryKey<>(directory, uuid));
        }
    }

    private void addUserBody(UUID directory, JsonNode body) {
        addUserName(directory, body.path("userName"));
        addExternalId(directory, body.path("externalId"));
        Addresses.collect(body, addresses);
    }

    private void addGroupBody(UUID directory, @Nullable UUID group, JsonNode body) {
        addGroupName(directory, body.path("displayName"));
        for (JsonNode member : body.path("members")) {
            addReference(directory, group, member.path("value").asText());
        }
    }

    private void addUserOperation(UUID directory, PatchOperation operation) {
        JsonNode value = operation.value();
        if (value == null) {
            return;
        }
        Addresses.collect(value, addresses);
        if (operation.path() == null) {
            value.properties().forEach(field -> addUserField(directory, field.getKey(), field.getValue()));
        } else {
            addUserField(directory, operation.path().attribute().attribute(), value);
        }
    }

    private void addUserField(UUID directory, String name, JsonNode value) {
        String attribute = name.substring(name.lastIndexOf(':') + 1);
        if (attribute.equalsIgnoreCase("userName")) {
            addUserName(directory, value);
        } else if (attribute.equalsIgnoreCase("externalId")) {
            addExternalId(directory, value);
        }
    }

    private void addUserName(UUID directory, JsonNode value) {
        if (value.isTextual()) {
            userNames.add(new DirectoryKey<>(directory, CaseFold.fold(value.textValue())));
            parkedValues.add(new DirectoryKey<>(directory, value.textValue()));
        }
    }

    private void addExternalId(UUID directory, JsonNode value) {
        if (value.isTextual()) {
            externalIds.add(new DirectoryKey<>(directory, value.textValue()));
            parkedValues.add(new DirectoryKey<>(directory, value.textValue()));
        }
    }

    private void addGroupPatch(UUID directory, String id, List<MembershipStep> steps) {
        OfStep kinds = new OfStep(directory, id);
        steps.forEach(step -> step.match(kinds));
    }

    /** What each kind of step of a PATCH on a group touches. */
    private final class OfStep implements MembershipStep.Cases<Wanted> {

        private final UUID directory;
        private final String id;
        private final @Nullable UUID group;

        OfStep(UUID directory, String id) {
            this.directory = directory;
            this.id = id;
            this.group = uuid(id);
        }

        @Override
        public Wanted attributes(MembershipStep.Attributes step) {
            step.patch().operations().forEach(operation -> addGroupOperation(directory, operation));
            return Wanted.this;
        }

        @Override
        public Wanted add(MembershipStep.Add step) {
            step.members().forEach(ref -> addReference(directory, group, ref.value()));
            return Wanted.this;
        }

        @Override
        public Wanted remove(MembershipStep.Remove step) {
            step.values().forEach(value -> addReference(directory, group, value));
            return Wanted.this;
        }

        @Override
        public Wanted removeMatching(MembershipStep.RemoveMatching step) {
            addWholeGroup(directory, id);
            return Wanted.this;
        }

        @Override
        public Wanted set(MembershipStep.Set step) {
            addWholeGroup(directory, id);
            step.members().forEach(ref -> addReference(directory, group, ref.value()));
            return Wanted.this;
        }
    }

    private void addGroupOperation(UUID directory, PatchOperation operation) {
        JsonNode value = operation.value();
        if (value == null) {
            return;
        }
        if (operation.path() != null) {
            addGroupName(directory, value);
        } else {
            value.elements().forEachRemaining(field -> addGroupName(directory, field));
        }
    }

    private void addGroupName(UUID directory, JsonNode value) {
        if (value.isTextual()) {
            groupNames.add(new DirectoryKey<>(directory, CaseFold.fold(value.textValue())));
        }
    }

    private void addReference(UUID directory, @Nullable UUID group, String value) {
        references.add(directory, group, value);
        addId(directory, true, value);
    }

    /** The id as UUID, or null: ids of this gateway are UUIDs in lower case, so anything else names nothing. */
    public static @Nullable UUID uuid(String id) {
        if (id.length() != 36) {
            return null;
        }
        try {
            UUID uuid = UUID.fromString(id);
            return uuid.toString().equals(id) ? uuid : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    public Set<UUID> directories() {
        return directories;
    }

    /** Whether all directories of the organisation are needed, with their assignments. */
    public boolean everyDirectory() {
        return everyDirectory;
    }

    /** Members by id; with them the users that they are. */
    public Set<UUID> members() {
        return members;
    }

    public List<DirectoryKey<UUID>> users() {
        return new ArrayList<>(users);
    }

    /** Case-folded. */
    public List<DirectoryKey<String>> userNames() {
        return new ArrayList<>(userNames);
    }

    public List<DirectoryKey<String>> externalIds() {
        return new ArrayList<>(externalIds);
    }

    public List<DirectoryKey<UUID>> groups() {
        return new ArrayList<>(groups);
    }

    /** Case-folded. */
    public List<DirectoryKey<String>> groupNames() {
        return new ArrayList<>(groupNames);
    }

    /** Groups whose members are all needed: they are replaced, searched or deleted. */
    public List<DirectoryKey<UUID>> wholeGroups() {
        return new ArrayList<>(wholeGroups);
    }

    /** Values under which members may be parked. */
    public List<DirectoryKey<String>> parkedValues() {
        return new ArrayList<>(parkedValues);
    }

    /** The members that commands on groups name. */
    public References references() {
        return references;
    }

    /** Case-folded addresses whose users are needed, whichever directory has them. */
    public Set<String> userAddresses() {
        return userAddresses;
    }

    /** Case-folded addresses that the commands could bring in. */
    public Set<String> addresses() {
        return addresses;
    }
}
