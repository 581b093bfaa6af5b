package dev.rollcall.server.cli.print;

import com.fasterxml.jackson.databind.JsonNode;

/** Prints the seats of an organisation in words. */
public final class SeatPrinter {

    private SeatPrinter() {}

    public static String numbers(JsonNode seats) {
        return seats.path("used").asText() + " of " + seats.path("purchased").asText() + " in use, "
                + seats.path("billable").asText() + " billable, "
                + seats.path("awaited").asText() + " waited for";
    }

    public static String policy(JsonNode seats) {
        return seats.path("policy").asText()
                + (seats.path("overflowRole").isTextual()
                        ? " to " + seats.path("overflowRole").asText()
                        : "");
    }
}
