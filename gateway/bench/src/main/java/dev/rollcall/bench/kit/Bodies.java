package dev.rollcall.bench.kit;

import java.util.List;

/** Makes bodies of requests as providers send them. */
public final class Bodies {

    private static final String PATCH =
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{";

    private Bodies() {}

    /** The body that Okta sends on create, with its password and groups. */
    public static String user(long number) {
        return user("ada.lovelace" + number + "@demo.example", "00u" + number, "Ada Lovelace");
    }

    /** The same for one of the users that {@link Seed} writes, with a displayName of its own. */
    public static String seeded(long number, String displayName) {
        return user(Seed.name(number), Seed.externalId(number), displayName);
    }

    /** A group without members. */
    public static String group(String name) {
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"" + name + "\"}";
    }

    /** Adds one member to a group. */
    public static String addMember(String id) {
        return addMembers(List.of(id));
    }

    /** Adds members to a group in one operation. */
    public static String addMembers(List<String> ids) {
        return PATCH + "\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\""
                + String.join("\"},{\"value\":\"", ids) + "\"}]}]}";
    }

    /** Takes one member out of a group. */
    public static String removeMember(String id) {
        return PATCH + "\"op\":\"remove\",\"path\":\"members[value eq \\\"" + id + "\\\"]\"}]}";
    }

    /** Changes the displayName of a user. */
    public static String displayName(String name) {
        return PATCH + "\"op\":\"Replace\",\"path\":\"displayName\",\"value\":\"" + name + "\"}]}";
    }

    /** Creates users, from that number on, in one request. */
    public static String bulk(long first, int users) {
        StringBuilder body = new StringBuilder(
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"Operations\":[");
        for (int i = 0; i < users; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"b")
                    .append(i)
                    .append("\",\"data\":")
                    .append(user(first + i))
                    .append('}');
        }
        return body.append("]}").toString();
    }

    private static String user(String mail, String externalId, String displayName) {
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"" + mail
                + "\",\"name\":{\"givenName\":\"Ada\",\"familyName\":\"Lovelace\"},\"emails\":[{\"primary\":true,\"value\":\""
                + mail
                + "\",\"type\":\"work\"}],\"displayName\":\"" + displayName
                + "\",\"locale\":\"en-US\",\"externalId\":\""
                + externalId + "\",\"groups\":[],\"password\":\"x9Kq2mVt\",\"active\":true}";
    }

    /** What Okta sends to suspend a user, or to bring one back. */
    public static String active(boolean active) {
        return PATCH + "\"op\":\"replace\",\"value\":{\"active\":" + active + "}}]}";
    }
}
