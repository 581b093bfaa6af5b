package dev.rollcall.adapters.google.source.api;

import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceException.Kind;

/**
 * Says what a failed call means: the same response can mean a wrong set-up in a call that lists everything, but only a missing
 * object in another call.
 */
public final class Meaning {

    /** What a failure of a call means and which of the usual mistakes is behind it. */
    public record Told(Kind kind, String mistake, String sentence) {
        public SourceException exception() {
            return new SourceException(kind, sentence);
        }
    }

    /** What was asked for. */
    public enum Asked {
        /** A listing of the whole account: what is refused here is refused everywhere. */
        EVERYTHING,
        /** One user, group or member, or the members of one group. */
        ONE
    }

    private final GoogleSettings settings;
    private final GoogleApi api;

    public Meaning(GoogleSettings settings, GoogleApi api) {
        this.settings = settings;
        this.api = api;
    }

    public Told of(Throwable failure, Asked asked) {
        if (failure instanceof SourceException told) {
            return new Told(told.kind(), "", told.sentence());
        }
        if (failure instanceof TokenRefused refused) {
            return token(refused);
        }
        if (failure instanceof KeylessRefused refused) {
            return keyless(refused);
        }
        if (failure instanceof GoogleFailure google) {
            return google.passes() ? incomplete(google.text()) : google(google, asked);
        }
        return incomplete(String.valueOf(failure.getMessage()));
    }

    private static Told incomplete(String why) {
        return new Told(
                Kind.INCOMPLETE,
                "no_answer",
                "Google did not answer as it should, although it was asked several times: " + why + ".");
    }

    private Told google(GoogleFailure failure, Asked asked) {
        String reason = failure.reason();
        if (reason.equals("accessNotConfigured") || failure.text().contains("has not been used in project")) {
            return wrong(
                    "api_off",
                    "The Admin SDK API is off in the Google Cloud project" + project()
                            + ". In the Cloud console open APIs & Services > Library > Admin SDK API and enable it; it"
                            + " takes some minutes.");
        }
        if (reason.equals("domainCannotUseApis")) {
            return wrong(
                    "api_access_off",
                    "API access is off in this Google Workspace account. In the admin console open Security > Access"
                            + " and data control > API controls and allow it.");
        }
        if (failure.status() == 401) {
            // Access that is lost is refused where tokens are given; a token that was given and is refused is a fault
            // that may pass.
            return new Told(
                    Kind.INCOMPLETE,
                    "token_not_accepted",
                    "Google gives access tokens and then does not accept them: " + failure.text() + ".");
        }
        if (failure.status() == 400 && failure.text().contains("pageToken")) {
            return new Told(Kind.RESTART, "page_expired", "Google does not know the page any more.");
        }
        return asked == Asked.EVERYTHING ? ofEverything(failure) : ofOne(failure);
    }

    private Told ofEverything(GoogleFailure failure) {
        if (failure.status() == 403) {
            return settings.admin() == null && settings.consent() == null
                    ? wrong(
                            "account_without_role",
                            settings.caller()
                                    + " may not read this directory. Give it a role of an administrator: in the admin"
                                    + " console under Account > Admin roles, a custom role with Admin API privileges"
                                    + " Users > Read and Groups > Read, assigned to the service account.")
                    : wrong(
                            "admin_without_right",
                            settings.caller() + " may not read users or groups. Give them a role with the Admin API"
                                    + " privileges Users > Read and Groups > Read, in the admin console under Account >"
                                    + " Admin roles.");
        }
        return wrong(
                "wrong_customer",
                "Google has no directory for customerId " + settings.customer() + ": " + failure.text()
                        + ". Copy the id from Account > Account settings > Profile in the admin console.");
    }

    private static Told ofOne(GoogleFailure failure) {
        if (failure.status() == 404 || failure.status() == 412) {
            return new Told(Kind.GONE, "gone", "Google does not have it any more: " + failure.text() + ".");
        }
        return new Told(Kind.OUTSIDE, "outside", "Google does not show it: " + failure.text() + ".");
    }

