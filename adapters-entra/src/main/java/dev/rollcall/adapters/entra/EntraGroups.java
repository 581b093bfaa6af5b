package dev.rollcall.adapters.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.spi.simulate.Batches;
import dev.rollcall.spi.simulate.Line;
import dev.rollcall.spi.simulate.Links;
import dev.rollcall.spi.simulate.Person;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Reply;
import dev.rollcall.spi.simulate.Team;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What Entra does to groups. It never reads members: it asks for one at a time whether they are in. */
final class EntraGroups {

    /** Members in one PATCH of the initial cycle. Microsoft publishes no figure. */
    static final int BATCH = 50;

    static final int ON_DEMAND = 5;

    private static final String NO_MEMBERS = "excludedAttributes=members";

    private final Line line;
    private final Supplier<EntraDialect> dialects;
    private final EntraUsers users;
    private final Links<Team> links = new Links<>();
    private final Set<Team> older = ConcurrentHashMap.newKeySet();

    EntraGroups(Line line, Supplier<EntraDialect> dialects, EntraUsers users) {
        this.line = line;
        this.dialects = dialects;
        this.users = users;
    }

    void probe(Plan plan) {
        Reply reply = line.get(byName(EntraQuery.nobody(plan)));
        reply.demand(reply.listed().isEmpty(), "the probe for a group that does not exist finds one");
    }

    void provision(Team team) {
        Line.Found found = line.findOrCreate(() -> match(team), "/Groups", () -> EntraProfile.group(team), reply -> {});
        links.link(team, found.id());
        if (found.existed()) {
            older.add(team);
            read(team);
        }
        Batches.of(ids(team.members()), BATCH)
                .forEach(batch -> patch(team, dialects.get().add(batch)));
    }

    /** Renames the group and gives it its old name back; its members must not change. */
    void renameAndBack(Team team) {
        read(team);
        patch(team, dialects.get().rename(team.name() + " (renamed)"));
        ids(team.members()).stream().limit(1).forEach(member -> checkMember(team, member, true));
        patch(team, dialects.get().rename(team.name()));
    }

    /** Leaving goes in batches, {@link #rejoin joining} one by one: both occur. */
    void leave(Team team, List<Person> wanderers) {
        Batches.of(ids(wanderers), BATCH)
                .forEach(batch -> patch(team, dialects.get().remove(batch)));
    }

    /** May run for several people of one group at once. */
    void rejoin(Team team, Person wanderer) {
        String member = users.id(wanderer);
        checkMember(team, member, false);
        patch(team, dialects.get().add(List.of(member)));
        checkMember(team, member, true);
    }

    /** On demand an administrator provisions a group with five members at the most; the flag in the URL has no effect then. */
    void provisionOnDemand(Team team) {
        read(team);
        ids(team.members()).stream()
                .limit(ON_DEMAND)
                .forEach(member -> patch(team, EntraDialect.DEFAULT.add(List.of(member))));
    }

    /** A group has no soft delete: out of scope, it is gone at once. */
    void createAndDelete(Team team) {
        provision(team);
        line.delete(target(team)).expect(204, 404);
        Reply reply = line.get(byName(team.name()));
        reply.demand(reply.listed().isEmpty(), "a deleted group is still found");
    }

    /** Compares the members that the directory holds with those that it was told; one from an earlier run may hold more. */
    void compare(Team team) {
        Reply reply = line.get(target(team)).expect(200);
        Set<String> held = new HashSet<>(reply.resource().path("members").findValuesAsText("value"));
        Set<String> told = Set.copyOf(ids(team.members()));
        reply.demand(held.containsAll(told), "a member is missing");
        reply.demand(older.contains(team) || told.containsAll(held), "somebody is a member who was never sent");
    }

    List<Team> linked(List<Team> among) {
        return links.linked(among);
    }

    private Optional<ObjectNode> match(Team team) {
        return line.get(byName(team.name())).sole();
    }

    private void read(Team team) {
        Reply reply = line.get(target(team) + "?" + NO_MEMBERS).expect(200);
        reply.demand(!reply.resource().has("members"), "members are there although they were excluded");
    }

    private void checkMember(Team team, String member, boolean expected) {
        Reply reply = line.get("/Groups?" + EntraQuery.reference(links.id(team), "members", member));
        reply.demand(
                reply.sole().isPresent() == expected,
                expected ? "a member is missing from the group" : "a removed member is still in the group");
    }

    private void patch(Team team, ObjectNode body) {
        line.patch(target(team), body).expect(204, 200);
    }

    private List<String> ids(List<Person> people) {
        return users.linked(people).stream().map(users::id).toList();
    }

    private String target(Team team) {
        return "/Groups/" + links.id(team);
    }

    private static String byName(String name) {
        return "/Groups?" + NO_MEMBERS + "&" + EntraQuery.filter("displayName", name);
    }
}
