package dev.rollcall.adapters.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.spi.simulate.Batches;
import dev.rollcall.spi.simulate.Line;
import dev.rollcall.spi.simulate.Links;
import dev.rollcall.spi.simulate.Person;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Reply;
import dev.rollcall.spi.simulate.Team;
import java.util.List;
import java.util.Optional;

/** What Entra does to groups. It never reads members: it asks for one at a time whether they are in. */
final class EntraGroups {

    /** Members in one PATCH of the initial cycle. Microsoft publishes no figure. */
    static final int BATCH = 50;

    private static final String NO_MEMBERS = "excludedAttributes=members";

    private final Line line;
    private final EntraDialect dialect;
    private final EntraUsers users;
    private final Links<Team> links = new Links<>();

    EntraGroups(Line line, EntraDialect dialect, EntraUsers users) {
        this.line = line;
        this.dialect = dialect;
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
            read(team);
        }
        Batches.of(ids(team.members()), BATCH).forEach(batch -> patch(team, dialect.add(batch)));
    }

    /** Renames the group and gives it its old name back; its members must not change. */
    void renameAndBack(Team team) {
        read(team);
        patch(team, dialect.rename(team.name() + " (renamed)"));
        ids(team.members()).stream().limit(1).forEach(member -> checkMember(team, member, true));
        patch(team, dialect.rename(team.name()));
    }

    /** Leaving goes in batches, joining one by one: both occur. */
    void leaveAndRejoin(Team team, List<Person> wanderers) {
        List<String> members = ids(wanderers);
        Batches.of(members, BATCH).forEach(batch -> patch(team, dialect.remove(batch)));
        members.forEach(member -> {
            checkMember(team, member, false);
            patch(team, dialect.add(List.of(member)));
            checkMember(team, member, true);
        });
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
