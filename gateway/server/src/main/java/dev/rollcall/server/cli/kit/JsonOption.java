package dev.rollcall.server.cli.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** {@code --json}: one document of what was asked for, as the API has it. */
public final class JsonOption {

    @Option(
            names = "--json",
            description =
                    "Print one JSON document, as the API returns it, with all items of a list in it. With --follow,"
                            + " print one object per line.")
    private boolean json;

    public boolean wanted() {
        return json;
    }

    /** Prints a list as one document. */
    public static void list(PrintWriter out, Iterable<JsonNode> items) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        items.forEach(list.putArray("items")::add);
        out.println(list);
    }
}