    /** Of the audit log, which needs a scope and a right of its own. */
    public Told ofReports(Throwable failure) {
        boolean isRefused = failure instanceof TokenRefused
                || (failure instanceof GoogleFailure google && google.status() == 403 && !google.passes());
        return isRefused
                ? wrong(
                        "reports_not_allowed",
                        "The audit log of groups may not be read. With groupHints the scope "
                                + GoogleSettings.REPORTS_SCOPE
                                + " has to be allowed like the others, and the administrator needs the Admin console"
                                + " privilege Reports.")
                : of(failure, Asked.ONE);
    }

    private Told token(TokenRefused refused) {
        if (refused.isPolicy()) {
            return new Told(
                    Kind.ACCESS_LOST,
                    "policy",
                    "A policy of the account ended the access (" + refused.description()
                            + "). In the admin console mark the app as trusted under Security > Access and data"
                            + " control > API controls > App access control, exempt it from Google Cloud session"
                            + " control, and let an administrator consent again.");
        }
        if (settings.consent() != null) {
            return new Told(
                    Kind.ACCESS_LOST,
                    "consent_ended",
                    "The consent has ended (" + refused.description()
                            + "): it was taken back, was not used for six months, or its administrator left. Let an"
                            + " administrator consent again.");
        }
        if (refused.isClock()) {
            return wrong("clock", "Google holds the time of the token to be wrong" + clock(refused) + ".");
        }
        if (refused.isKey()) {
            return wrong(
                    "key_invalid",
                    "Google does not accept the key of " + settings.email()
                            + ": it was deleted or belongs to another service account. Make a new key in the Cloud"
                            + " console under IAM & Admin > Service accounts > Keys, and enter it.");
        }
        if (refused.error().equals("unauthorized_client")) {
            return wrong(
                    "delegation_missing", delegation(GoogleSettings.USER_SCOPE + "," + GoogleSettings.GROUP_SCOPE));
        }
        return wrong(
                "admin_unknown",
                "Google gave no access for " + settings.admin() + " (" + refused.description()
                        + "). The address must be the one of an administrator of the account who is not suspended.");
    }

    /** What to allow, with what to paste. */
    public String delegation(String scopes) {
        return "The service account is not allowed to act for this account. In the admin console open Security >"
                + " Access and data control > API controls > Manage domain-wide delegation, and for client ID "
                + client() + " allow: " + scopes
                + " (a change takes up to 24 hours, usually minutes).";
    }

    private String client() {
        return settings.key() == null
                ? "(the Unique ID of " + settings.email() + " in the Cloud console)"
                : settings.key().clientId();
    }

    /** What stands between the gateway's own token and a signature of the service account. */
    private Told keyless(KeylessRefused refused) {
        String why = refused.why() + ".";
        return switch (refused.step()) {
            case IDENTITY ->
                new Told(
                        Kind.INCOMPLETE,
                        "identity_missing",
                        "The gateway got no token about itself from its cloud: " + why
                                + " Its operator has to look at pull.identity-token.");
            case POOL ->
                wrong(
                        "pool_refused",
                        "The workload identity pool does not accept the token of this gateway: " + why
                                + " In the Cloud console open IAM & Admin > Workload Identity Federation and compare"
                                + " the provider's issuer, allowed audiences and attribute condition with what the"
                                + " operator says that the token has.");
            case ACCOUNT ->
                wrong(
                        "impersonation_missing",
                        "The gateway may not act for " + settings.email() + ": " + why
                                + " In the Cloud console open the service account, then Permissions > Grant access, and"
                                + " give the pool's principal the role Service Account Token Creator.");
            case API ->
                wrong(
                        "credentials_api_off",
                        "The IAM Service Account Credentials API is off in the project of " + settings.email()
                                + ". In the Cloud console open APIs & Services > Library, and enable it; it takes some"
                                + " minutes.");
        };
    }

    private String clock(TokenRefused refused) {
        return refused.ahead(api.time().instant())
                .map(ahead -> ": the gateway's clock is " + Math.abs(ahead.toSeconds()) + " s "
                        + (ahead.isNegative() ? "ahead of" : "behind") + " Google's. Set it, best by NTP")
                .orElse(": set the gateway's clock, best by NTP");
    }

    private String project() {
        return settings.key() == null ? "" : " " + settings.key().project();
    }

    private static Told wrong(String mistake, String sentence) {
        return new Told(Kind.SETUP_WRONG, mistake, sentence);
    }
}
