package dev.rollcall.server.quota;

import dev.rollcall.server.config.Setting;
import dev.rollcall.server.config.Settings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an organisation may have or do only so much of; each by a setting, and 0 there means without limit. */
public enum Quota {
    REQUESTS(Settings.QUOTA_REQUESTS, "requests a second, on each gateway,", Duration.ofSeconds(1), null),
    DIRECTORIES(Settings.QUOTA_DIRECTORIES, "directories", null, "directory"),
    DOMAINS(Settings.QUOTA_DOMAINS, "domains", null, "domain"),
    INVITATIONS(Settings.QUOTA_INVITATIONS, "invitations an hour", Duration.ofHours(1), null),
    SIGN_IN_LINKS(Settings.QUOTA_SIGN_IN_LINKS, "sign-in links an hour", Duration.ofHours(1), null),
    CREDENTIALS(Settings.QUOTA_CREDENTIALS, "new credentials an hour", Duration.ofHours(1), null);

    private final Setting<Integer> setting;
    private final String what;
    private final @Nullable Duration per;
    private final @Nullable String table;

    Quota(Setting<Integer> setting, String what, @Nullable Duration per, @Nullable String table) {
        this.setting = setting;
        this.what = what;
        this.per = per;
        this.table = table;
    }

    Setting<Integer> setting() {
        return setting;
    }

    /** In which time so many are allowed; null when what is stored is counted. */
    @Nullable
    Duration per() {
        return per;
    }

    /** Where what is stored is counted; null when there is a time. */
    @Nullable
    String table() {
        return table;
    }

    /** What whoever has reached it is told. */
    String refusal(int limit) {
        return "An organisation may have at most " + limit + " " + what + " here (setting " + setting.key()
                + " of this gateway). "
                + (per == null
                        ? "Delete those that are not needed, or ask the operator for more."
                        : "Send the request again later.");
    }
}
