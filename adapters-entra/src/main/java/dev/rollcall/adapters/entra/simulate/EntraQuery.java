package dev.rollcall.adapters.entra.simulate;

import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.QueryText;
import java.util.UUID;

/** Writes filters as Entra does: form-encoded, {@code eq} and {@code and} only. */
final class EntraQuery {

    private EntraQuery() {}

    static String filter(String attribute, String value) {
        return "filter=" + QueryText.form(attribute + " eq " + QueryText.literal(value));
    }

    /** Asks whether a resource refers to another one. */
    static String reference(String id, String attribute, String target) {
        String both = "id eq " + QueryText.literal(id) + " and " + attribute + " eq " + QueryText.literal(target);
        return "filter=" + QueryText.form(both) + "&attributes=id";
    }

    /** A value that nobody has: the connection test and every cycle begin with it. */
    static String nobody(Plan plan) {
        return new UUID(plan.seed() ^ 0x7d420df339954831L, 0xa406ecf8166f5f6aL).toString();
    }
}
