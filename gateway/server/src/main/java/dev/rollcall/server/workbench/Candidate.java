package dev.rollcall.server.workbench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.api.Json;
import dev.rollcall.spi.profile.ProfileReader;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A line of a profile that might mend requests that failed.
 *
 * @param kind {@code quirk}, {@code mapping}, {@code reading} or {@code response}
 * @param about what it does, a sentence
 * @param line the part of a document that says it
 * @param into puts it into a document
 */
record Candidate(String kind, String about, ObjectNode line, UnaryOperator<ObjectNode> into) {

    /** A mapping of one type. */
    static Candidate mapping(boolean ofUsers, ObjectNode mapping, String about) {
        ObjectNode line = Json.object();
        line.putObject(ofUsers ? "user" : "group").putArray("attributes").add(mapping);
        return new Candidate("mapping", about, line, document -> ProfileReader.with(document, line));
    }

    /**
     * A quirk beside those that run.
     *
     * @param running those of a document
     */
    static Candidate quirk(String id, String why, Function<ObjectNode, List<String>> running) {
        ObjectNode line = Json.object();
        line.putArray("quirks").add(id);
        return new Candidate("quirk", why, line, document -> {
            ObjectNode more = Json.object();
            ArrayNode quirks = more.putArray("quirks");
            running.apply(document).forEach(quirks::add);
            quirks.add(id);
            return ProfileReader.with(document, more);
        });
    }

    /** Any other line. */
    static Candidate line(String kind, ObjectNode line, String about) {
        return new Candidate(kind, about, line, document -> ProfileReader.with(document, line));
    }
}
