package dev.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.version.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What holds for every command that there is; one that is added is held to it as well. */
public final class EveryCommandIT {

    /** Made once, for it takes a third of a second. It is looked at, and never run. */
    private static final CommandLine TREE = RollcallCommand.tree();

    private final Path home;

    EveryCommandIT(@TempDir Path home) {
        this.home = home;
    }

    private static CommandLine tree() {
        return TREE;
    }

    /** Every command by the words that call it, such as {@code role defined add}; "" is rollcall itself. */
    public static List<String> commands() {
        List<String> all = new ArrayList<>();
        collect(tree(), "", all);
        assertThat(all).hasSizeGreaterThan(60);
        return all;
    }

    private static void collect(CommandLine line, String words, List<String> all) {
        all.add(words);
        line.getSubcommands().forEach((name, command) -> collect(command, (words + " " + name).strip(), all));
    }

    private static CommandLine named(String words) {
        CommandLine line = tree();
        for (String word : words.isEmpty() ? List.<String>of() : List.of(words.split(" ", -1))) {
            line = Objects.requireNonNull(line.getSubcommands().get(word), word);
        }
        return line;
    }

    private Typed type(String words, String... more) {
        return Typed.in(
                home,
                Stream.concat(Stream.of(words.split(" ", -1)).filter(word -> !word.isEmpty()), Stream.of(more))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("commands")
    @DisplayName("W11: every command tells its version, and says what it is for")
    void everyCommandTellsVersionAndHelp(String words) {
        if (words.equals("help")) {
            return;
        }
        Typed version = type(words, words.length() % 2 == 0 ? "--version" : "-V");
        assertThat(version.exitCode()).isZero();
        assertThat(version.out().strip()).isEqualTo(Version.current().toString());
        Typed help = type(words, "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: rollcall", "--version", "-h");
    }

    @Test
    @DisplayName("--json is one option, which says the same wherever it is")
    void jsonMeansTheSameEverywhere() {
        assertThat(commands())
                .map(words -> named(words).getCommandSpec().findOption("--json"))
                .filteredOn(Objects::nonNull)
                .hasSizeGreaterThan(50)
                .extracting(option -> String.join(" ", option.description()))
                .containsOnly(new CommandLine(new JsonOption())
                        .getCommandSpec()
                        .findOption("--json")
                        .description()[0]);
    }

    @Test
    @DisplayName("What shows at most so many goes on after them")
    void aLimitHasAnAfter() {
        assertThat(commands())
                .map(words -> named(words).getCommandSpec())
                .filteredOn(command -> command.findOption("--limit") != null)
                .hasSizeGreaterThan(10)
                .allSatisfy(command -> assertThat(command.findOption("--after"))
                        .as(command.qualifiedName())
                        .isNotNull());
    }

    /** An argument that takes one of a few words. */
    private record Closed(String command, ArgSpec argument, Class<?> words) {

        Typed given(Path home, String word) {
            Stream<String> typed = argument instanceof PositionalParamSpec place
                    ? Stream.concat(
                            Stream.generate(() -> "x").limit(place.index().min()), Stream.of(word))
                    : Stream.of(((OptionSpec) argument).longestName(), word);
            return Typed.in(
                    home,
                    Stream.concat(Stream.of(command.split(" ", -1)), typed).toArray(String[]::new));
        }
    }

    private static List<Closed> closed() {
        List<Closed> found = new ArrayList<>();
        for (String words : commands()) {
            for (ArgSpec argument : named(words).getCommandSpec().args()) {
                Class<?> type = argument.auxiliaryTypes()[0];
                if (type.isEnum()) {
                    found.add(new Closed(words, argument, type));
                }
            }
        }
        assertThat(found).hasSizeGreaterThanOrEqualTo(3);
        return found;
    }

    @Test
    @DisplayName(
            "W10: an argument that is one of a few words takes them in any letter case, and names them in lower case")
    void wordsHaveNoLetterCase() {
        for (Closed one : closed()) {
            List<String> words = Stream.of(one.words().getEnumConstants())
                    .map(value -> ((Enum<?>) value).name().toLowerCase(Locale.ROOT))
                    .toList();
            assertThat(one.argument().paramLabel()).isEqualTo(String.join("|", words));
            for (String word : words) {
                String capital = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
                for (String spelling : List.of(word, capital, word.toUpperCase(Locale.ROOT))) {
                    assertThat(one.given(home, spelling).err()).doesNotContain("say ");
                }
            }
            Typed wrong = one.given(home, "bogus");
            assertThat(wrong.exitCode()).isEqualTo(2);
            assertThat(wrong.err())
                    .contains("say ", "not 'bogus'")
                    .contains(words)
                    .doesNotContain("case-sensitive");
        }
    }

    private static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("rollcall"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no checkout");
        }
        return folder;
    }

    private static String launcher(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(checkout().resolve("rollcall").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h", ""})
    @DisplayName("The launcher's help lists every command, and no other")
    void theHelpListsEveryCommand(String typed) throws IOException, InterruptedException {
        Matcher line = Pattern.compile("(?m)^  \\./rollcall ([a-z-]+)")
                .matcher(typed.isEmpty() ? launcher() : launcher(typed));
        Set<String> listed = new TreeSet<>();
        while (line.find()) {
            listed.add(line.group(1));
        }
        Set<String> commands = new TreeSet<>(tree().getSubcommands().keySet());
        commands.addAll(Set.of("bench", "format", "screenshots", "test", "--version"));
        listed.add("--version");
        assertThat(listed).isEqualTo(commands);
    }

    @Test
    @DisplayName("The help of the jar lists every command too, and is what no argument asks for")
    void theJarListsEveryCommand() {
        String all = type("help").out();
        assertThat(type("").out()).isEqualTo(all);
        assertThat(all.lines().map(line -> line.strip().replaceAll(" .*", "")).collect(Collectors.toSet()))
                .containsAll(tree().getSubcommands().keySet());
    }

    @Test
    @DisplayName("bench --help: help of what the launcher runs by itself leads to it")
    void helpOfTheLaunchersOwnCommandsIsTheirs() throws IOException, InterruptedException {
        assertThat(launcher("help", "test")).startsWith("./rollcall test");
        assertThat(launcher("test", "--help")).startsWith("./rollcall test");
        assertThat(Files.readString(checkout().resolve("rollcall"))).contains("set -- \"$@\" --help");
    }
}
