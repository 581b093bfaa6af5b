package dev.rollcall.server.converse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a client and the responses it should get, from one file.
 *
 * @param name the file's name
 * @param comments every comment, in order, without its hash
 */
public record Conversation(String name, List<String> comments, List<Exchange> exchanges) {

    private static final String EXTENSION = ".http";

    public Conversation {
        comments = List.copyOf(comments);
        exchanges = List.copyOf(exchanges);
    }

    /**
     * One request and its answer. Texts may hold placeholders (see {@link Template}).
     *
     * @param line where it stands in the file, from 1
     * @param times how often it is sent
     * @param headers of the request, those that the file gives for all of its requests among them
     * @param body sent as it is, or null for none
     */
    record Exchange(
            int line,
            int times,
            String method,
            String target,
            Map<String, String> headers,
            @Nullable String body,
            Expectation answer) {

        Exchange {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * What is demanded of an answer.
     *
     * @param headers names in lower case
     * @param body null when it may be anything
     * @param exactly whether the body may hold nothing beyond what is demanded
     */
    record Expectation(
            int status,
            Map<String, String> headers,
            @Nullable JsonNode body,
            boolean exactly) {

        Expectation {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * Reads a file, or all files of a folder by name.
     *
     * @throws ConversationException when one cannot be understood, with file and line
     */
    public static List<Conversation> in(Path place) {
        try {
            if (!Files.isDirectory(place)) {
                return List.of(ConversationReader.read(String.valueOf(place.getFileName()), Files.readAllLines(place)));
            }
            List<Conversation> all = new ArrayList<>();
            try (Stream<Path> files = Files.list(place)) {
                files.filter(file -> file.toString().endsWith(EXTENSION))
                        .sorted()
                        .forEach(file -> all.addAll(in(file)));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("The conversation " + place + " cannot be read.", e);
        }
    }
}
