package dev.rollcall.server.quota;

import dev.rollcall.server.config.Setting;
import dev.rollcall.server.config.Settings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The things of which an organisation may have or do only a limited number.
 *
 * @param setting how much; 0 means without limit
 * @param what in words, behind a number
 * @param per in which time so many are allowed; null when what is stored is counted
 * @param table where what is stored is counted; null when there is a time
 */
public record Quota(
        Setting<Integer> setting,
        String what,
        @Nullable Duration per,
        @Nullable String table) {

    private static final Duration HOUR = Duration.ofHours(1);

    static final Quota REQUESTS =
            new Quota(Settings.QUOTA_REQUESTS, "requests a second, on each gateway,", Duration.ofSeconds(1), null);
    public static final Quota DIRECTORIES = new Quota(Settings.QUOTA_DIRECTORIES, "directories", null, "directory");
    public static final Quota DOMAINS = new Quota(Settings.QUOTA_DOMAINS, "domains", null, "domain");
    public static final Quota INVITATIONS = new Quota(Settings.QUOTA_INVITATIONS, "invitations an hour", HOUR, null);
    public static final Quota SIGN_IN_LINKS =
            new Quota(Settings.QUOTA_SIGN_IN_LINKS, "sign-in links an hour", HOUR, null);
    public static final Quota CREDENTIALS =
            new Quota(Settings.QUOTA_CREDENTIALS, "new credentials an hour", HOUR, null);

    /** What a client that has reached it is told. */
    String refusal(int limit) {
        return "An organisation may have at most " + limit + " " + what + " here (setting " + setting.key()
                + " of this gateway). "
                + (per == null
                        ? "Delete those that you do not need, or ask the operator to raise the limit."
                        : "Send the request again later.");
    }
}
