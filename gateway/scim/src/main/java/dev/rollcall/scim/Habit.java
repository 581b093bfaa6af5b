package dev.rollcall.scim;

import java.util.Locale;

/**
 * What a client is known to do and only who knows the stored resource can act upon: the counterpart of a quirk, which looks at the
 * message alone. An adapter says which of them its provider has; none is acted upon in a strict directory.
 */
public enum Habit {
    /** To take an empty list for a failure when it tests the connection by asking for two users. */
    NOBODY_IS_A_FAILURE(
            "The connection test fails on an empty directory; while there is nobody it gets one made-up, inactive"
                    + " user, whom no other request ever sees."),

    /**
     * To give an externalId to one user only: an identity provider that makes a second active user of it means the first one, and the
     * inactive user of it is the person, whatever userName comes with it.
     */
    SOLE_EXTERNAL_ID(
            "The externalId belongs to one person for good. A user who is created with that of another active user,"
                    + " changed to it, or activated with it, is refused with 409, which names the other, instead of"
                    + " becoming the same person on a second seat. An inactive user who has it is brought back before"
                    + " one who has nothing but the userName, and the latter gives up the name."),

    /** To delete, weeks later, the former object of a person who has come back as another object under the same id. */
    DELETES_THE_FORMER(
            "A user who is hired again is another object in the directory, with another externalId, and takes over the"
                    + " id. The first DELETE within 35 days while they are active is for the object that they were"
                    + " before: it is answered with success and not carried out."),

    /** To send back the formatted name as it was read, beside parts of the name that are new. */
    STALE_FORMATTED_NAME(
            "The formatted name comes back as it was read beside a new given or family name; it is built again"
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
