package dev.rollcall.server.http;

import java.util.Locale;

/**
 * The kinds of problem that have a name of their own, for programs that act on them. Its {@code type} is a path of this gateway
 * (RFC 9457 section 3.1.1), so that it is the same at every gateway and can be looked up at each.
 */
public enum ProblemType {
    WRONG_STATE(
            409,
            "Not possible in this state",
            "The directory, activation or hold is not in a state that allows this. The detail names the states that"
                    + " do."),
    NOT_ELIGIBLE(
            409,
            "Not eligible for a directory",
            "The organisation's plan and seats allow no directory. The detail says what would: more seats on the"
                    + " Enterprise plan, or an Enterprise Max seat."),
    NO_VERIFIED_DOMAIN(
            409,
            "No verified domain",
            "A directory can go live only when at least one domain of the organisation is verified."),
    DOMAIN_TAKEN(
            409,
            "Domain of another organisation",
            "Another organisation has verified the domain. That organisation has to release it first."),
    MANAGED_BY_DIRECTORY(
            409,
            "Managed by a directory",
            "A directory manages the member, so the change is made at its identity provider. The detail names the"
                    + " directory."),
    LAST_ADMIN(
            409,
            "Last admin",
            "The organisation would be left without an active admin. Make another person an admin first, or switch off"
                    + " the protection of the last admin."),
    ADDRESS_TAKEN(
            409,
            "Address in use",
            "The e-mail address belongs to a person who is a member of this organisation already."),
    ADDRESS_NOT_AVAILABLE(
            409,
            "Address not available",
            "Nobody can become a member of this organisation by this e-mail address. The response is the same whatever"
                    + " the reason, so that it reveals nothing about the members of other organisations; the "
                    + "operator of the service can"
                    + " say why."),
    NO_SEAT(
            409,
            "No seat available",
            "All purchased seats are taken and the organisation's seat policy does not allow more. Buy seats, free"
                    + " one, or change the policy."),
    SIGN_IN_AGAIN(
            403,
            "Sign in again",
            "Something that cannot be undone needs a recent sign-in to the console (setting"
                    + " console.fresh-sign-in). Nothing was changed. Sign in again and repeat the request."),
    NOT_REPLAYABLE(
            409,
            "Request cannot be replayed",
            "The request log does not have everything that was sent, or requests of this kind are not replayed. The"
                    + " detail says which."),
    PRECONDITION_FAILED(
            412,
            "Changed meanwhile",
            "If-Match does not name the current version. Read the resource again and repeat the request with"
                    + " its ETag."),
    REQUEST_UNDER_WAY(
            409,
            "Request under way",
            "A request with this Idempotency-Key is still being carried out. Send it again a little later to"
                    + " get the response."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "Idempotency-Key of another request",
            "This Idempotency-Key was used with another method, path or body within the last 24 hours. Give every"
                    + " request a key of its own, such as a new UUID.");

    private static final String BASE = "/api/v1/problems/";

    private final int status;
    private final String title;
    private final String meaning;

    ProblemType(int status, String title, String meaning) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
    }

    /** Its last part of the URI, such as {@code no-seat}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The member {@code type} of its problem documents. */
    public String uri() {
        return BASE + word();
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** What it means and what to do, in general. */
    public String meaning() {
        return meaning;
    }

    /** A problem of this kind; {@code detail} says what was wrong with this request and what would be accepted. */
    public Problem problem(String detail) {
        return new Problem(uri(), status, title, detail);
    }
}
