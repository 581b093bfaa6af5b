package dev.rollcall.bench.kit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The results of a bench: rows that are printed for people, for documents or for programs. */
public final class Table {

    private final List<Column> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    /** How a table is printed. */
    public enum Format {
        text,
        markdown,
        json
    }

    /**
     * One column.
     *
     * @param key its name in JSON; empty when it is not there
     * @param title its name for people; empty when it is for programs alone
     * @param format of its numbers; texts are printed as they are
     */
    public record Column(String key, String title, String format) {}

    public Table(Column... columns) {
        this.columns = List.of(columns);
    }

    /** Adds a row: a number or a text for each column. */
    public void row(Object... cells) {
        rows.add(List.copyOf(Arrays.asList(cells)));
    }

    /**
     * Prints all rows.
     *
     * @param settings what JSON says beside the rows, such as how a plot of them is drawn
     */
    public void print(PrintStream out, Format format, JsonObject settings) {
        switch (format) {
            case text -> text(out);
            case markdown -> {
                List<Integer> shown = shown();
                out.println(line(shown.stream().map(i -> columns.get(i).title()).toList()));
                out.println(line(shown.stream().map(i -> "---").toList()));
                rows.forEach(row ->
                        out.println(line(shown.stream().map(i -> cell(row, i)).toList())));
            }
            case json -> out.println(json(settings).encodePrettily());
        }
    }

    private void text(PrintStream out) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(shown().stream().map(i -> columns.get(i).title()).toList());
        rows.forEach(row -> lines.add(shown().stream().map(i -> cell(row, i)).toList()));
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                int column = i;
                int width = lines.stream()
                        .mapToInt(other -> other.get(column).length())
                        .max()
                        .orElse(0);
                String space = " ".repeat(width - line.get(i).length());
                text.append(i == 0 ? line.get(i) + space : "  " + space + line.get(i));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private List<Integer> shown() {
        return IntStream.range(0, columns.size())
                .filter(i -> !columns.get(i).title().isEmpty())
                .boxed()
                .toList();
    }

    private String cell(List<Object> row, int column) {
        Object cell = row.get(column);
        return cell instanceof Number
                ? String.format(Locale.ROOT, columns.get(column).format(), cell)
                : cell.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    private JsonObject json(JsonObject settings) {
        JsonArray all = new JsonArray();
        for (List<Object> row : rows) {
            JsonObject one = new JsonObject();
            for (int i = 0; i < columns.size(); i++) {
                if (!columns.get(i).key().isEmpty()) {
                    one.put(columns.get(i).key(), row.get(i));
                }
            }
            all.add(one);
        }
        return settings.copy().put("rows", all);
    }
}
