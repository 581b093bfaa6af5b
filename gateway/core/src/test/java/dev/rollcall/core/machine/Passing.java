package dev.rollcall.core.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.machine.Facts.User;
import dev.rollcall.core.machine.World.Sent;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.message.ScimRequest.Command;
import dev.rollcall.scim.message.ScimRequest.Create;
import dev.rollcall.scim.message.ScimRequest.Delete;
import dev.rollcall.scim.message.ScimRequest.Patch;
import dev.rollcall.scim.message.ScimRequest.Replace;
import dev.rollcall.scim.patch.PatchOperation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What one request of an identity provider must bring with it and must not: nothing of a leaver (R27), and no silence (R29). */
final class Passing {

    private final World world;
    private final Facts after;
    private final List<String> broken = new ArrayList<>();

    private Passing(World world, Facts after) {
        this.world = world;
        this.after = after;
    }

    static List<String> broken(World world, Step step, Facts after) {
        Passing passing = new Passing(world, after);
        boolean alone = world.sent.size() == 1;
        if (step.byIdp() && alone) {
            world.facts().users().forEach(passing::nothingPassesToANewcomer);
            world.sent.forEach(passing::whatHasNoEffectIsTold);
        }
        return passing.broken;
    }

    /** Another object that has a record from now on is in the groups alone in which it was awaited. */
    private void nothingPassesToANewcomer(User before) {
        User user = after.usersById().get(before.id());
        boolean replaced = user != null
                && !before.active()
                && before.lastExternalId() != null
                && user.externalId() != null
                && !user.externalId().equals(before.lastExternalId());
        if (!replaced) {
            return;
        }
        Set<UUID> groups = new HashSet<>(after.groupsOf(user.id()));
        groups.removeAll(world.facts().parked().getOrDefault(user.externalId(), Set.of()));
        groups.removeAll(world.facts().parked().getOrDefault(user.name(), Set.of()));
        if (!groups.isEmpty()) {
            broken.add(user.name() + " is another object and has groups of the former one: " + groups);
        }
    }

    /** What was answered with success has happened, or the answer says that it has not. */
    private void whatHasNoEffectIsTold(Sent sent) {
        boolean told = sent.outcome().deviations().stream().map(Deviation::rule).anyMatch(rule -> rule.leavesOut());
        if (told) {
            return;
        }
        if (sent.outcome() instanceof Outcome.Deleted && sent.command() instanceof Delete delete) {
            if (after.usersById().containsKey(UUID.fromString(delete.id()))) {
                broken.add("a DELETE was answered, and nobody is gone: " + delete.id());
            }
        } else if (sent.outcome() instanceof Outcome.Stored stored
                && stored.resource().type().name().equals("User")) {
            ObjectNode stands = stored.resource().document();
            attributes(sent.command())
                    .forEach((ObjectNode object) -> object.properties().forEach(one -> {
                        if (!one.getValue().equals(stands.get(one.getKey()))) {
                            broken.add("answered with success and not done: " + one + "; it is "
                                    + stands.get(one.getKey()));
                        }
                    }));
        }
    }

    /** What a command asks for by objects of attributes. */
    private static List<ObjectNode> attributes(Command command) {
        if (command instanceof Create create) {
            return List.of(create.resource());
        } else if (command instanceof Replace replace) {
            return List.of(replace.resource());
        }
        List<ObjectNode> objects = new ArrayList<>();
        for (PatchOperation operation : ((Patch) command).patch().operations()) {
            if (operation.value() instanceof ObjectNode object) {
                objects.add(object);
            }
        }
        return objects;
    }
}
