package dev.rollcall.server.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.spi.pull.StandIn;
import dev.rollcall.spi.simulate.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Records what happened in a simulated company, line by line in a file: played again after a restart, the company is the same,
 * because the same seeds give the same people and the same events. Thread-safe.
 */
public final class CompanyLife {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_USERS = 10_000;
    private static final int MOST_STEPS = 100_000;

    private final StandIn company;
    private final Path file;

    private CompanyLife(StandIn company, Path file) {
        this.company = company;
        this.file = file;
    }

    /** Plays what the file says; it need not be there. What a process was killed in the middle of writing has not happened. */
    public static CompanyLife of(StandIn company, Path file) {
        CompanyLife life = new CompanyLife(company, file);
        try {
            if (Files.exists(file)) {
                String text = Files.readString(file);
                String whole = text.substring(0, text.lastIndexOf('\n') + 1);
                whole.lines().forEach(life::again);
                Files.writeString(file, whole);
            }
            return life;
        } catch (IOException e) {
            throw new UncheckedIOException("What happened in the company cannot be read from " + file + ".", e);
        }
    }

    private void again(String line) {
        JsonNode deed = ScimJson.parse(line.getBytes(StandardCharsets.UTF_8));
        play(deed.path("what").asText(), deed);
    }

    /**
     * Has something happen.
     *
     * @param what {@code grow} or {@code live}
     * @throws IllegalArgumentException it is neither, or cannot be played
     */
    synchronized void happen(String what, JsonNode wish) {
        play(what, wish);
        ObjectNode deed = JSON.createObjectNode().put("what", what);
        wish.properties().forEach(field -> deed.set(field.getKey(), field.getValue()));
        try {
            Files.writeString(file, deed + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("What happened in the company cannot be kept in " + file + ".", e);
        }
    }

    private void play(String what, JsonNode wish) {
        switch (what) {
            case "grow" ->
                company.grow(new Plan(
                        Math.min(MOST_USERS, wish.path("users").asInt()),
                        Math.min(MOST_USERS, wish.path("groups").asInt()),
                        wish.path("domain").asText(),
                        wish.path("seed").asLong(),
                        1));
            case "live" ->
                company.live(
                        wish.path("seed").asLong(),
                        Math.min(MOST_STEPS, wish.path("steps").asInt()));
            default -> throw new IllegalArgumentException("There is no event called " + what + " here.");
        }
    }

    StandIn company() {
        return company;
    }
}
