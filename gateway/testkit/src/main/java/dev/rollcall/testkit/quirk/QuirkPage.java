package dev.rollcall.testkit.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.Habit;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.Quirk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page that tells administrators and contributors what each quirk does, written from the code and its examples. */
public final class QuirkPage {

    private static final String INTRODUCTION = """
        # Quirks

        What an identity provider sends and the RFCs do not say, and what Rollcall makes of it before anything else looks at the
        request. Each quirk acts on one thing, is counted every time it fires, and can be switched off for a directory by its name;
        in a strict directory none runs. Traffic that conforms to RFC 7643 and RFC 7644 passes through all of them unchanged.

        What can be told only beside the stored resource is a [habit](#habits): the provider's adapter declares it, and a
        directory can switch it off in the same way.

        This page is written by `QuirkPageTest` from the code and its examples: change those, not this.

        """;

    private static final Map<String, String> KINDS = Map.of(
            "resource", "POST or PUT",
            "patch-body", "PATCH as it came",
            "filter-text", "Filter as it came",
            "patch", "PATCH",
            "filter", "Filter",
            "answer", "Answer");

    /**
     * An entry of the wire catalogue.
     *
     * @param name its provider and a number
     * @param provider whose page it stands on
     * @param shownBy the tests that show what becomes of it, or the reason why it needs none
     */
    public record Entry(String name, String provider, String shownBy) {}

    private final List<Adapter> adapters;
    private final Function<Quirk, List<Example>> examples;
    private final Map<String, Quirk> quirks = new LinkedHashMap<>();

    private QuirkPage(List<Adapter> adapters, Function<Quirk, List<Example>> examples) {
        this.adapters =
                adapters.stream().filter(adapter -> !adapter.quirks().isEmpty()).toList();
        this.examples = examples;
        this.adapters.forEach(adapter -> adapter.quirks().forEach(quirk -> quirks.putIfAbsent(quirk.id(), quirk)));
    }

    /**
     * Writes the page.
     *
     * @param examples all examples of a quirk
     * @param entries the whole wire catalogue
     */
    public static String of(List<Adapter> adapters, Function<Quirk, List<Example>> examples, List<Entry> entries) {
        QuirkPage page = new QuirkPage(adapters, examples);
        return INTRODUCTION
                + page.table()
                + page.quirks.values().stream().map(page::section).collect(Collectors.joining())
                + page.habits()
                + page.catalogue(entries);
    }

    private String table() {
        String head = adapters.stream().map(Adapter::displayName).collect(Collectors.joining(" | "));
        String rows = quirks.values().stream().map(this::row).collect(Collectors.joining());
        return "| quirk | " + head + " |\n|---|" + ":-:|".repeat(adapters.size()) + "\n" + rows;
    }

    private String row(Quirk quirk) {
        String marks = adapters.stream()
                .map(adapter -> has(adapter, quirk) ? "yes" : "")
                .collect(Collectors.joining(" | "));
        return "| [" + quirk.id() + "](#" + quirk.id() + ") | " + marks + " |\n";
    }

    private String section(Quirk quirk) {
        String vendors = adapters.stream()
                .filter(adapter -> has(adapter, quirk))
                .map(Adapter::displayName)
                .collect(Collectors.joining(", "));
        String shown = Kind.ALL.stream()
                .flatMap(kind -> examples.apply(quirk).stream()
                        .filter(example -> example.fires() && example.kind().equals(kind))
                        .limit(1))
                .map(QuirkPage::show)
                .collect(Collectors.joining());
        return "\n## " + quirk.id() + "\n\n" + quirk.why() + "\n\n*" + vendors + "; wire catalogue: "
                + String.join(", ", quirk.evidence()) + "*\n" + shown;
    }

    private String habits() {
        return "\n## Habits\n\n| habit | of | wire catalogue | how Rollcall handles it |\n| --- | --- | --- | --- |\n"
                + Stream.of(Habit.values()).map(this::habit).collect(Collectors.joining());
    }

    private String habit(Habit habit) {
        String vendors = adapters.stream()
                .filter(adapter -> adapter.habits().contains(habit))
                .map(Adapter::displayName)
                .collect(Collectors.joining(", "));
        String evidence = adapters.stream()
                .flatMap(adapter -> Stream.ofNullable(adapter.habitEvidence().get(habit)))
                .distinct()
                .collect(Collectors.joining(", "));
        return "| " + habit.id() + " | " + vendors + " | " + evidence + " | " + habit.why() + " |\n";
    }

    private String catalogue(List<Entry> entries) {
        return "\n"
                + "## The wire catalogue\n\n"
                + "Every entry, with the quirks and habits that it asks for, and its tests or the reason why it needs"
                + " none.\n\n"
                + "| entry | quirks and habits | shown by |\n"
                + "| --- | --- | --- |\n"
                + entries.stream().map(this::entry).collect(Collectors.joining());
    }

    private String entry(Entry entry) {
        Stream<String> ofMessages = quirks.values().stream()
                .filter(quirk -> quirk.evidence().contains(entry.name()))
                .map(quirk -> "[" + quirk.id() + "](#" + quirk.id() + ")");
        Stream<String> besideWhatIsStored = Stream.of(Habit.values())
                .filter(habit -> adapters.stream()
                        .anyMatch(adapter ->
                                entry.name().equals(adapter.habitEvidence().get(habit))))
                .map(habit -> "[" + habit.id() + "](#habits)");
        return "| [" + entry.name() + "](" + entry.provider() + ".md) | "
                + Stream.concat(ofMessages, besideWhatIsStored).collect(Collectors.joining(", ")) + " | "
                + entry.shownBy() + " |\n";
    }

    private static String show(Example example) {
        JsonNode out = example.out();
        return out == null
                ? ""
                : "\n**" + KINDS.get(example.kind().word()) + ":** " + example.why() + ".\n\n" + block(example.in())
                        + "\nbecomes\n\n" + block(out);
    }

    private static String block(JsonNode value) {
        return value.isTextual()
                ? "```\n" + value.textValue() + "\n```\n"
                : "```json\n" + value.toPrettyString() + "\n```\n";
    }

    private static boolean has(Adapter adapter, Quirk quirk) {
        return adapter.quirks().stream().anyMatch(other -> other.id().equals(quirk.id()));
    }
}
