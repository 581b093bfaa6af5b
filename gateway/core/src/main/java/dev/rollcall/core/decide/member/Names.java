package dev.rollcall.core.decide.member;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Chooses the name by which a member is shown. */
final class Names {

    private Names() {}

    /** displayName, else the formatted name, else given and family name, else userName. */
    static String display(ObjectNode user) {
        String name = user.path("displayName").asText();
        if (name.isBlank()) {
            name = user.path("name").path("formatted").asText();
        }
        if (name.isBlank()) {
            name = (user.path("name").path("givenName").asText() + " "
                            + user.path("name").path("familyName").asText())
                    .strip();
        }
        return name.isBlank() ? user.path("userName").asText() : name;
    }
}
