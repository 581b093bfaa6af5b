package dev.rollcall.adapters.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.custom.Speech.Turn;
import dev.rollcall.spi.simulate.Batches;
import dev.rollcall.spi.simulate.ExpectedState;
import dev.rollcall.spi.simulate.IdpClient;
import dev.rollcall.spi.simulate.IdpTransport;
import dev.rollcall.spi.simulate.Links;
import dev.rollcall.spi.simulate.Person;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Reply;
import dev.rollcall.spi.simulate.Roster;
import dev.rollcall.spi.simulate.ScriptRunner;
import dev.rollcall.spi.simulate.Simulator;
import dev.rollcall.spi.simulate.Team;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Plays the life of a company whose client is known by name: the connection test, the creation of all users, the groups, the
 * changes of ordinary weeks, leavers, some of whom come back, a group that lasts a month, and a reading at the end. The preset says
 * what is sent for each.
 */
final class PresetSimulator implements Simulator {

    private static final int BATCH = 100;

    private final String provider;
    private final Speech speech;

    PresetSimulator(String provider, Speech speech) {
        this.provider = provider;
        this.speech = speech;
    }

    @Override
    public ExpectedState run(Plan plan, IdpTransport wire) {
        Roster roster = Roster.of(plan, provider);
        try (ScriptRunner crew = new ScriptRunner(plan.concurrency())) {
            Company company = new Company(new IdpClient(wire, speech.headers(), speech.contentType()), roster, crew);
            company.connect();
            company.everybody();
            if (speech.hasGroups()) {
                company.groups();
            }
            company.ordinaryWeeks();
            company.read();
        }
        ExpectedState standing = roster.standing();
        return speech.hasGroups() ? standing : new ExpectedState(standing.users(), Map.of());
    }

    @Override
    public int estimate(Plan plan) {
        Roster roster = Roster.of(plan, provider);
        int users = count("user", "find") + Math.max(1, count("user", "create")) + count("user", "change");
        int requests = speech.turns("", "test").size() + users * roster.people().size();
        requests += count("user", "change") * roster.promoted().size();
        requests += count("user", "deactivate") * roster.suspended().size();
        requests += count("user", "activate") * roster.returners().size();
        requests += count("user", "create") + count("user", "delete") + count("", "read");
        if (speech.hasGroups()) {
            for (Team team : roster.teams()) {
                requests +=
                        count("group", "find") + 1 + of("join", team.members().size());
            }
            Team restless = roster.restless().orElse(null);
            if (restless != null) {
                int wanderers = roster.wanderers(restless).size();
                requests += 2 * count("group", "rename") + of("join", wanderers) + of("leave", wanderers);
            }
            requests += 2 + count("group", "find") + count("group", "delete");
        }
        return requests;
    }

    private int count(String kind, String word) {
        return speech.turns(kind, word).size();
    }

    private int of(String word, int members) {
        return speech.turns("group", word).stream()
                .mapToInt(turn -> turn.isForEachMember() ? members : Batches.count(members, BATCH))
                .sum();
    }

    private final class Company {

        private final IdpClient line;
        private final Roster roster;
        private final ScriptRunner crew;
        private final Links<Person> people = new Links<>();
        private final Links<Team> teams = new Links<>();

        Company(IdpClient line, Roster roster, ScriptRunner crew) {
            this.line = line;
            this.roster = roster;
            this.crew = crew;
        }

        void connect() {
            crew.each(List.of(line), first -> speech.turns("", "test").forEach(turn -> send(turn, Map.of(), Map.of())));
        }

        void everybody() {
            crew.each(roster.people(), this::create);
        }

        private void create(Person person) {
            Map<String, String> values = values(person);
            IdpClient.Found found = findOrCreate("user", "userName", values, Map.of());
            people.link(person, found.id());
            if (found.existed()) {
                say("user", "change", values(person), Map.of());
            }
        }

        void groups() {
            crew.each(roster.teams(), this::push);
        }

        private void push(Team team) {
            List<Person> members = people.linked(team.members());
            IdpClient.Found found = findOrCreate("group", "displayName", values(team), about(members, members));
            teams.link(team, found.id());
            if (found.existed() || !speech.createsWithMembers()) {
                join(team, members, members);
            }
        }

        private void join(Team team, List<Person> some, List<Person> all) {
            members("join", team, some, all);
        }

        private void members(String word, Team team, List<Person> some, List<Person> all) {
            for (Turn turn : speech.turns("group", word)) {
                if (turn.isForEachMember()) {
                    for (Person person : some) {
                        Map<String, String> values = values(team);
                        values.put("member", people.id(person));
                        values.put("memberName", person.userName());
                        send(turn, values, about(List.of(person), all));
                    }
                } else {
                    Batches.of(some, BATCH).forEach(batch -> send(turn, values(team), about(batch, all)));
                }
            }
        }

        void ordinaryWeeks() {
            crew.each(people.linked(roster.promoted()), person -> say("user", "change", promoted(person), Map.of()));
            crew.each(people.linked(roster.suspended()), person -> say("user", "deactivate", values(person), Map.of()));
            crew.each(people.linked(roster.returners()), person -> say("user", "activate", values(person), Map.of()));
            crew.each(List.of(line), first -> ofATest());
            if (speech.hasGroups()) {
                crew.each(teams.linked(roster.restless().stream().toList()), this::turbulent);
                crew.each(people.linked(roster.people().subList(0, 1)), this::ofAMonth);
            }
        }

