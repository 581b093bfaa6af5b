package dev.rollcall.server.workbench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that clients use for attributes, and the words by which they say that a user is active or not. */
final class Vocabulary {

    static final String ACTIVE = "active";
    static final String MEMBERS = "members";

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:";

    private static final Map<String, List<String>> OF_USERS = new LinkedHashMap<>();
    private static final Map<String, List<String>> OF_GROUPS = new LinkedHashMap<>();

    /** Says the opposite of active. */
    private static final Set<String> OPPOSITES =
            Set.of("disabled", "isdisabled", "locked", "islocked", "suspended", "issuspended", "blocked", "inactive");

    private static final Set<String> ON = Set.of(
            "a", "active", "e", "employed", "enabled", "p", "current", "live", "on", "true", "yes", "y", "1", "ok");

    private static final Set<String> OFF = Set.of(
            "l",
            "left",
            "leaver",
            "t",
            "terminated",
            "r",
            "retired",
            "x",
            "d",
            "deleted",
            "i",
            "inactive",
            "s",
            "suspended",
            "locked",
            "blocked",
            "disabled",
            "off",
            "false",
            "no",
            "n",
            "0",
            "departed",
            "former");

    static {
        users(
                "userName",
                "login",
                "loginname",
                "loginid",
                "user",
                "username",
                "userid",
                "uid",
                "samaccountname",
                "upn",
                "userprincipalname",
                "account",
                "accountname",
                "principal",
                "principalname",
                "logon",
                "logonname");
        users(
                "emails[type eq \"work\"].value",
                "mail",
                "email",
                "emailaddress",
                "workemail",
                "workmail",
                "primaryemail",
                "mailaddress",
                "businessemail");
        users("name.givenName", "firstname", "givenname", "fname", "first", "forename", "vorname");
        users("name.familyName", "lastname", "familyname", "surname", "sn", "lname", "last", "nachname");
        users("displayName", "fullname", "display", "commonname", "cn", "displayname");
        users(
                ACTIVE,
                "status",
                "state",
                "enabled",
                "isenabled",
                "isactive",
                "active",
                "accountstatus",
                "accountenabled",
                "employmentstatus",
                "disabled",
                "isdisabled",
                "locked",
                "islocked",
                "suspended",
                "issuspended",
                "blocked",
                "inactive");
        users("title", "jobtitle", "job", "position");
        users("externalId", "externalid", "guid", "objectguid", "immutableid", "sourceid");
        users(ENTERPRISE + "department", "department", "dept", "orgunit", "unit");
        users(ENTERPRISE + "employeeNumber", "employeenumber", "employeeid", "staffid", "personnelnumber", "empno");
        users(ENTERPRISE + "costCenter", "costcenter", "costcentre");
        users("preferredLanguage", "language", "lang", "preferredlanguage");
        users("nickName", "nickname", "nick", "alias");
        groups("displayName", "label", "name", "title", "groupname", "cn", "group", "displayname", "teamname");
        groups(MEMBERS, "members", "people", "users", "memberids", "userids", "uniquemember", "participants", "member");
        groups("externalId", "externalid", "guid", "objectguid", "sourceid");
    }

    private Vocabulary() {}

    private static void users(String attribute, String... names) {
        OF_USERS.put(attribute, List.of(names));
    }

    private static void groups(String attribute, String... names) {
        OF_GROUPS.put(attribute, List.of(names));
    }

    /** The attribute that a name probably means, or null. */
    static @Nullable String attribute(boolean ofUsers, String name) {
        String plain = plain(name);
        for (Map.Entry<String, List<String>> entry : (ofUsers ? OF_USERS : OF_GROUPS).entrySet()) {
            if (entry.getValue().contains(plain)) {
                return entry.getKey();
            }
        }
        return null;
    }

    static boolean isOpposite(String name) {
        return OPPOSITES.contains(plain(name));
    }

    /** Whether a word says that a user is active; null for a word that is not known. */
    static @Nullable Boolean active(String word) {
        String plain = word.strip().toLowerCase(Locale.ROOT);
        if (ON.contains(plain)) {
            return true;
        }
        return OFF.contains(plain) ? false : null;
    }

    /** The last part of a name, in lower case and with letters and digits alone. */
    private static String plain(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1);
        return last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
