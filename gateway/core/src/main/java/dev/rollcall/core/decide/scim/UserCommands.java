package dev.rollcall.core.decide.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.Caller;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.decide.member.Leavers;
import dev.rollcall.core.decide.member.MemberRules;
import dev.rollcall.core.decide.request.Wanted;
import dev.rollcall.core.decide.workspace.Cause;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.StoredResource;
import dev.rollcall.core.model.row.MembershipRow;
import dev.rollcall.core.model.row.UserRow;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.DeviationRule;
import dev.rollcall.scim.Habit;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.message.ScimRequest.Create;
import dev.rollcall.scim.message.ScimRequest.Delete;
import dev.rollcall.scim.message.ScimRequest.Patch;
import dev.rollcall.scim.message.ScimRequest.Replace;
import dev.rollcall.scim.patch.Deactivation;
import dev.rollcall.scim.patch.PatchApplier;
import dev.rollcall.scim.resource.Deviations;
import dev.rollcall.scim.resource.ImmutableAttributes;
import dev.rollcall.scim.resource.ValueLimits;
import dev.rollcall.scim.schema.CaseFold;
import dev.rollcall.scim.schema.ResourceType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** POST, PUT, PATCH and DELETE of users. Each either does the whole of its work in the workspace or refuses and does none. */
public final class UserCommands {

    private static final String USER_NAME = "userName";
    private static final Deviation NAME_LEFT_OUT = new Deviation(
            DeviationRule.BESIDE_DEACTIVATION,
            "Ignored along with a deactivation: the userName that was sent belongs to another user of this directory.");

    private static final Deviation FORMER_DELETED = new Deviation(
            DeviationRule.FORMER_DELETED,
            "Acknowledged but not carried out: the DELETE is for an externalId that this active user had before"
                    + " coming back under another.");

    /** An IdP with this habit deletes 30 days after a user left; some days more for its next cycles. */
    private static final Duration FORMER_KEPT = Duration.ofDays(35);

    private final Workspace workspace;
    private final MemberRules members;
    private final Leavers leavers;
    private final GroupMembers groupMembers;
    private final Newcomers newcomers;

    public UserCommands(Workspace workspace, MemberRules members, GroupMembers groupMembers) {
        this.workspace = workspace;
        this.members = members;
        this.leavers = new Leavers(workspace);
        this.groupMembers = groupMembers;
        this.newcomers = new Newcomers(workspace, members, leavers, groupMembers);
    }

    public Outcome create(Create command, Caller caller) {
        ObjectNode document = active(command.resource(), true);
        ValueLimits.require(null, document);
        String nameKey = CaseFold.fold(document.path(USER_NAME).asText());
        UserRow sameName = workspace.users().named(caller.directoryId(), nameKey);
        if (sameName != null && (sameName.active() || caller.mode() == Mode.STRICT)) {
            return taken(sameName, USER_NAME);
        }
        UserRow samePerson = activeWithExternalId(externalId(document), null, caller);
        if (samePerson != null) {
            return taken(samePerson, "externalId");
        }
        UserRow returning = returning(document, caller);
        if (returning == null || !caller.has(Habit.SOLE_EXTERNAL_ID)) {
            returning = sameName != null ? sameName : returning;
        }
        if (returning != null) {
            return store(command.type(), returning, document, caller, true, List.of());
        }
        UserRow user = new UserRow(
                caller.directoryId(),
                workspace.newId(),
                nameKey,
                externalId(document),
                null,
                document.path("active").booleanValue(),
                document,
                null,
                null,
                null,
                null,
                1,
                workspace.now(),
                workspace.now());
        workspace.put(user);
        workspace.trail().created(user, caller);
        groupMembers.connect(user);
        members.settle(user, Cause.sync(caller));
        return stored(command.type(), user.id(), caller, true, List.of());
    }

    /** Someone who comes back under another userName, as IdPs do on re-hire: the same record is revived. */
    private @Nullable UserRow returning(ObjectNode document, Caller caller) {
        String externalId = externalId(document);
        if (externalId == null || caller.mode() == Mode.STRICT) {
            return null;
        }
        List<UserRow> same = workspace.users().withExternalId(caller.directoryId(), externalId);
        return same.size() == 1 && !same.get(0).active() ? same.get(0) : null;
    }

