package dev.rollcall.scim;

import java.util.Locale;

/**
 * Something that a client is known to do and that only code with access to the stored resource can deal with: the counterpart of a
 * quirk, which looks at the message alone. An adapter says which habits its provider has; in a strict directory none of them
 * counts.
 */
public enum Habit {
    /** To take an empty list for a failure when it tests the connection by asking for two users. */
    NOBODY_IS_A_FAILURE(
            "The connection test fails on an empty directory. While there are no users, it is therefore shown"
                    + " one made-up, inactive user, who never appears in any other response."),

    /**
     * To give an externalId to one user only: an identity provider that makes a second active user of it means the first one, and the
     * inactive user of it is the person, whatever userName comes with it.
     */
    SOLE_EXTERNAL_ID(
            "The externalId belongs to one person permanently. A request that would give a user the externalId of"
                    + " another active user is refused with 409, which names that user, instead of putting the same "
                    + "person on a second seat."
                    + " An inactive user with the same externalId is reactivated in preference to one who has only "
                    + "the userName, which the"
                    + " latter gives up."),

    /** To delete, weeks later, the former object of a person who has come back as another object under the same id. */
    DELETES_THE_FORMER(
            "A user who is hired again is a new object in the directory, with a new externalId, and takes over the id."
                    + " The first DELETE within 35 days while they are active is meant for the old object: it is "
                    + "acknowledged but not"
                    + " carried out."),

    /** To send back the formatted name as it was read, beside parts of the name that are new. */
    STALE_FORMATTED_NAME(
            "The formatted name is sent back unchanged along with a new given or family name, so it is rebuilt"
                    + " from the parts.");

    private final String why;

    Habit(String why) {
        this.why = why;
    }

    /** In kebab case, as the id of a quirk: in settings, metrics and docs. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One sentence for an administrator: what the vendor does and what becomes of it. */
    public String why() {
        return why;
    }
}
