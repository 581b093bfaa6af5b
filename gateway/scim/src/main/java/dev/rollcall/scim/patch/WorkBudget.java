package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;

/**
 * Limits how much work one PATCH may take, whatever its operations are. Work is counted in characters that are looked at or copied:
 * a value counts as many as its texts have, and a few for each of its parts. The work is done on a thread that serves other
 * organisations too.
 */
final class WorkBudget {

    /** Some tens of milliseconds. What identity providers send is a few thousand. */
    private static final long MOST = 20_000_000;

    /** A step that is no more than this is part of reading the request, whose length is bounded. */
    private static final long FREE = 100;

    private static final int FREE_PARTS = 10;

    /** For a part of a value beside its text. */
    private static final int PART = 8;

    private long left = MOST;

    /**
     * Takes note that a value is about to be looked at, or copied, so many times.
     *
     * @throws dev.rollcall.scim.error.ScimException 400 tooMany when it is too much, all taken together
     */
    void spend(JsonNode value, int times) {
        // Of what is too much anyway, not even the length is looked at.
        if (left == 0 && value.size() > FREE_PARTS) {
            throw tooMuch();
        }
        long characters = weight(value) * times;
        if (characters <= FREE) {
            return;
        }
        if (left < characters) {
            left = 0;
            throw tooMuch();
        }
        left -= characters;
    }

    private static ScimException tooMuch() {
        return ScimError.badRequest(
                        ScimType.TOO_MANY,
                        "This PATCH takes more work than a single request may: it has too many operations, or too many"
                                + " terms in their filters, for attributes with so many or such long values. Send "
                                + "fewer operations at a time, or replace"
                                + " the whole attribute.")
                .exception();
    }

    /** How long a value is. */
    private static long weight(JsonNode value) {
        if (value.isTextual()) {
            return PART + (long) value.textValue().length();
        }
        long weight = PART;
        for (JsonNode part : value) {
            weight += PART + weight(part);
        }
        return weight;
    }
}
