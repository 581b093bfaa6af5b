package dev.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** Every command line that a document prints is one that the commands understand, down to its options and their values. */
final class DocumentedCommandsTest {

    private static final Path ROOT = Path.of("../..");

    /** Made once, which takes longer than all lines. */
    private static final CommandLine COMMANDS = RollcallCommand.tree();

    /** Commands of the launcher itself, such as {@code test}, which build and measure: the cases of its script. */
    private static final Set<String> OF_THE_LAUNCHER = launcherCommands();

    private static final Pattern SPAN = Pattern.compile("`\\./rollcall ([^`]+)`");
    private static final Pattern BLOCK = Pattern.compile("(?m)^[^`\\n]*?\\./rollcall ([^`\\n]+)$");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    /** What a reader puts a value of their own in the place of. */
    private static final Pattern PLACEHOLDER = Pattern.compile(".*([A-Z]{2,}|\\.\\.\\.|\\$\\w+).*");

    private record Printed(Path document, String line, boolean isWhole) {}

    private static Set<String> launcherCommands() {
        try {
            return Pattern.compile("(?m)^  ([a-z]+)\\)$")
                    .matcher(Files.readString(ROOT.resolve("rollcall")))
                    .results()
                    .map(hit -> hit.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Printed> printed() throws IOException {
        List<Printed> found = new ArrayList<>();
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> top = Files.list(ROOT)) {
            for (Path document : Stream.concat(docs, top)
                    .filter(path -> path.toString().endsWith(".md"))
                    .filter(path -> !path.startsWith(ROOT.resolve("docs/adr")) && !path.endsWith("changelog.md"))
                    .toList()) {
                String text = Files.readString(document).replaceAll("\\\\\\n\\s*", "");
                SPAN.matcher(text).results().forEach(hit -> found.add(new Printed(document, hit.group(1), false)));
                BLOCK.matcher(text).results().forEach(hit -> found.add(new Printed(document, hit.group(1), true)));
            }
        }
        return found;
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            String plain = matcher.group(3);
            if (plain != null && plain.matches("[|#;>&].*|2>.*")) {
                break;
            }
            words.add(Stream.of(matcher.group(1), matcher.group(2), plain)
                    .filter(group -> group != null)
                    .findFirst()
                    .orElseThrow()
                    .replaceFirst("\\)$", ""));
        }
        return words;
    }

    /** What is wrong with it, or nothing. A command that a sentence only names may lack what it is used with. */
    private static Stream<String> wrong(Printed printed) {
        List<String> words = words(printed.line());
        if (words.isEmpty() || OF_THE_LAUNCHER.contains(words.get(0))) {
            return Stream.empty();
        }
        try {
            COMMANDS.parseArgs(words.toArray(String[]::new));
            return Stream.empty();
        } catch (MissingParameterException e) {
            return printed.isWhole() ? Stream.of(described(printed, e)) : Stream.empty();
        } catch (ParameterException e) {
            boolean isPlaceholder =
                    e.getValue() != null && PLACEHOLDER.matcher(e.getValue()).matches();
            return isPlaceholder ? Stream.empty() : Stream.of(described(printed, e));
        }
    }

    private static String described(Printed printed, ParameterException failure) {
        return ROOT.relativize(printed.document()) + ": ./rollcall " + printed.line() + " -> " + failure.getMessage();
    }

    @Test
    @DisplayName("Every command line in a document is understood as it is printed")
    void everyPrintedCommandIsUnderstood() throws IOException {
        List<Printed> printed = printed();

        assertThat(printed).hasSizeGreaterThan(200);
        assertThat(printed).flatMap(line -> wrong(line).toList()).isEmpty();
    }
}
