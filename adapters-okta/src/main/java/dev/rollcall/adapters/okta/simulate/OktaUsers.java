package dev.rollcall.adapters.okta.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.spi.simulate.IdpClient;
import dev.rollcall.spi.simulate.Links;
import dev.rollcall.spi.simulate.Person;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.QueryText;
import dev.rollcall.spi.simulate.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sends what Okta does to users. Both kinds of app push a profile by GET and PUT. */
abstract sealed class OktaUsers {

    final IdpClient line;
    private final OktaProfile profile;
    private final Links<Person> links = new Links<>();

    /** Profiles that have changed, by index. */
    private final Map<Integer, Person> changed = new ConcurrentHashMap<>();

    OktaUsers(IdpClient line, Plan plan) {
        this.line = line;
        this.profile = new OktaProfile(plan);
    }

    abstract void deactivate(Person person);

    /** Assigned again after deactivation: looked up by name, and the hit is brought back. */
    abstract void reassign(Person person);

    /** What the button in the set-up dialog sends. */
    static void testConnection(IdpClient line) {
        line.get("/Users?startIndex=1&count=2").listed();
    }

    void assign(Person person) {
        IdpClient.Found found = line.findOrCreate(
                () -> lookUp(person).sole(), "/Users", () -> profile.create(person), reply -> reply.active(true));
        links.link(person, found.id());
        if (found.existed()) {
            push(person, true);
        }
    }

    void promote(Person person) {
        changed.put(person.index(), person.promoted());
        push(person, true);
    }

    /**
     * Assigned again after deactivation and a change of name: the look-up by the new name finds nobody, so Okta creates, with the
     * same externalId, and must get the old id. Later the name changes back.
     */
    void rehireUnderAnotherName(Person person) {
        Person other = person.renamed();
        IdpClient.Found found = line.findOrCreate(
                () -> lookUp(other).sole(),
                "/Users",
                () -> profile.create(other),
                reply -> reply.active(true)
                        .demand(
                                reply.resource().path("id").asText().equals(id(person)),
                                "re-hired under another name, the user got another id"));
        links.link(person, found.id());
        push(person, true);
    }

    /** Everybody must be there as they were pushed last, and active unless they left for good. */
    void compare(OktaImport.Listed imported, List<Person> people, List<Person> leavers) {
        Set<Person> left = Set.copyOf(leavers);
        for (Person person : linked(people)) {
            JsonNode found = imported.get(id(person));
            Person now = changed.getOrDefault(person.index(), person);
            imported.demand(found.path("userName").asText().equals(now.userName()), "a user bears another userName");
            imported.demand(found.path("title").asText().equals(now.title()), "a title differs");
            imported.demand(found.path("active").asBoolean() != left.contains(person), "active differs");
        }
    }

    String id(Person person) {
        return links.id(person);
    }

    List<Person> linked(List<Person> among) {
        return links.linked(among);
    }

    final Reply lookUp(Person person) {
        String filter = QueryText.percent("userName eq " + QueryText.literal(person.userName()));
        return line.get("/Users?filter=" + filter + "&startIndex=1&count=100");
    }

    final void push(Person person, boolean active) {
        put(person, line.get(target(person)).expect(200).resource(), active);
    }

    final void put(Person person, ObjectNode lastSeen, boolean active) {
        Person now = changed.getOrDefault(person.index(), person);
        line.put(target(person), profile.merge(lastSeen, now, active))
                .expect(200)
                .active(active);
    }

    final String target(Person person) {
        return "/Users/" + id(person);
    }

    /** The catalogue app. */
    static final class Oin extends OktaUsers {

        Oin(IdpClient line, Plan plan) {
            super(line, plan);
        }

        @Override
        void deactivate(Person person) {
            patchActive(person, false);
        }

        @Override
        void reassign(Person person) {
            lookUp(person).one();
            patchActive(person, true);
        }

        private void patchActive(Person person, boolean active) {
            ObjectNode value = JsonNodeFactory.instance.objectNode().put("active", active);
            line.patch(target(person), OktaPatch.replace(value))
                    .expect(200, 204)
                    .active(active);
        }
    }

    /** The app made by the wizard. */
    static final class Aiw extends OktaUsers {

        Aiw(IdpClient line, Plan plan) {
            super(line, plan);
        }

        @Override
        void deactivate(Person person) {
            push(person, false);
        }

        @Override
        void reassign(Person person) {
            put(person, lookUp(person).one(), true);
        }
    }
}
