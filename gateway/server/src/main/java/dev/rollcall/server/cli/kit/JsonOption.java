package dev.rollcall.server.cli.kit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** {@code --json}: prints the result as one document, as the API returns it. */
public final class JsonOption {

    @Option(
            names = "--json",
            description = "Print one JSON document, as the API returns it; a list has its items in it, and next if more"
                    + " follow. With --follow, print one object per line.")
    private boolean json;

    public boolean wanted() {
        return json;
    }

    /** Prints a list, or a part of one, as one document. */
    public static void list(PrintWriter out, ListPart part) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putArray("items").addAll(part.items());
        if (part.next() != null) {
            list.put("next", part.next());
        }
        out.println(list);
    }
}
