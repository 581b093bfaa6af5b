package dev.rollcall.server.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** The seats of an organisation in words. */
final class SeatPrinter {

    private SeatPrinter() {}

    static String numbers(JsonNode seats) {
        return seats.path("used").asText() + " of " + seats.path("purchased").asText() + " in use, "
                + seats.path("billable").asText() + " billable, "
                + seats.path("awaited").asText() + " waited for";
    }

    static String policy(JsonNode seats) {
        return seats.path("policy").asText()
                + (seats.path("overflowRole").isTextual()
                        ? " to " + seats.path("overflowRole").asText()
                        : "");
    }
}