        /** A user of the connection's own test: made and deleted. */
        private void ofATest() {
            if (speech.turns("user", "delete").isEmpty()) {
                return;
            }
            Person nobody = new Person(
                    roster.people().size(),
                    "Test",
                    "Person",
                    "test.person." + provider + "@" + domain(),
                    "Test",
                    "Test");
            IdpClient.Found made = findOrCreate("user", "userName", values(nobody), Map.of());
            people.link(nobody, made.id());
            say("user", "delete", values(nobody), Map.of());
        }

        private String domain() {
            String name = roster.people().get(0).userName();
            return name.substring(name.indexOf('@') + 1);
        }

        private void turbulent(Team team) {
            List<Person> all = people.linked(team.members());
            Team renamed = new Team(team.index(), team.name() + " (old)", team.members());
            sayAbout("rename", renamed, all);
            sayAbout("rename", team, all);
            List<Person> wanderers = people.linked(roster.wanderers(team));
            List<Person> rest =
                    all.stream().filter(person -> !wanderers.contains(person)).toList();
            members("leave", team, wanderers, rest);
            join(team, wanderers, all);
        }

        private void sayAbout(String word, Team team, List<Person> all) {
            say("group", word, values(team), about(List.of(), all));
        }

        private void ofAMonth(Person person) {
            if (speech.turns("group", "delete").isEmpty()) {
                return;
            }
            Team project = new Team(roster.teams().size(), "Project of a month", List.of(person));
            push(project);
            sayAbout("delete", project, List.of(person));
        }

        void read() {
            crew.each(
                    List.of(line),
                    last -> speech.turns("", "read")
                            .forEach(turn -> send(turn, Map.of(), Map.of()).listed()));
        }

        private IdpClient.Found findOrCreate(
                String kind, String key, Map<String, String> values, Map<String, List<Map<String, String>>> members) {
            Turn create = speech.turns(kind, "create").get(0);
            Supplier<Optional<ObjectNode>> lookUp = () -> find(kind, values, values.getOrDefault(key, ""));
            return line.findOrCreate(lookUp, create.target(values), () -> create.body(values, members), reply -> {});
        }

        private Optional<ObjectNode> find(String kind, Map<String, String> values, String name) {
            for (Turn turn : speech.turns(kind, "find")) {
                Reply reply = line.get(turn.target(values));
                Optional<ObjectNode> hit = turn.chosenBy().isPresent()
                        ? among(reply.listed(), turn.chosenBy().get(), name)
                        : reply.sole();
                if (hit.isPresent()) {
                    return hit;
                }
            }
            return Optional.empty();
        }

        private static Optional<ObjectNode> among(List<JsonNode> listed, String attribute, String name) {
            return listed.stream()
                    .filter(one -> one.path(attribute).asText().equals(name))
                    .map(ObjectNode.class::cast)
                    .findFirst();
        }

        private void say(
                String kind, String word, Map<String, String> values, Map<String, List<Map<String, String>>> members) {
            speech.turns(kind, word).forEach(turn -> send(turn, values, members));
            boolean isGone = word.equals("deactivate");
            if (isGone) {
                line.get("/Users/" + values.get("id")).expect(200).active(false);
            }
        }

        private Reply send(Turn turn, Map<String, String> values, Map<String, List<Map<String, String>>> members) {
            String target = turn.target(values);
            return switch (turn.method()) {
                case "PUT" -> line.put(target, turn.body(values, members)).expect(200);
                case "PATCH" -> line.patch(target, turn.body(values, members)).expect(200, 204);
                case "DELETE" -> line.delete(target).expect(204, 404);
                default -> line.get(target).expect(200);
            };
        }

        private Map<String, List<Map<String, String>>> about(List<Person> some, List<Person> all) {
            return Map.of(Speech.SOME, members(some), Speech.ALL, members(all));
        }

        private List<Map<String, String>> members(List<Person> persons) {
            List<Map<String, String>> members = new ArrayList<>();
            persons.forEach(
                    person -> members.add(Map.of("member", people.id(person), "memberName", person.userName())));
            return members;
        }

        private Map<String, String> promoted(Person person) {
            return values(person.promoted());
        }

        private Map<String, String> values(Person person) {
            Map<String, String> values = new HashMap<>();
            values.put("userName", person.userName());
            values.put("givenName", person.givenName());
            values.put("familyName", person.familyName());
            values.put("displayName", person.displayName());
            values.put("title", person.title());
            values.put("department", person.department());
            values.put("number", Integer.toString(10_000 + person.index()));
            values.put("externalId", externalId("user", person.index()));
            if (!people.linked(List.of(person)).isEmpty()) {
                values.put("id", people.id(person));
            }
            return values;
        }

        private Map<String, String> values(Team team) {
            Map<String, String> values = new HashMap<>();
            values.put("displayName", team.name());
            values.put("externalId", externalId("group", team.index()));
            if (!teams.linked(List.of(team)).isEmpty()) {
                values.put("id", teams.id(team));
            }
            return values;
        }

        private String externalId(String kind, int index) {
            byte[] seed = (provider + kind + index).getBytes(StandardCharsets.UTF_8);
            return UUID.nameUUIDFromBytes(seed).toString();
        }
    }
}
