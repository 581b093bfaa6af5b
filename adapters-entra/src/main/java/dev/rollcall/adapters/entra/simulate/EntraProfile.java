package dev.rollcall.adapters.entra.simulate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.spi.simulate.Person;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Writes users and groups as Entra creates them. */
final class EntraProfile {

    static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private static final String LEGACY_GROUP =
            "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group";

    private EntraProfile() {}

    /** The enterprise extension is announced always and present only where one of its attributes has a value. */
    static ObjectNode user(EntraAccount account) {
        Person person = account.person();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("schemas").add(USER).add(ENTERPRISE);
        body.put("externalId", account.externalId()).put("userName", person.userName());
        body.put("active", true).put("displayName", person.displayName()).put("title", person.title());
        body.putArray("emails")
                .addObject()
                .put("primary", true)
                .put("type", "work")
                .put("value", person.userName());
        body.putObject("meta").put("resourceType", "User");
        body.putObject("name")
                .put("formatted", person.displayName())
                .put("givenName", person.givenName())
                .put("familyName", person.familyName());
        body.putArray("roles");
        if (person.index() % 3 > 0) {
            body.putObject(ENTERPRISE)
                    .put("employeeNumber", Integer.toString(person.index()))
                    .put("department", person.department());
        }
        return body;
    }

    /** Without members; they follow one PATCH after the other. */
    static ObjectNode group(EntraTeam team) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("schemas").add(GROUP).add(LEGACY_GROUP);
        UUID objectId = UUID.nameUUIDFromBytes(team.objectName().getBytes(StandardCharsets.UTF_8));
        body.put("externalId", objectId.toString()).put("displayName", team.name());
        body.putObject("meta").put("resourceType", "Group");
        return body;
    }
}
