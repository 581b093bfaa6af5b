package dev.rollcall.core.decide;

import dev.rollcall.core.command.Caller;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.decide.member.MemberNews;
import dev.rollcall.core.decide.member.MemberRules;
import dev.rollcall.core.decide.request.PendingScim;
import dev.rollcall.core.decide.scim.GroupCommands;
import dev.rollcall.core.decide.scim.GroupMembers;
import dev.rollcall.core.decide.scim.GroupNews;
import dev.rollcall.core.decide.scim.UserCommands;
import dev.rollcall.core.decide.workspace.Cause;
import dev.rollcall.core.decide.workspace.MassChangeBrake;
import dev.rollcall.core.decide.workspace.Slice;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.message.ScimRequest.Command;
import dev.rollcall.scim.message.ScimRequest.Create;
import dev.rollcall.scim.message.ScimRequest.Delete;
import dev.rollcall.scim.message.ScimRequest.Patch;
import dev.rollcall.scim.message.ScimRequest.Replace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides a batch: each command in order on the rows as the ones before it left them. A command that is refused changes
 * nothing and does not affect the others. A function of its arguments.
 */
public final class Decider {

    private final Workspace workspace;
    private final UserCommands users;
    private final GroupCommands groups;
    private final MemberNews memberNews;
    private final GroupNews groupNews;

    private Decider(Workspace workspace) {
        MemberRules members = new MemberRules(workspace);
        GroupMembers groupMembers = new GroupMembers(workspace);
        this.workspace = workspace;
        this.users = new UserCommands(workspace, members, groupMembers);
        this.groups = new GroupCommands(workspace, members, groupMembers);
        this.memberNews = new MemberNews(workspace);
        this.groupNews = new GroupNews(workspace);
    }

    /**
     * Decides.
     *
     * @param slice all that the commands can touch (see {@code Wanted})
     * @param now stands on every row that is made or changed
     * @param ids new ids, ascending in time
     */
    public static Decision decide(Slice slice, List<PendingScim> batch, Instant now, Supplier<UUID> ids) {
        return decide(slice, batch, now, ids, null);
    }

    /**
     * The same.
     *
     * @param impact learns what happens to whom, or null
     */
    public static Decision decide(
            Slice slice, List<PendingScim> batch, Instant now, Supplier<UUID> ids, @Nullable ImpactBuilder impact) {
        MassChangeBrake brake = MassChangeBrake.looking();
        Decider decider = new Decider(new Workspace(slice, brake, now, ids));
        Decision decision = decider.decide(batch);
        Set<UUID> tooMuch = decider.tooMuch(brake);
        if (!tooMuch.isEmpty()) {
            decider = new Decider(new Workspace(slice, MassChangeBrake.holding(tooMuch), now, ids));
            decision = decider.decide(batch);
        }
        if (impact != null) {
            impact.add(decider.workspace);
        }
        return decision;
    }

    private Decision decide(List<PendingScim> batch) {
        List<Outcome> outcomes = new ArrayList<>(batch.size());
        for (PendingScim pending : batch) {
            outcomes.add(traced(pending));
        }
        return new Decision(outcomes, workspace.changes());
    }

    /** Directories that would take out more people in this batch than they may in a whole window, and were let to begin (R32). */
    private Set<UUID> tooMuch(MassChangeBrake brake) {
        Set<UUID> tooMuch = new HashSet<>();
        for (UUID id : brake.halfDone()) {
            DirectoryRow directory = workspace.directory(id);
            if (brake.wanted(id)
                    > directory
                            .guard()
                            .at(workspace.now(), directory.activeMembers())
                            .admitted()) {
                tooMuch.add(id);
            }
        }
        return tooMuch;
    }

    private Outcome traced(PendingScim pending) {
        int entries = workspace.trail().entries().size();
        Outcome outcome = decide(pending);
        memberNews.records(Cause.sync(pending.caller()));
        groupNews.members(Cause.sync(pending.caller()));
        List<Deviation> leftOut = Stream.concat(pending.readBefore().stream(), outcome.deviations().stream())
                .filter(deviation -> deviation.rule().leavesOut())
                .distinct()
                .toList();
        workspace.trail().leftOut(entries, outcome, leftOut);
        return outcome;
    }

    private Outcome decide(PendingScim pending) {
        Command command = pending.command();
        Caller caller = pending.caller();
        // A draft can be deleted while a request to it is on its way.
        if (workspace.directoryIfLoaded(caller.directoryId()) == null) {
            return new Outcome.Refused(ScimError.of(
                    401,
                    "The directory that this credential belongs to was deleted. Connect the directory that "
                            + "replaces it."));
        }
        try {
            if (command instanceof Create create) {
                return pending.isGroup() ? groups.create(create, caller) : users.create(create, caller);
            } else if (command instanceof Replace replace) {
                return pending.isGroup() ? groups.replace(replace, caller) : users.replace(replace, caller);
            } else if (command instanceof Patch patch) {
                return pending.isGroup() ? groups.patch(patch, pending) : users.patch(patch, caller);
            } else if (command instanceof Delete delete) {
                return pending.isGroup() ? groups.delete(delete, caller) : users.delete(delete, caller);
            }
            throw new IllegalStateException("a kind of command that nobody handles");
        } catch (ScimException e) {
            return new Outcome.Refused(e.error());
        }
    }
}
