package dev.rollcall.server.cli.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Asks for confirmation before a command removes something that cannot be brought back. Only a person at a terminal is asked, never
 * a script.
 */
public final class Confirmation {

    /** The launcher says whether a person types and reads. */
    static final String INTERACTIVE = "rollcall.interactive";

    /** What commands are called that take something away. */
    static final Set<String> WORDS = Set.of("delete", "remove", "revoke", "release", "drop", "undo", "reset");

    private static final String YES = "--yes";

    private Confirmation() {}

    /** Gives the option {@code --yes} to every command that asks. */
    public static void offer(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        if (WORDS.contains(spec.name()) && line.getSubcommands().isEmpty()) {
            spec.addOption(OptionSpec.builder(YES)
                    .type(boolean.class)
                    .description("Do not ask for confirmation.")
                    .build());
        }
        line.getSubcommands().values().forEach(Confirmation::offer);
    }

    /**
     * Asks, where there is something to ask.
     *
     * @throws CommandException the answer was not yes
     */
    public static void ask(ParseResult parsed) {
        List<CommandLine> typed = parsed.asCommandLineList();
        CommandLine last = typed.get(typed.size() - 1);
        ParseResult given = last.getParseResult();
        if (!Boolean.getBoolean(INTERACTIVE)
                || !last.getCommandSpec().optionsMap().containsKey(YES)
                || given.hasMatchedOption(YES)
                || given.hasMatchedOption("--dry-run")
                || given.isUsageHelpRequested()
                || given.isVersionHelpRequested()) {
            return;
        }
        String what = String.join(" ", last.getCommandSpec().usageMessage().description());
        String about = Stream.concat(
                        typed.stream().map(CommandLine::getCommandName),
                        given.matchedPositionals().stream().flatMap(place -> place.originalStringValues().stream()))
                .collect(Collectors.joining(" "));
        PrintWriter err = last.getErr();
        err.print(about + "\n" + what + " This cannot be undone. Continue? [y/N] ");
        err.flush();
        if (!Set.of("y", "yes").contains(line().strip().toLowerCase(Locale.ROOT))) {
            throw new CommandException("Nothing was changed.");
        }
    }

    private static String line() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
