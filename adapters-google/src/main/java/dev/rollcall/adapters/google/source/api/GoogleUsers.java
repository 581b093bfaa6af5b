package dev.rollcall.adapters.google.source.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.spi.pull.SourceUser;
import dev.rollcall.spi.pull.SourceUser.Standing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns a user of the Directory API into a SCIM user. Lists that Google declares as "any" are read as lists or not at all. */
public final class GoogleUsers {

    /** What is asked for: with the token of the next page and the kind, without which neither the end nor an empty list can be told. */
    private static final String FIELDS =
            "id,primaryEmail,name,suspended,archived,orgUnitPath,aliases,organizations,externalIds,relations,"
                    + "isGuestUser,customerId";

    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static final Set<String> OWNED = Set.of(
            "externalId",
            "userName",
            "name",
            "displayName",
            "emails",
            "title",
            ENTERPRISE + ":employeeNumber",
            ENTERPRISE + ":costCenter",
            ENTERPRISE + ":department",
            ENTERPRISE + ":manager");

    /** What administrators write where Google demands a name that a person does not have. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\u200B\\uFEFF]");

    private final UserFilter filter;
    private final CustomFields custom;

    public GoogleUsers(UserFilter filter, CustomFields custom) {
        this.filter = filter;
        this.custom = custom;
    }

    static boolean ownsNot(String attribute) {
        return OWNED.stream().noneMatch(attribute::equalsIgnoreCase);
    }

    /** The mask of a user. */
    public String fields() {
        return custom.isEmpty() ? FIELDS : FIELDS + ",customSchemas";
    }

    /** Attributes that are Google's to set and to clear. */
    public Set<String> owned() {
        Set<String> owned = new HashSet<>(OWNED);
        owned.addAll(custom.attributes());
        return owned;
    }

    public SourceUser user(JsonNode json) {
        String id = json.path("id").asText();
        String primary = json.path("primaryEmail").asText().strip().toLowerCase(Locale.ROOT);
        List<String> aliases = aliases(json, primary);
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        ArrayNode schemas = user.putArray("schemas").add(CORE);
        user.put("externalId", id).put("userName", primary);
        names(json.path("name"), primary, user);
        ArrayNode emails = user.putArray("emails");
        emails.addObject().put("value", primary).put("type", "work").put("primary", true);
        aliases.forEach(alias -> emails.addObject().put("value", alias).put("type", "other"));
        JsonNode job = first(json.path("organizations"));
        put(user, "title", job.path("title"));
        ObjectNode enterprise = JsonNodeFactory.instance.objectNode();
        put(enterprise, "employeeNumber", employeeNumber(json.path("externalIds")));
        put(enterprise, "costCenter", job.path("costCenter"));
        put(enterprise, "department", job.path("department"));
        String manager = ofType(json.path("relations"), "manager").toLowerCase(Locale.ROOT);
        if (!manager.isEmpty()) {
            enterprise.putObject("manager").put("value", manager);
        }
        if (!enterprise.isEmpty()) {
            schemas.add(ENTERPRISE);
            user.set(ENTERPRISE, enterprise);
        }
        custom.read(json.path("customSchemas"), user);
        List<String> addresses = new ArrayList<>(aliases);
        addresses.add(primary);
        Standing standing =
                standing(json) != Standing.INACTIVE && filter.isUnsure(json) ? Standing.UNPLACED : standing(json);
        return new SourceUser(id, user, standing, aliases, filter.why(json, addresses));
    }

    private static Standing standing(JsonNode json) {
        boolean inactive =
                json.path("suspended").asBoolean(false) || json.path("archived").asBoolean(false);
        if (inactive) {
            return Standing.INACTIVE;
        }
        return json.path("suspended").isBoolean() && json.path("archived").isBoolean()
                ? Standing.ACTIVE
                : Standing.UNSAID;
    }

    private static List<String> aliases(JsonNode json, String primary) {
        List<String> aliases = new ArrayList<>();
        for (JsonNode alias : json.path("aliases")) {
            String address = alias.asText().strip().toLowerCase(Locale.ROOT);
            if (UserFilter.isAddress(address) && !address.equals(primary) && !aliases.contains(address)) {
                aliases.add(address);
            }
        }
        return aliases;
    }

    private static void names(JsonNode name, String primary, ObjectNode user) {
        ObjectNode parts = JsonNodeFactory.instance.objectNode();
        put(parts, "givenName", name.path("givenName"));
        put(parts, "familyName", name.path("familyName"));
        if (!parts.isEmpty()) {
            user.set("name", parts);
        }
        String full = visible(name.path("displayName"));
        if (full.isEmpty()) {
            full = visible(name.path("fullName"));
        }
        user.put("displayName", full.isEmpty() ? primary.substring(0, Math.max(0, primary.indexOf('@'))) : full);
    }

    /** The value of the first of a type; a user's relations and other ids. */
    private static String ofType(JsonNode ids, String type) {
        for (JsonNode id : ids) {
            if (id.path("type").asText().equals(type)) {
                return visible(id.path("value"));
            }
        }
        return "";
    }

    private static JsonNode employeeNumber(JsonNode ids) {
        return JsonNodeFactory.instance.textNode(ofType(ids, "organization"));
    }

    private static JsonNode first(JsonNode jobs) {
        for (JsonNode job : jobs) {
            if (job.path("primary").asBoolean(false)) {
                return job;
            }
        }
        return jobs.path(0);
    }

    private static void put(ObjectNode into, String name, JsonNode value) {
        String text = visible(value);
        if (!text.isEmpty()) {
            into.put(name, text);
        }
    }

    private static String visible(JsonNode value) {
        return value.isValueNode() && !value.isNull()
                ? INVISIBLE.matcher(value.asText()).replaceAll("").strip()
                : "";
    }
}