    private @Nullable UserRow activeWithExternalId(@Nullable String externalId, @Nullable UserRow self, Caller caller) {
        if (externalId == null || !caller.has(Habit.SOLE_EXTERNAL_ID)) {
            return null;
        }
        return workspace.users().withExternalId(caller.directoryId(), externalId).stream()
                .filter(user -> user.active() && (self == null || !user.id().equals(self.id())))
                .findFirst()
                .orElse(null);
    }

    public Outcome replace(Replace command, Caller caller) {
        UserRow user = find(command.id(), command.ifMatch(), caller);
        Deviations deviations = new Deviations();
        boolean deactivates = caller.mode() == Mode.TOLERANT && Deactivation.isIn(command.type(), command.resource());
        ObjectNode sent = StoredValues.kept(command, user.document());
        ObjectNode wanted = deactivates
                ? ImmutableAttributes.keep(
                        command.type(),
                        user.document(),
                        sent,
                        e -> deviations.leftOutBesideDeactivation(e.error().detail()))
                : ImmutableAttributes.keep(command.type(), user.document(), sent);
        return change(command.type(), user, wanted, deactivates, caller, deviations.list());
    }

    public Outcome patch(Patch command, Caller caller) {
        UserRow user = find(command.id(), command.ifMatch(), caller);
        PatchApplier.Result result =
                PatchApplier.apply(command.type(), user.document(), command.patch(), caller.mode());
        boolean deactivates = caller.mode() == Mode.TOLERANT
                && Deactivation.isIn(command.type(), command.patch())
                && Deactivation.isIn(command.type(), result.resource());
        return change(command.type(), user, result.resource(), deactivates, caller, result.deviations());
    }

    private boolean isTaken(ObjectNode document, UserRow user) {
        UserRow holder = workspace
                .users()
                .named(
                        user.directoryId(),
                        CaseFold.fold(document.path(USER_NAME).asText()));
        return holder != null && !holder.id().equals(user.id());
    }

    private Outcome change(
            ResourceType type,
            UserRow user,
            ObjectNode wanted,
            boolean deactivates,
            Caller caller,
            List<Deviation> deviations) {
        List<Deviation> all = new ArrayList<>(deviations);
        ObjectNode document = active(wanted, user.active());
        Optional<String> excess = ValueLimits.excess(user.document(), document);
        if (excess.isPresent()) {
            if (!deactivates) {
                throw ScimError.badRequest(ScimType.INVALID_VALUE, excess.get()).exception();
            }
            document = user.document().deepCopy().put("active", false);
            all.add(new Deviation(
                    DeviationRule.BESIDE_DEACTIVATION, "Ignored along with a deactivation: " + excess.get()));
        }
        if (deactivates && isTaken(document, user)) {
            document = document.deepCopy()
                    .put(USER_NAME, user.document().path(USER_NAME).asText());
            all.add(NAME_LEFT_OUT);
        }
        UserRow samePerson =
                takesExternalId(user, document) ? activeWithExternalId(externalId(document), user, caller) : null;
        if (samePerson != null) {
            return taken(samePerson, "externalId");
        }
        Optional<ObjectNode> renamed = caller.has(Habit.STALE_FORMATTED_NAME)
                ? FormattedName.anew(user.document(), document)
                : Optional.empty();
        renamed.ifPresent(changed -> all.add(FormattedName.STALE));
        return store(type, user, renamed.orElse(document), caller, false, all);
    }

    /** Whether a user becomes an active one of their externalId: an echo and a deactivation are never in the way. */
    private static boolean takesExternalId(UserRow before, ObjectNode document) {
        return document.path("active").booleanValue()
                && !(before.active() && Objects.equals(before.externalId(), externalId(document)));
    }

    public Outcome delete(Delete command, Caller caller) {
        UserRow user = find(command.id(), command.ifMatch(), caller);
        if (meansFormer(user, caller)) {
            newcomers.keep(user, caller);
            return new Outcome.Deleted(List.of(FORMER_DELETED));
        }
        groupMembers.leaveAll(user.id());
        leavers.removed(user, Cause.sync(caller));
        workspace.remove(user);
        workspace.trail().deleted(user, caller);
        return new Outcome.Deleted(List.of());
    }

    /** Whether a DELETE is for what held this id before: an IdP that has one for a leaver deactivates them first. */
    private boolean meansFormer(UserRow user, Caller caller) {
        return caller.has(Habit.DELETES_THE_FORMER)
                && user.active()
                && user.relinked() != null
                && workspace.now().isBefore(user.relinked().plus(FORMER_KEPT));
    }

