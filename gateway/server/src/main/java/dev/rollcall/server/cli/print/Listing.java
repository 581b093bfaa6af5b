package dev.rollcall.server.cli.print;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.ListPart;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Prints a list for a command: as a table, or with {@code --json} as one document. */
public final class Listing {

    private record Column(String head, Function<JsonNode, String> cell) {}

    private final List<Column> columns = new ArrayList<>();

    /** Adds a column of what stands at a JSON pointer, such as {@code /seats/used}. */
    public Listing column(String head, String pointer) {
        return column(head, item -> item.at(pointer).asText());
    }

    /** Adds a column likewise; items that have nothing there show something else. */
    public Listing column(String head, String pointer, String otherwise) {
        return column(head, item -> item.at(pointer).asText(otherwise));
    }

    /** Adds a column that is worked out. */
    public Listing column(String head, Function<JsonNode, String> cell) {
        columns.add(new Column(head, cell));
        return this;
    }

    /** Prints a list that is whole, in the form that is wanted. */
    public void print(PrintWriter out, boolean json, Iterable<JsonNode> items) {
        print(out, json, ListPart.whole(items));
    }

    /** Prints a part of a list likewise, and how it goes on. */
    public void print(PrintWriter out, boolean json, ListPart part) {
        if (json) {
            JsonOption.list(out, part);
        } else {
            printTable(out, part.items());
            part.printMore(out);
        }
        out.flush();
    }

    /** Prints the table alone. */
    public void printTable(PrintWriter out, Iterable<JsonNode> items) {
        Table table = new Table(columns.stream().map(Column::head).toArray(String[]::new));
        items.forEach(item -> table.row(
                columns.stream().map(column -> column.cell().apply(item)).toArray(String[]::new)));
        table.print(out);
    }
}
