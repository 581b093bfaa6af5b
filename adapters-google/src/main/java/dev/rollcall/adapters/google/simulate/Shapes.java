package dev.rollcall.adapters.google.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.google.simulate.tenant.GoogleGroup;
import dev.rollcall.adapters.google.simulate.tenant.GoogleGroup.Entry;
import dev.rollcall.adapters.google.simulate.tenant.GoogleUser;
import dev.rollcall.adapters.google.simulate.tenant.Tenant;
import java.util.Set;

/** Writes users, groups, members and errors as the Directory API does. */
final class Shapes {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KIND = "admin#directory#";

    private Shapes() {}

    static ObjectNode user(GoogleUser user) {
        ObjectNode json = object("user", user.hashCode());
        json.put("id", user.id()).put("primaryEmail", user.primaryEmail()).put("customerId", Tenant.CUSTOMER);
        json.putObject("name")
                .put("givenName", user.givenName())
                .put("familyName", user.familyName())
                .put("fullName", user.givenName() + " " + user.familyName());
        json.put("isAdmin", false).put("isDelegatedAdmin", false).put("orgUnitPath", user.orgUnitPath());
        json.put("lastLoginTime", "1970-01-01T00:00:00.000Z").put("isMailboxSetup", true);
        json.put("recoveryEmail", "private." + user.id() + "@elsewhere.example");
        if (user.saysState()) {
            json.put("suspended", user.suspended()).put("archived", user.archived());
        }
        if (user.suspended()) {
            json.put("suspensionReason", "ADMIN");
        }
        if (user.guest()) {
            json.put("isGuestUser", true);
        }
        if (user.deleted()) {
            json.put("deletionTime", "2026-01-31T10:00:00.000Z");
        }
        ArrayNode emails = json.putArray("emails");
        emails.addObject().put("address", user.primaryEmail()).put("primary", true);
        emails.addObject().put("address", user.primaryEmail() + ".test-google-a.com");
        if (!user.aliases().isEmpty()) {
            ArrayNode aliases = json.putArray("aliases");
            user.aliases().forEach(alias -> {
                aliases.add(alias);
                emails.addObject().put("address", alias);
            });
        }
        json.putArray("nonEditableAliases").add(user.primaryEmail() + ".test-google-a.com");
        if (!user.title().isEmpty() || !user.department().isEmpty()) {
            json.putArray("organizations")
                    .addObject()
                    .put("title", user.title())
                    .put("department", user.department())
                    .put("primary", true)
                    .put("customType", "");
        }
        if (!user.more().manager().isEmpty()) {
            json.putArray("relations")
                    .addObject()
                    .put("type", "manager")
                    .put("value", user.more().manager());
        }
        return json;
    }

    /** The same with the custom schemas of a mask; Google leaves them out unless it is told which. */
    static ObjectNode user(GoogleUser user, Set<String> schemas) {
        ObjectNode json = user(user);
        user.more().custom().forEach((schema, fields) -> {
            if (schemas.contains(schema)) {
                ObjectNode values = json.withObject("/customSchemas").putObject(schema);
                fields.forEach(values::putPOJO);
            }
        });
        return json;
    }

    static ObjectNode group(GoogleGroup group) {
        long people = group.members().values().stream()
                .filter(entry -> !entry.type().equals("GROUP"))
                .count();
        return object("group", group.name().hashCode())
                .put("id", group.id())
                .put("email", group.email())
                .put("name", group.name())
                .put("description", "")
                .put("directMembersCount", Long.toString(people))
                .put("adminCreated", true);
    }

    static ObjectNode member(Entry entry, boolean suspended) {
        ObjectNode json = object("member", entry.hashCode()).put("id", entry.id());
        if (!entry.email().isEmpty()) {
            json.put("email", entry.email());
        }
        json.put("role", "MEMBER").put("type", entry.type());
        if (!entry.type().equals("CUSTOMER")) {
            json.put("status", suspended ? "SUSPENDED" : "ACTIVE").put("delivery_settings", "ALL_MAIL");
        }
        return json;
    }

    private static ObjectNode object(String kind, int version) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", KIND + kind)
                .put("etag", "\"" + Integer.toHexString(version) + "\"");
    }

    /** A list; without its key when it is empty, as Google does it. */
    static ObjectNode list(String key, ArrayNode items) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("kind", KIND + key)
                .put("etag", "\"" + Integer.toHexString(items.size()) + "\"");
        if (!items.isEmpty()) {
            json.set(key, items);
        }
        return json;
    }

    /** A body that was sent; empty when it is not JSON. */
    static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    static ObjectNode error(int status, String domain, String reason, String message) {
        ObjectNode error =
                JsonNodeFactory.instance.objectNode().put("code", status).put("message", message);
        error.putArray("errors")
                .addObject()
                .put("domain", domain)
                .put("reason", reason)
                .put("message", message);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("error", error);
        return body;
    }
}
