package dev.rollcall.server.cli.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that is shown.
 *
 * @param next the cursor of what follows; null where nothing does
 */
public record ListPart(List<JsonNode> items, @Nullable String next) {

    /** A list that is whole. */
    public static ListPart whole(Iterable<JsonNode> items) {
        List<JsonNode> all = new ArrayList<>();
        items.forEach(all::add);
        return new ListPart(all, null);
    }

    /** One page, as the API answers it. */
    public static ListPart page(JsonNode answer) {
        return new ListPart(
                whole(answer.path("items")).items(), answer.path("next").textValue());
    }

    /** Says how the list goes on, if it does. */
    public void printMore(PrintWriter out) {
        if (next != null) {
            out.println("There are more. See them with: --after " + next);
        }
    }
}
