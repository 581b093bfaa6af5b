package dev.rollcall.bench.kit;

/** Makes bodies of requests as providers send them. */
public final class Bodies {

    private Bodies() {}

    /** The body that Okta sends on create, with its password and groups. */
    public static String user(long number) {
        return user("ada.lovelace" + number + "@demo.example", "00u" + number, "Ada Lovelace");
    }

    /** The same for one of the users that {@link Seed} writes, with a displayName of its own. */
    public static String seeded(long number, String displayName) {
        return user(Seed.name(number), Seed.externalId(number), displayName);
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
        return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"replace\",\"value\":{\"active\":"
                + active + "}}]}";
    }
}
