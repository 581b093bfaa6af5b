package dev.rollcall.adapters.okta.simulate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.spi.simulate.Person;
import dev.rollcall.spi.simulate.Plan;
import java.util.SplittableRandom;

/** Writes a user as Okta does. */
final class OktaProfile {

    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private final long seed;

    OktaProfile(Plan plan) {
        this.seed = plan.seed();
    }

    /** The body of a POST: a password even without password sync, and an empty list of groups. */
    ObjectNode create(Person person) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("schemas").add(USER);
        write(person, body);
        body.putArray("groups");
        body.put("password", letters(person, "password", 12) + "!9");
        return body.put("active", true);
    }

    /** The body of a PUT: all that the gateway returned last, with Okta's own attributes written over it. */
    ObjectNode merge(ObjectNode lastSeen, Person person, boolean active) {
        ObjectNode body = lastSeen.deepCopy();
        write(person, body);
        return body.put("active", active);
    }

    private void write(Person person, ObjectNode body) {
        body.put("userName", person.userName());
        body.withObject("/name").put("givenName", person.givenName()).put("familyName", person.familyName());
        body.putArray("emails")
                .addObject()
                .put("primary", true)
                .put("value", person.userName())
                .put("type", "work");
        body.put("displayName", person.displayName()).put("title", person.title());
        body.put("locale", "en-US").put("externalId", "00u" + letters(person, "id", 17));
        // The extension appears only where one of its attributes has a value.
        if (person.index() % 2 == 0) {
            body.withObject("/" + ENTERPRISE).put("department", person.department());
        }
    }

    private String letters(Person person, String purpose, int length) {
        SplittableRandom dice = new SplittableRandom(seed * 31 + person.index() * 1_000_003L + purpose.hashCode());
        StringBuilder letters = new StringBuilder();
        dice.ints(length, 0, ALPHABET.length()).forEach(i -> letters.append(ALPHABET.charAt(i)));
        return letters.toString();
    }
}
