package dev.rollcall.adapters.entra.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.spi.simulate.IdpClient;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Reply;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends what Entra does to groups. It never reads the list of members: it asks about one member at a time whether they are in the
 * group.
 */
final class EntraGroups {

    static final int ON_DEMAND = 5;

    private static final String NO_MEMBERS = "excludedAttributes=members";

    private final IdpClient line;
    private final Supplier<EntraDialect> dialects;

    EntraGroups(IdpClient line, Supplier<EntraDialect> dialects) {
        this.line = line;
        this.dialects = dialects;
    }

    void probe(Plan plan) {
        Reply reply = line.get(byName(EntraQuery.nobody(plan)));
        reply.demand(reply.listed().isEmpty(), "the probe for a group that does not exist finds one");
    }

    /** Brings a group in step, its members aside: matched by name, created, renamed, or deleted at once, without a soft delete. */
    void sync(EntraTeam team) {
        if (team.isDeleted()) {
            delete(team);
        } else if (!team.isLinked()) {
            link(team);
        } else {
            String name = team.name();
            read(team);
            team.told("");
            patch(team, dialects.get().rename(name));
            team.told(name);
        }
    }

    private void link(EntraTeam team) {
        IdpClient.Found found = line.findOrCreate(
                () -> line.get(byName(team.name())).sole(),
                "/Groups",
                () -> {
                    team.posting();
                    return EntraProfile.group(team);
                },
                reply -> {});
        team.linked(found.id(), found.existed());
        if (found.existed()) {
            read(team);
        }
    }

    private void delete(EntraTeam team) {
        line.delete(target(team)).expect(204, 404);
        Reply reply = line.get(byName(team.toldName()));
        reply.demand(reply.listed().isEmpty(), "a deleted group is still found");
        team.unlinked();
    }

    /** Joining or leaving; may run for several people of one group at once. */
    void move(EntraTeam.Move move) {
        EntraTeam team = move.team();
        List<String> ids = move.accounts().stream().map(EntraAccount::id).toList();
        if (!move.joining()) {
            team.telling(move);
            patch(team, dialects.get().remove(ids));
            team.told(move);
            checkMember(team, ids.get(0), false);
            return;
        }
        boolean alone = ids.size() == 1;
        if (!alone || isMember(team, ids.get(0)).isEmpty()) {
            team.telling(move);
            patch(team, dialects.get().add(ids));
        }
        team.told(move);
        if (alone) {
            checkMember(team, ids.get(0), true);
        }
    }

    /** On demand an administrator provisions a group with five members at most; the flag in the URL has no effect then. */
    void provisionOnDemand(EntraTeam team) {
        read(team);
        team.toldMembers().stream()
                .limit(ON_DEMAND)
                .forEach(member -> patch(team, EntraDialect.DEFAULT.add(List.of(member.id()))));
    }

    private void read(EntraTeam team) {
        Reply reply = line.get(target(team) + "?" + NO_MEMBERS).expect(200);
        reply.demand(!reply.resource().has("members"), "members are there although they were excluded");
    }

    private void checkMember(EntraTeam team, String member, boolean expected) {
        Reply reply = line.get(membership(team, member));
        reply.demand(
                reply.sole().isPresent() == expected,
                expected ? "a member is missing from the group" : "a removed member is still in the group");
    }

    private Optional<ObjectNode> isMember(EntraTeam team, String member) {
        return line.get(membership(team, member)).sole();
    }

    private static String membership(EntraTeam team, String member) {
        return "/Groups?" + EntraQuery.reference(team.id(), "members", member);
    }

    private void patch(EntraTeam team, ObjectNode body) {
        line.patch(target(team), body).expect(204, 200);
    }

    private static String target(EntraTeam team) {
        return "/Groups/" + team.id();
    }

    private static String byName(String name) {
        return "/Groups?" + NO_MEMBERS + "&" + EntraQuery.filter("displayName", name);
    }
}
