package dev.rollcall.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.adapters.custom.CustomAdapter;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.spi.Adapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** docs/custom.md has each entry of the catalogue once, and each has what shows it, or the reason why nothing does. */
final class CustomPageTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ([A-Z0-9-]+?-\\d\\d)(?: to ([A-Z0-9-]+?-\\d\\d))? \\|(.*)\\|$");
    private static final Pattern TEST = Pattern.compile("\\b[A-Z]\\w+(?:Test|IT)\\b");
    private static final Pattern CONVERSATION = Pattern.compile("[a-z0-9-]+\\.http\\b");
    private static final Pattern PRESET = Pattern.compile("preset ([^,|]+)");

    /** How many entries the catalogue has of each client, and of topics. */
    private static final Map<String, Integer> CATALOGUE = new LinkedHashMap<>();

    static {
        CATALOGUE.put("CUSTOM", 58);
        CATALOGUE.put("ONELOGIN", 5);
        CATALOGUE.put("JUMPCLOUD", 3);
        CATALOGUE.put("PING", 5);
        CATALOGUE.put("RIPPLING", 3);
        CATALOGUE.put("SAILPOINT", 5);
        CATALOGUE.put("CYBERARK", 2);
        CATALOGUE.put("AUTHENTIK", 4);
        CATALOGUE.put("KEYCLOAK", 5);
        CATALOGUE.put("WSO2", 3);
        CATALOGUE.put("CONNID", 7);
        CATALOGUE.put("KEEPER", 3);
        Stream.of(
                        "BATON",
                        "SCIMGW",
                        "ORACLE",
                        "HELLOID",
                        "DUO",
                        "SURF-SBS",
                        "SURF-INVITE",
                        "RAUTHY",
                        "GROUPER",
                        "SAVIYNT")
                .forEach(client -> CATALOGUE.put(client, 1));
        Stream.of("SCIMSDK", "UNBOUNDID", "SUVERA", "POCKETID", "PROBO", "WIRE")
                .forEach(client -> CATALOGUE.put(client, 1));
    }

    private record Row(List<String> entries, String rest) {}

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        Matcher matcher = ROW.matcher(Files.readString(ROOT.resolve("docs/custom.md")));
        while (matcher.find()) {
            String first = matcher.group(1);
            String last = matcher.group(2) == null ? first : matcher.group(2);
            rows.add(new Row(
                    entries(name(first), number(first), number(last)),
                    matcher.group(3).strip()));
        }
        return rows;
    }

    private static String name(String entry) {
        return entry.substring(0, entry.length() - 3);
    }

    private static int number(String entry) {
        return Integer.parseInt(entry.substring(entry.length() - 2));
    }

    private static List<String> entries(String name, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> "%s-%02d".formatted(name, number))
                .toList();
    }

    @Test
    @DisplayName("CUSTOM-01 to -58, ONELOGIN-01 and the rest: every entry of the catalogue stands on the page once")
    void everyEntryStandsThereOnce() throws IOException {
        List<String> expected = CATALOGUE.entrySet().stream()
                .flatMap(client -> entries(client.getKey(), 1, client.getValue()).stream())
                .toList();
        assertThat(rows().stream().flatMap(row -> row.entries().stream()))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyEntryHasWhatShowsItOrAReason() throws IOException {
        assertThat(rows()).allSatisfy(row -> {
            String shownBy = row.rest().substring(row.rest().lastIndexOf('|') + 1);
            boolean isShown = TEST.matcher(shownBy).find()
                    || CONVERSATION.matcher(shownBy).find()
                    || shownBy.contains("preset");
            String becomes = row.rest().substring(0, row.rest().length() - shownBy.length());
            assertThat(isShown || becomes.contains("not ") || becomes.contains("["))
                    .as(row.toString())
                    .isTrue();
        });
    }

    @Test
    void whatThePageNamesExists() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/custom.md"));
        Set<String> files;
        try (Stream<Path> all = Files.walk(ROOT, 14)) {
            files = all.map(file -> String.valueOf(file.getFileName())).collect(Collectors.toSet());
        }
        assertThat(files)
                .containsAll(
                        found(TEST, page).stream().map(test -> test + ".java").toList());
        assertThat(files).containsAll(found(CONVERSATION, page));
        Set<String> names =
                CustomAdapter.presets().stream().map(Adapter::displayName).collect(Collectors.toSet());
        for (Row row : rows()) {
            for (MatchResult preset : PRESET.matcher(row.rest()).results().toList()) {
                String name = preset.group(1).strip();
                assertThat(names).as(row.toString()).anyMatch(known -> known.startsWith(name));
            }
        }
    }

    @Test
    void everyPresetStandsBesideTheEntriesThatItRestsOn() throws IOException {
        Set<String> known = new HashSet<>();
        rows().forEach(row -> known.addAll(row.entries()));
        for (Adapter adapter : CustomAdapter.presets()) {
            Path file = ROOT.resolve("adapters-custom/src/main/resources/presets/" + adapter.provider() + ".json");
            JsonNode evidence = ScimJson.parse(Files.readAllBytes(file)).path("evidence");
            assertThat(evidence).as(adapter.provider()).isNotEmpty();
            evidence.forEach(entry -> assertThat(known).contains(entry.asText()));
        }
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }
}
