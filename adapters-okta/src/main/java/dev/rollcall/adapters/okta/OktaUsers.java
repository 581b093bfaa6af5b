package dev.rollcall.adapters.okta;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.spi.simulate.Line;
import dev.rollcall.spi.simulate.Links;
import dev.rollcall.spi.simulate.Person;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.QueryText;
import dev.rollcall.spi.simulate.Reply;
import java.util.List;

/** What Okta does to users. A profile is pushed by GET and PUT in both flavours. */
abstract sealed class OktaUsers {

    final Line line;
    private final OktaProfile profile;
    private final Links<Person> links = new Links<>();

    OktaUsers(Line line, Plan plan) {
        this.line = line;
        this.profile = new OktaProfile(plan);
    }

    abstract void deactivate(Person person);

    /** Assigned again after deactivation: looked up by name, and the hit is brought back. */
    abstract void reassign(Person person);

    /** What the button in the set-up dialog sends. */
    static void testConnection(Line line) {
        line.get("/Users?startIndex=1&count=2").listed();
    }

    void assign(Person person) {
        Line.Found found = line.findOrCreate(
                () -> lookUp(person).sole(), "/Users", () -> profile.create(person), reply -> reply.active(true));
        links.link(person, found.id());
        if (found.existed()) {
            push(person, true);
        }
    }

    void promote(Person person) {
        push(person.promoted(), true);
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
        line.put(target(person), profile.merge(lastSeen, person, active))
                .expect(200)
                .active(active);
    }

    final String target(Person person) {
        return "/Users/" + id(person);
    }

    /** The catalogue app. */
    static final class Oin extends OktaUsers {

        Oin(Line line, Plan plan) {
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

        Aiw(Line line, Plan plan) {
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
