package dev.rollcall.adapters.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.spi.simulate.Line;
import dev.rollcall.spi.simulate.Links;
import dev.rollcall.spi.simulate.Person;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Reply;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What Entra does to users. */
final class EntraUsers {

    private final Line line;
    private final Supplier<EntraDialect> dialects;
    private final Links<Person> links = new Links<>();

    /**
     * Users that nobody has linked yet.
     *
     * @param dialects asked for each PATCH
     */
    EntraUsers(Line line, Supplier<EntraDialect> dialects) {
        this.line = line;
        this.dialects = dialects;
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
            patch(report, dialects.get().manager(id(manager)));
        }
    }

    void promote(Person person) {
        update(person.promoted());
    }

    void disable(Person person) {
        patch(person, dialects.get().enabled(false)).active(false);
    }

    void enable(Person person) {
        line.get(target(person)).expect(200).active(false);
        patch(person, dialects.get().enabled(true)).active(true);
    }

    /** Soft-deleted, and purged thirty days later; who comes back then is somebody new. */
    void purgeAndRecreate(Person person) {
        provision(person);
        String first = id(person);
        disable(person);
        purge(person);
        line.get(target(person)).expect(404);
        provision(person);
        Reply reply = line.get(target(person)).expect(200);
        reply.demand(!first.equals(id(person)), "a user that was purged comes back with its old id");
        purge(person);
    }

    /** Compares what the directory holds of a user with what it was told. */
    void compare(Person person, boolean active) {
        Reply reply = line.get(target(person)).expect(200).active(active);
        ObjectNode resource = reply.resource();
        reply.demand(resource.path("userName").asText().equals(person.userName()), "the userName is another one");
        reply.demand(resource.path("title").asText().equals(person.title()), "the title is another one");
    }

    private void purge(Person person) {
        line.delete(target(person)).expect(204, 404);
    }

    String id(Person person) {
        return links.id(person);
    }

    List<Person> linked(List<Person> among) {
        return links.linked(among);
    }

    private void update(Person person) {
        line.get(target(person)).expect(200).resource();
        patch(person, dialects.get().profile(person)).active(true);
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
