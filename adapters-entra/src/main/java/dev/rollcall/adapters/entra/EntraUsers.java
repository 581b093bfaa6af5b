package dev.rollcall.adapters.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.spi.simulate.Line;
import dev.rollcall.spi.simulate.Links;
import dev.rollcall.spi.simulate.Person;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Reply;
import java.util.List;
import java.util.Optional;

/** What Entra does to users. */
final class EntraUsers {

    private final Line line;
    private final EntraDialect dialect;
    private final Links<Person> links = new Links<>();

    EntraUsers(Line line, EntraDialect dialect) {
        this.line = line;
        this.dialect = dialect;
    }

    void probe(Plan plan) {
        Reply reply = line.get("/Users?" + EntraQuery.filter("userName", EntraQuery.nobody(plan)));
        reply.demand(reply.listed().isEmpty(), "the probe for a user that does not exist finds one");
    }

    /** Matches by userName; what is found is updated, the rest is created. */
    void provision(Person person) {
        Line.Found found = line.findOrCreate(
                () -> match(person), "/Users", () -> EntraProfile.user(person), reply -> reply.active(true));
        links.link(person, found.id());
        if (found.existed()) {
            update(person);
        }
    }

    /** A later pass, when both exist: asks first whether the manager is set already. */
    void assignManager(Person report, Person manager) {
        if (linked(List.of(manager)).isEmpty()) {
            return;
        }
        String check = EntraQuery.reference(id(report), "manager", id(manager));
        if (line.get("/Users?" + check).sole().isEmpty()) {
            patch(report, dialect.manager(id(manager)));
        }
    }

    void promote(Person person) {
        update(person.promoted());
    }

    void disable(Person person) {
        patch(person, dialect.enabled(false)).active(false);
    }

    void enable(Person person) {
        line.get(target(person)).expect(200).active(false);
        patch(person, dialect.enabled(true)).active(true);
    }

    String id(Person person) {
        return links.id(person);
    }

    List<Person> linked(List<Person> among) {
        return links.linked(among);
    }

    private void update(Person person) {
        line.get(target(person)).expect(200).resource();
        patch(person, dialect.profile(person)).active(true);
    }

    private Optional<ObjectNode> match(Person person) {
        return line.get("/Users?" + EntraQuery.filter("userName", person.userName()))
                .sole();
    }

    private Reply patch(Person person, ObjectNode body) {
        return line.patch(target(person), body).expect(200, 204);
    }

    private String target(Person person) {
        return "/Users/" + id(person);
    }
}