    private Outcome store(
            ResourceType type,
            UserRow before,
            ObjectNode document,
            Caller caller,
            boolean created,
            List<Deviation> deviations) {
        String nameKey = CaseFold.fold(document.path(USER_NAME).asText());
        UserRow sameName = workspace.users().named(caller.directoryId(), nameKey);
        if (sameName != null && !sameName.id().equals(before.id())) {
            if (!isLeftBehind(sameName, document, caller)) {
                return taken(sameName, USER_NAME);
            }
            newcomers.giveWay(sameName, caller);
        }
        UserRow user = before;
        if (!before.document().equals(document)) {
            user = new UserRow(
                    before.directoryId(),
                    before.id(),
                    nameKey,
                    externalId(document),
                    externalId(document) == null ? before.lastExternalId() : null,
                    document.path("active").booleanValue(),
                    document,
                    before.exclusion(),
                    before.waitsFor(),
                    Newcomers.isReplaced(before, externalId(document)) ? null : before.formerMember(),
                    isRelinked(before, document) ? workspace.now() : before.relinked(),
                    before.version() + 1,
                    before.created(),
                    workspace.now());
            if (Newcomers.isReplaced(before, user.externalId())) {
                newcomers.takeOver(before, user, caller);
                return stored(type, user.id(), caller, created, deviations);
            }
            workspace.put(user);
            workspace.trail().changed(before, user, caller);
            groupMembers.connect(user);
        }
        members.settle(user, Cause.sync(caller));
        return stored(type, user.id(), caller, created, deviations);
    }

    /** Whether a person who had left comes back as what the IdP holds to be another object. */
    private static boolean isRelinked(UserRow before, ObjectNode document) {
        return document.path("active").booleanValue() && Newcomers.isReplaced(before, externalId(document));
    }

    /**
     * Whether a record has nothing but the userName in common with the person who has it now: where the externalId is one person's
     * for good, an inactive record of another one was left behind by a person whose name was given out again.
     */
    private static boolean isLeftBehind(UserRow holder, ObjectNode document, Caller caller) {
        String externalId = externalId(document);
        return caller.has(Habit.SOLE_EXTERNAL_ID)
                && !holder.active()
                && externalId != null
                && !externalId.equals(holder.externalId());
    }

    private Outcome stored(ResourceType type, UUID id, Caller caller, boolean created, List<Deviation> deviations) {
        UserRow user = workspace.users().get(caller.directoryId(), id);
        if (user == null) {
            throw new IllegalStateException("a user that was just stored is not there");
        }
        ObjectNode document = user.document().deepCopy();
        ArrayNode groups = document.arrayNode();
        for (MembershipRow row : workspace.memberships().of(id)) {
            groups.addObject()
                    .put("value", row.groupId().toString())
                    .put("display", workspace.groups().name(row.groupId()))
                    .put("type", "direct");
        }
        if (!groups.isEmpty()) {
            document.set("groups", groups);
        }
        return new Outcome.Stored(
                new StoredResource(type, id, user.version(), user.created(), user.modified(), document),
                created,
                true,
                deviations);
    }

    /** The user that a command names, if it is there and in the version that the command wants; else 404 or 412. */
    private UserRow find(String id, @Nullable String ifMatch, Caller caller) {
        UUID uuid = Wanted.uuid(id);
        UserRow user = uuid == null ? null : workspace.users().get(caller.directoryId(), uuid);
        if (user == null) {
            throw ScimError.notFound("There is no user with id \"" + id + "\" in this directory.")
                    .exception();
        }
        Versions.require(ifMatch, user.version());
        return user;
    }

    /** {@code active} is always stored, so that what a client reads does not depend on whether it was ever sent. */
    private static ObjectNode active(ObjectNode document, boolean otherwise) {
        return document.path("active").isBoolean()
                ? document
                : document.deepCopy().put("active", otherwise);
    }

    private static @Nullable String externalId(ObjectNode document) {
        String value = document.path("externalId").asText();
        return value.isEmpty() ? null : value;
    }

    private static Outcome taken(UserRow holder, String attribute) {
        return new Outcome.Refused(ScimError.conflict("Another user of this directory, id " + holder.id()
                + ", already has this " + attribute + ". Look the user up by " + attribute
                + " and update it, or choose another " + attribute + "."));
    }
}
