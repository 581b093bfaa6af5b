package dev.rollcall.adapters.okta.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.spi.simulate.Batches;
import dev.rollcall.spi.simulate.IdpClient;
import dev.rollcall.spi.simulate.Links;
import dev.rollcall.spi.simulate.Person;
import dev.rollcall.spi.simulate.QueryText;
import dev.rollcall.spi.simulate.Reply;
import dev.rollcall.spi.simulate.Team;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sends what Okta does to groups. */
abstract sealed class OktaGroups {

    /** Members in one PATCH. Okta publishes no figure. */
    static final int BATCH = 500;

    final IdpClient line;
    final OktaUsers users;
    private final Links<Team> links = new Links<>();

    OktaGroups(IdpClient line, OktaUsers users) {
        this.line = line;
        this.users = users;
    }

    /** What follows the look-up and the POST of an empty group. */
    abstract void pushMembers(Team team, boolean existed);

    /** Renames the group and gives it its old name back; its members must not change. */
    abstract void renameAndBack(Team team);

    abstract void leaveAndRejoin(Team team, List<Person> wanderers);

    void push(Team team) {
        IdpClient.Found found = line.findOrCreate(() -> lookUp(team), "/Groups", () -> create(team), reply -> {});
        links.link(team, found.id());
        pushMembers(team, found.existed());
    }

    /** Unlinked, and deleted in the target app. */
    void unlinkAndDelete(Team team) {
        line.delete(target(team)).expect(204, 404);
    }

    /** Every group must be there under its name with the members that it was given, deactivated ones too. */
    void compare(OktaImport.Listed imported, List<Team> teams) {
        for (Team team : linked(teams)) {
            JsonNode found = imported.get(links.id(team));
            imported.demand(found.path("displayName").asText().equals(team.name()), "a group bears another name");
            Set<String> members = new HashSet<>();
            found.path("members")
                    .forEach(member -> members.add(member.path("value").asText()));
            imported.demand(
                    members.equals(
                            users.linked(team.members()).stream().map(users::id).collect(Collectors.toSet())),
                    "the group " + team.name() + " has other members");
        }
    }

    List<Team> linked(List<Team> among) {
        return links.linked(among);
    }

    final String target(Team team) {
        return "/Groups/" + links.id(team);
    }

    /** Reads the group; it must bear this name and list as many members. */
    final void read(Team team, String name, int members) {
        Reply reply = line.get(target(team));
        ObjectNode group = reply.expect(200).resource();
        reply.demand(group.path("displayName").asText().equals(name), "the group does not bear its name");
        int listed = group.path("members").size();
        reply.demand(listed == members, "the group lists " + listed + " members, expected " + members);
    }

    final ObjectNode named(Team team, String name) {
        return JsonNodeFactory.instance.objectNode().put("id", links.id(team)).put("displayName", name);
    }

    private Optional<ObjectNode> lookUp(Team team) {
        String filter = QueryText.percent("displayName eq " + QueryText.literal(team.name()));
        return line.get("/Groups?filter=" + filter + "&startIndex=1&count=100").sole();
    }

    private static ObjectNode create(Team team) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:Group");
        body.put("displayName", team.name()).putArray("members");
        return body;
    }

    static String otherName(Team team) {
        return team.name() + " (renamed)";
    }

    /** The catalogue app: deltas, and the name with every one of them. */
    static final class Oin extends OktaGroups {

        Oin(IdpClient line, OktaUsers users) {
            super(line, users);
        }

        @Override
        void pushMembers(Team team, boolean existed) {
            rename(team, team.name());
            List<Person> members = users.linked(team.members());
            if (existed) {
                patch(team, OktaPatch.replaceMembers(refs(members)));
            } else {
                add(team, members);
            }
        }

        @Override
        void renameAndBack(Team team) {
            rename(team, otherName(team));
            read(team, otherName(team), users.linked(team.members()).size());
            rename(team, team.name());
        }

        @Override
        void leaveAndRejoin(Team team, List<Person> wanderers) {
            List<Person> leaving = users.linked(wanderers);
            rename(team, team.name());
            for (List<Person> batch : Batches.of(leaving, BATCH)) {
                patch(team, OktaPatch.remove(batch.stream().map(users::id).toList()));
            }
            read(team, team.name(), users.linked(team.members()).size() - leaving.size());
            rename(team, team.name());
            add(team, leaving);
        }

        private void rename(Team team, String name) {
            patch(team, OktaPatch.replace(named(team, name)));
        }

        private void add(Team team, List<Person> members) {
            Batches.of(members, BATCH).forEach(batch -> patch(team, OktaPatch.add(refs(batch))));
        }

        private void patch(Team team, ObjectNode body) {
            line.patch(target(team), body).expect(200, 204);
        }

        private ArrayNode refs(List<Person> members) {
            ArrayNode refs = JsonNodeFactory.instance.arrayNode();
            members.forEach(
                    member -> refs.addObject().put("value", users.id(member)).put("display", member.userName()));
            return refs;
        }
    }

    /** The app made by the wizard: reads the group, then writes all of it. */
    static final class Aiw extends OktaGroups {

        Aiw(IdpClient line, OktaUsers users) {
            super(line, users);
        }

        @Override
        void pushMembers(Team team, boolean existed) {
            line.get(target(team)).expect(200).resource();
            put(team, team.name(), team.members());
        }

        @Override
        void renameAndBack(Team team) {
            int members = users.linked(team.members()).size();
            read(team, team.name(), members);
            put(team, otherName(team), team.members());
            read(team, otherName(team), members);
            put(team, team.name(), team.members());
        }

        @Override
        void leaveAndRejoin(Team team, List<Person> wanderers) {
            Set<Person> leaving = Set.copyOf(wanderers);
            List<Person> staying = team.members().stream()
                    .filter(member -> !leaving.contains(member))
                    .toList();
            read(team, team.name(), users.linked(team.members()).size());
            put(team, team.name(), staying);
            read(team, team.name(), users.linked(staying).size());
            put(team, team.name(), team.members());
            read(team, team.name(), users.linked(team.members()).size());
        }

        private void put(Team team, String name, List<Person> members) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:Group");
            body.setAll(named(team, name));
            ArrayNode refs = body.putArray("members");
            users.linked(members)
                    .forEach(member ->
                            refs.addObject().put("value", users.id(member)).putNull("display"));
            line.put(target(team), body).expect(200).resource();
        }
    }
}
