package dev.rollcall.server.cli.organisation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.print.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what an organisation has bought; an option that is left out is not sent. */
final class PlanOptions {

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            converter = Words.LowerCase.class,
            description = "standard or enterprise.")
    private @Nullable String plan;

    @Option(names = "--seats", paramLabel = "N", description = "The number of seats bought.")
    private @Nullable Integer seats;

    @Option(
            names = "--enterprise-max-seats",
            paramLabel = "N",
            description = "How many of the seats are Enterprise " + "Max.")
    private @Nullable Integer enterpriseMaxSeats;

    /** Puts the given ones where the API expects them. */
    void putInto(ObjectNode wish) {
        if (plan != null) {
            wish.put("plan", plan);
        }
        if (seats != null) {
            wish.put("purchasedSeats", seats);
        }
        if (enterpriseMaxSeats != null) {
            wish.put("enterpriseMaxSeats", enterpriseMaxSeats);
        }
    }
}
