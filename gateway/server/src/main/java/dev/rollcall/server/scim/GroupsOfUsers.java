package dev.rollcall.server.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rollcall.core.command.Caller;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.model.StoredResource;
import dev.rollcall.core.read.resource.ResourceQueries;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.DeviationRule;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.scim.message.ScimRequest.Command;
import dev.rollcall.scim.patch.Deactivation;
import dev.rollcall.scim.patch.PatchOp;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.patch.PatchPath;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.CallerContext;
import dev.rollcall.spi.GroupWish;
import dev.rollcall.spi.Normalized;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Carries out changes of memberships that a client sends with the user. Each group that a user joins or leaves is changed by a
 * command of its own, after the user's; the request is answered when all are done, and may be repeated like any other if it was not
 * answered.
 */
final class GroupsOfUsers {

    private static final PatchPath MEMBERS = PatchPath.parse("members");

    private final ScimHandlers.Door door;
    private final ResourceQueries queries;
    private final DatabaseCircuit circuit;

    GroupsOfUsers(ScimHandlers.Door door, ResourceQueries queries, DatabaseCircuit circuit) {
        this.door = door;
        this.queries = queries;
        this.circuit = circuit;
    }

    /** Carries out the write of the user, then what it says of groups. */
    Future<Outcome> apply(Connection connection, Caller caller, Normalized normalized, Command command) {
        return unknown(connection, normalized).compose(unknown -> {
            if (!unknown.isEmpty() && !deactivates(command)) {
                return Future.succeededFuture(new Outcome.Refused(ScimError.badRequest(
                        ScimType.INVALID_VALUE,
                        "groups names " + unknown.iterator().next()
                                + ", which is no group of this directory. Create the group first, then send the user"
                                + " again.")));
            }
            List<Deviation> deviations = new ArrayList<>(normalized.deviations());
            if (!unknown.isEmpty()) {
                deviations.add(new Deviation(
                        DeviationRule.BESIDE_DEACTIVATION,
                        "Ignored along with a deactivation: groups names a group that this directory does not have."));
            }
            return CallerContext.hop(circuit.call(() -> door.apply(caller, command, deviations)))
                    .compose(outcome -> outcome instanceof Outcome.Stored stored
                            ? follow(connection, caller, stored, normalized.groups(), unknown)
                            : Future.succeededFuture(outcome));
        });
    }

    private static boolean deactivates(Command command) {
        return (command instanceof ScimRequest.Replace put && Deactivation.isIn(put.type(), put.resource()))
                || (command instanceof ScimRequest.Patch patch && Deactivation.isIn(patch.type(), patch.patch()))
                || (command instanceof ScimRequest.Create post && Deactivation.isIn(post.type(), post.resource()));
    }

    private Future<Set<String>> unknown(Connection connection, Normalized normalized) {
        Set<String> named = new LinkedHashSet<>();
        for (GroupWish wish : normalized.groups()) {
            if (wish.kind() != GroupWish.Kind.REMOVE) {
                wish.groups().forEach(id -> named.add(key(id)));
            }
        }
        Future<Set<String>> unknown = Future.succeededFuture(new LinkedHashSet<>());
        for (String id : named) {
            unknown = unknown.compose(found -> exists(connection, id).map(there -> {
                if (!there) {
                    found.add(id);
                }
                return found;
            }));
        }
        return unknown;
    }

    private Future<Boolean> exists(Connection connection, String id) {
        UUID uuid = uuid(id);
        return uuid == null
                ? Future.succeededFuture(false)
                : circuit.call(() -> queries.get(connection.orgId(), connection.id(), CoreTypes.GROUP, uuid, false))
                        .map(found -> found != null);
    }

    private static @Nullable UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String key(String id) {
        return id.strip().toLowerCase(Locale.ROOT);
    }

    private Future<Outcome> follow(
            Connection connection, Caller caller, Outcome.Stored stored, List<GroupWish> wishes, Set<String> unknown) {
        StoredResource user = stored.resource();
        Set<String> before = new LinkedHashSet<>();
        for (JsonNode group : user.document().path("groups")) {
            before.add(key(group.path("value").asText()));
        }
        Set<String> after = new LinkedHashSet<>(before);
        wishes.forEach(wish -> carryOut(wish, after));
        after.removeAll(unknown);
        List<Future<Outcome>> changes = new ArrayList<>();
        after.stream()
                .filter(id -> !before.contains(id))
                .forEach(id -> changes.add(change(caller, PatchOp.ADD, id, user.id())));
        before.stream()
                .filter(id -> !after.contains(id))
                .forEach(id -> changes.add(change(caller, PatchOp.REMOVE, id, user.id())));
        if (changes.isEmpty()) {
            return Future.succeededFuture(stored);
        }
        return Future.all(changes).compose(done -> anew(connection, stored));
    }

    private static void carryOut(GroupWish wish, Set<String> groups) {
        List<String> named = wish.groups().stream().map(GroupsOfUsers::key).toList();
        if (wish.kind() == GroupWish.Kind.REMOVE) {
            named.forEach(groups::remove);
            return;
        }
        if (wish.kind() == GroupWish.Kind.SET) {
            groups.retainAll(named);
        }
        groups.addAll(named);
    }

    private Future<Outcome> change(Caller caller, PatchOp op, String group, UUID user) {
        ArrayNode members = JsonNodeFactory.instance.arrayNode();
        members.addObject().put("value", user.toString());
        Command patch = new ScimRequest.Patch(
                CoreTypes.GROUP,
                group,
                new PatchRequest(List.of(new PatchOperation(op, MEMBERS, members))),
                null,
                Projection.DEFAULT);
        return CallerContext.hop(circuit.call(() -> door.apply(caller, patch, List.of())));
    }

    /** The user once more: it shows the groups that it is in now. */
    private Future<Outcome> anew(Connection connection, Outcome.Stored stored) {
        StoredResource user = stored.resource();
        return circuit.call(() -> queries.get(connection.orgId(), connection.id(), user.type(), user.id(), true))
                .map(found -> found == null
                        ? stored
                        : new Outcome.Stored(found, stored.created(), stored.complete(), stored.deviations()));
    }
}
