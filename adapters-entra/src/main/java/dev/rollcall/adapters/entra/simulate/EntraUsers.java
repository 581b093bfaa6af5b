package dev.rollcall.adapters.entra.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.spi.simulate.IdpClient;
import dev.rollcall.spi.simulate.Person;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Reply;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends what Entra does to users. */
final class EntraUsers {

    private final IdpClient line;
    private final Supplier<EntraDialect> dialects;

    /**
     * Users over a line.
     *
     * @param dialects asked for each PATCH
     */
    EntraUsers(IdpClient line, Supplier<EntraDialect> dialects) {
        this.line = line;
        this.dialects = dialects;
    }

    /** The connection test, and the start of each cycle. */
    Reply probe(Plan plan) {
        Reply reply = line.get("/Users?" + EntraQuery.filter("userName", EntraQuery.nobody(plan)));
        reply.demand(reply.listed().isEmpty(), "the probe for a user that does not exist finds one");
        return reply;
    }

    /** Brings a user in step: matched by userName and updated, created, changed, or purged. */
    void sync(EntraAccount account) {
        if (account.isPurged()) {
            line.delete(target(account)).expect(204, 404);
            account.unlinked();
        } else if (account.isLinked()) {
            update(account);
        } else if (account.isActive()) {
            link(account);
        } else {
            find(account);
        }
    }

    /** Somebody who has left since a POST got no answer. */
    private void find(EntraAccount account) {
        Optional<ObjectNode> hit = match(account.person());
        if (hit.isPresent()) {
            account.linked(hit.get().path("id").asText());
            update(account);
        } else {
            account.notThere();
        }
    }

    private void link(EntraAccount account) {
        Person person = account.person();
        IdpClient.Found found = line.findOrCreate(
                () -> match(person),
                "/Users",
                () -> {
                    account.posting();
                    return EntraProfile.user(account);
                },
                reply -> check(reply, account));
        account.linked(found.id());
        if (found.existed()) {
            update(account);
        } else {
            account.told();
        }
    }

    private static void check(Reply created, EntraAccount account) {
        String former = account.formerId();
        created.active(true);
        created.demand(
                former == null || former.equals(created.resource().path("id").asText()),
                "a user who comes back under another name is given another id");
    }

    /** One PATCH holds all that changed; to lock somebody out Entra does not read before. */
    private void update(EntraAccount account) {
        Person before = account.toldPerson();
        Person person = account.person();
        boolean locksOut = person.equals(before) && !account.isActive();
        if (!locksOut) {
            line.get(target(account)).expect(200).resource();
        }
        EntraDialect dialect = dialects.get();
        EntraPatch patch = new EntraPatch();
        if (before == null || !before.userName().equals(person.userName())) {
            dialect.name(patch, person);
        }
        if (before == null || !before.title().equals(person.title())) {
            dialect.profile(patch, person);
        }
        if (before == null || account.isActive() != account.isToldActive()) {
            dialect.enabled(patch, account.isActive());
        }
        account.telling();
        line.patch(target(account), patch.body()).expect(200, 204).active(account.isActive());
        account.told();
    }

    /** A later pass, when both exist: asks first whether the manager is set already. */
    void assignManager(EntraAccount report) {
        String manager = report.dueManager();
        if (manager == null) {
            return;
        }
        if (line.get("/Users?" + EntraQuery.reference(report.id(), "manager", manager))
                .sole()
                .isEmpty()) {
            line.patch(target(report), dialects.get().manager(manager)).expect(200, 204);
        }
        report.toldManager(manager);
    }

    private Optional<ObjectNode> match(Person person) {
        return line.get("/Users?" + EntraQuery.filter("userName", person.userName()))
                .sole();
    }

    private static String target(EntraAccount account) {
        return "/Users/" + account.id();
    }
}
