package dev.rollcall.server.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.CoreTypes;
import java.util.List;
import java.util.Locale;

/**
 * One of the people of the demo.
 *
 * @param domain of the address
 */
record Colleague(String givenName, String familyName, String domain) {

    private static final List<String> GIVEN = List.of(
            "Amara", "Bruno", "Chiara", "Dmitri", "Elif", "Fatima", "Goran", "Hanna", "Imani", "Jonas", "Keiko");

    private static final List<String> FAMILY = List.of(
            "Adeyemi",
            "Bergström",
            "Castillo",
            "Dubois",
            "Eriksen",
            "Fischer",
            "García",
            "Haddad",
            "Ivanova",
            "Jensen",
            "Kowalski",
            "Laurent",
            "Moretti");

    /** The names have no common divisor, so that no two of the first 143 are the same. */
    static Colleague number(int number, String domain) {
        return new Colleague(GIVEN.get(number % GIVEN.size()), FAMILY.get(number % FAMILY.size()), domain);
    }

    String name() {
        return givenName + " " + familyName;
    }

    String address() {
        return ascii(givenName) + "." + ascii(familyName) + "@" + domain;
    }

    private static String ascii(String name) {
        return name.toLowerCase(Locale.ROOT).replace('ö', 'o').replace('í', 'i');
    }

    /** As a provider sends them. */
    ObjectNode user() {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        user.putArray("schemas").add(CoreTypes.USER.schema().id());
        user.put("userName", address())
                .put("externalId", "d" + Integer.toHexString(address().hashCode()))
                .put("displayName", name())
                .put("active", true);
        user.putObject("name").put("givenName", givenName).put("familyName", familyName);
        user.putArray("emails")
                .addObject()
                .put("value", address())
                .put("type", "work")
                .put("primary", true);
        return user;
    }
}
