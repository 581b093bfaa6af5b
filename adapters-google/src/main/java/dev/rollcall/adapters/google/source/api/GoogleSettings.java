package dev.rollcall.adapters.google.source.api;

import dev.rollcall.spi.pull.SetupException;
import dev.rollcall.spi.pull.SourceField;
import dev.rollcall.spi.pull.SourceField.Kind;
import dev.rollcall.spi.pull.SourceReader.Scope;
import dev.rollcall.spi.pull.SourceSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings that an administrator entered, once they have been read and checked.
 *
 * @param key of the service account; null where there is none
 * @param federated the service account where access is keyless; null where it is not
 * @param consent what an administrator's consent left; null where there is a service account
 * @param admin whom the service account acts for; null when it acts for itself
 * @param customer {@code my_customer} or the id of the customer
 * @param groupQuery what chooses groups by the beginning of their name or address; null for all, or for {@code groupIds}
 * @param apiOrigin where the Directory API is
 * @param tokenUrl where access tokens come from
 */
public record GoogleSettings(
        @Nullable ServiceKey key,
        @Nullable FederatedAccount federated,
        @Nullable Consent consent,
        @Nullable String admin,
        String customer,
        List<String> groupIds,
        @Nullable String groupQuery,
        Scope scope,
        UserFilter filter,
        CustomFields custom,
        String apiOrigin,
        String tokenUrl,
        SourceSettings source) {

    static final String ACCESS = "access";
    public static final String KEY = "key";
    static final String CREDENTIAL = "credential";
    public static final String ADMIN = "admin";
    static final String CUSTOMER = "customerId";
    static final String CLIENT_ID = "clientId";
    static final String CLIENT_SECRET = "clientSecret";
    static final String REFRESH_TOKEN = "refreshToken";
    public static final String GROUP_IDS = "groupIds";
    static final String EMAIL_PREFIX = "groupEmailPrefix";
    static final String NAME_PREFIX = "groupNamePrefix";
    static final String USERS = "users";
    static final String ORG_UNITS = "orgUnits";
    static final String EXCLUDED = "excluded";
    static final String EXCLUDED_UNITS = "excludedOrgUnits";
    static final String CUSTOM = "customFields";
    static final String GUESTS = "includeGuests";
    public static final String WATCH = "watch";
    public static final String GROUP_HINTS = "groupHints";

    /** The two least scopes; that of groups covers their members. */
    public static final String USER_SCOPE = "https://www.googleapis.com/auth/admin.directory.user.readonly";

    public static final String GROUP_SCOPE = "https://www.googleapis.com/auth/admin.directory.group.readonly";

    static final String REPORTS_SCOPE = "https://www.googleapis.com/auth/admin.reports.audit.readonly";

    private static final String OWN_CUSTOMER = "my_customer";
    private static final String SERVICE_ACCOUNT = "service_account";
    private static final String KEYLESS = "keyless";
    private static final String OAUTH = "oauth";
    private static final Map<String, Scope> SCOPES =
            Map.of("all", Scope.ALL_USERS, "members_of_groups", Scope.MEMBERS_OF_GROUPS);
    private static final Pattern CUSTOMER_ID = Pattern.compile("C0[0-9a-z]{4,20}");
    private static final Pattern PREFIX = Pattern.compile("[^\"'*:\\\\]{1,100}");

    public static final List<SourceField> FIELDS = List.of(
            text(ACCESS, "How the gateway signs in: service_account (the default), keyless or oauth."),
            secret(KEY, "The key file (JSON) of the service account, the whole text of it."),
            secret(
                    CREDENTIAL,
                    "With keyless: the credential file (JSON) of the workload identity pool, the whole text of it. The"
                            + " domain of admin must be one that the organisation has verified."),
            text(
                    ADMIN,
                    "The address of the administrator whom the service account acts for by domain-wide delegation."
                            + " Left out, the account acts for itself: it then needs a role of an administrator of its"
                            + " own, and customerId must be given."),
            text(CUSTOMER, "The customer id (C0...), as Account > Account settings > Profile shows it."),
            text(CLIENT_ID, "With oauth: the id of the OAuth client."),
            secret(CLIENT_SECRET, "With oauth: the secret of the OAuth client."),
            secret(REFRESH_TOKEN, "With oauth: the refresh token that the administrator's consent gave."),
            texts(GROUP_IDS, "The ids of the groups to read. Left out with both prefixes, all groups are read."),
            text(EMAIL_PREFIX, "Only groups whose address begins so are read."),
            text(NAME_PREFIX, "Only groups whose name begins so are read."),
            text(USERS, "Which users are the directory's: all (the default) or members_of_groups."),
            texts(ORG_UNITS, "Only users of these organisational units (/Sales), or below them, are the directory's."),
            texts(
                    EXCLUDED,
                    "Addresses that are left out, such as shared mailboxes; a * stands for any text, as in"
                            + " svc-*@example.com."),
            texts(EXCLUDED_UNITS, "Organisational units whose users, and those below them, are left out."),
            texts(
                    CUSTOM,
                    "Fields of custom schemas and the attributes that they become, as in Employment.level=userType or"
                            + " Employment.badge=urn:example:Employment:badge."),
            new SourceField(
                    GUESTS, Kind.FLAG, false, "Whether guests of the account are users; they are left out by default."),
            new SourceField(
                    WATCH,
                    Kind.FLAG,
                    false,
                    "Whether Google is to tell of users that changed, so that they are read again at once; false by"
                            + " default. Google must reach the gateway by https."),
            new SourceField(
                    GROUP_HINTS,
                    Kind.FLAG,
                    false,
                    "Whether Google's audit log is asked which groups changed, so that they are read with the users;"
                            + " false by default. It needs the scope admin.reports.audit.readonly, too."));

    /**
     * What a consent of an administrator left (three-legged OAuth).
     *
     * @param refreshToken never ends by itself, but can be ended
     */
    record Consent(String clientId, String clientSecret, String refreshToken) {
        @Override
        public String toString() {
            return "Consent[clientId=" + clientId + "]";
        }
    }

    private static SourceField text(String name, String meaning) {
        return new SourceField(name, Kind.TEXT, false, meaning);
    }

    private static SourceField texts(String name, String meaning) {
        return new SourceField(name, Kind.TEXTS, false, meaning);
    }

    private static SourceField secret(String name, String meaning) {
        return new SourceField(name, Kind.TEXT, true, meaning);
    }

    /**
     * Reads what was entered.
     *
     * @throws SetupException a field is missing or not as it must be
     */
    public static GoogleSettings of(SourceSettings source) {
        String access = source.text(ACCESS, SERVICE_ACCOUNT);
        if (!access.equals(SERVICE_ACCOUNT) && !access.equals(KEYLESS) && !access.equals(OAUTH)) {
            throw new SetupException(ACCESS, "access must be service_account, keyless or oauth.");
        }
        boolean isAccount = !access.equals(OAUTH);
        boolean isKeyless = access.equals(KEYLESS);
        String admin = admin(source, isAccount);
        if (isKeyless && admin == null) {
            throw new SetupException(
                    ADMIN,
                    "admin is missing: without a key it is the administrator, by a domain that the organisation has"
                            + " verified, who shows that the directory is this organisation's.");
        }
        String customer = customer(source, isAccount && admin == null);
        String origin = source.origin();
        return new GoogleSettings(
                isAccount && !isKeyless ? ServiceKey.read(required(source, KEY)) : null,
                isKeyless ? FederatedAccount.read(required(source, CREDENTIAL), source.identity()) : null,
                isAccount
                        ? null
                        : new Consent(
                                required(source, CLIENT_ID),
                                required(source, CLIENT_SECRET),
                                required(source, REFRESH_TOKEN)),
                admin,
                customer,
                source.texts(GROUP_IDS),
                groupQuery(source),
                scope(source),
                UserFilter.of(source),
                CustomFields.of(source),
                origin == null ? "https://admin.googleapis.com" : origin,
                origin == null ? "https://oauth2.googleapis.com/token" : origin + "/token",
                source);
    }

    private static @Nullable String admin(SourceSettings source, boolean isAccount) {
        String admin = source.text(ADMIN);
        if (admin != null && !isAccount) {
            throw new SetupException(
                    ADMIN, "admin goes with a service account; with oauth it is the administrator who consented.");
        }
        if (admin != null && !UserFilter.isAddress(admin)) {
            throw new SetupException(ADMIN, "admin must be the address of an administrator of the account.");
        }
        return admin == null ? null : admin.toLowerCase(Locale.ROOT);
    }

    private static String customer(SourceSettings source, boolean isNeeded) {
        String customer = source.text(CUSTOMER, OWN_CUSTOMER);
        if (isNeeded && customer.equals(OWN_CUSTOMER)) {
            throw new SetupException(
                    CUSTOMER,
                    "Without admin the service account acts for itself and belongs to no customer, so customerId must"
                            + " be given: C0..., as Account > Account settings > Profile shows it.");
        }
        if (!customer.equals(OWN_CUSTOMER) && !CUSTOMER_ID.matcher(customer).matches()) {
            throw new SetupException(
                    CUSTOMER, "customerId must be C0 and letters and digits, as the account's profile shows it.");
        }
        return customer;
    }

    private static String required(SourceSettings source, String name) {
        String value = source.text(name);
        if (value == null) {
            throw new SetupException(name, name + " is missing.");
        }
        return value;
    }

    private static @Nullable String groupQuery(SourceSettings source) {
        String email = source.text(EMAIL_PREFIX);
        String name = source.text(NAME_PREFIX);
        boolean byId = !source.texts(GROUP_IDS).isEmpty();
        if ((email != null && name != null) || (byId && (email != null || name != null))) {
            throw new SetupException(
                    email == null ? NAME_PREFIX : EMAIL_PREFIX,
                    "Groups are chosen in one way: by groupIds, by groupEmailPrefix or by groupNamePrefix.");
        }
        String prefix = email == null ? name : email;
        if (prefix == null) {
            return null;
        }
        if (!PREFIX.matcher(prefix).matches()) {
            throw new SetupException(
                    email == null ? NAME_PREFIX : EMAIL_PREFIX,
                    "A prefix has at most 100 characters, and none of: \" ' * : \\");
        }
        return (email == null ? "name:" : "email:") + (prefix.contains(" ") ? "'" + prefix + "*'" : prefix + "*");
    }

    private static Scope scope(SourceSettings source) {
        Scope scope = SCOPES.get(source.text(USERS, "all"));
        if (scope == null) {
            throw new SetupException(USERS, "users must be all or members_of_groups.");
        }
        return scope;
    }

    /** Whether a group is among those chosen by their beginning; Google is asked for them, and not trusted with it. */
    public boolean choosesGroup(String name, String address) {
        String email = source.text(EMAIL_PREFIX);
        String beginning = source.text(NAME_PREFIX);
        return (email == null || starts(address, email)) && (beginning == null || starts(name, beginning));
    }

    private static boolean starts(String text, String prefix) {
        return text.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT));
    }

    /** Whose calls Google counts together: those of one Cloud project for one user. */
    String quotaUser() {
        if (key != null) {
            return key.project() + " " + (admin == null ? key.email() : admin);
        }
        if (federated != null) {
            return federated.email() + " " + admin;
        }
        return consent == null ? "" : consent.clientId() + " " + consent.refreshToken();
    }

    /** Whose account Google counts the calls that are under way for, as far as it is known. */
    String account() {
        String known = source.account();
        if (known != null) {
            return known;
        }
        return customer.equals(OWN_CUSTOMER) ? quotaUser() : customer;
    }

    /** Whom Google holds to account for the calls, as part of a sentence. */
    public String caller() {
        if (admin != null) {
            return "The administrator " + admin;
        }
        return consent != null ? "The administrator who consented" : "The service account " + email();
    }

    /** The address of the service account; empty where there is none. */
    String email() {
        if (key != null) {
            return key.email();
        }
        return federated == null ? "" : federated.email();
    }
}
