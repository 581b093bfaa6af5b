package dev.rollcall.server.cli.play;

import dev.rollcall.core.admin.demo.DemoOrganisation;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.cli.kit.DirectoryOptions;
import dev.rollcall.server.cli.kit.Home;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.print.Words;
import dev.rollcall.server.converse.Conversation;
import dev.rollcall.server.converse.ConversationException;
import dev.rollcall.server.converse.Speaker;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.server.simulate.HttpWire;
import dev.rollcall.server.simulate.Score;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.simulate.IdpTransport;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code rollcall conversations}: plays golden conversations against a directory; the exit code is 0 if every response
 * was as expected.
 */
@Command(
        name = "conversations",
        description = "Play a provider's golden conversations against a directory, and compare the responses.",
        footer = "The exit code is 1 if a response was not the expected one. The format: docs/conversations.md.")
public final class ConversationsCommand implements Callable<Integer> {

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final DirectoryOptions directory = new DirectoryOptions();

    @Parameters(
            index = "0",
            paramLabel = "PROVIDER",
            converter = Words.LowerCase.class,
            description = "A provider with conversations; docs/conversations.md lists them.")
    private String provider = "";

    @Parameters(
            index = "1..*",
            paramLabel = "FILE",
            description = "Files or folders (default: all those of the provider in the checkout).")
    private List<Path> places = List.of();

    @Option(
            names = "--domain",
            defaultValue = DemoOrganisation.DOMAIN,
            description = "A verified domain of the organisation (default: ${DEFAULT-VALUE}).")
    private String domain = "";

    @Override
    public Integer call() {
        List<Conversation> conversations = conversations();
        DirectoryOptions.Found found = directory.find(provider);
        PrintWriter out = output.out();
        int failed = 0;
        try (HttpWire wire = found.wire(1, new Score())) {
            Speaker speaker = new Speaker(wire, Map.of("domain", domain, "token", found.token()));
            long start = System.currentTimeMillis();
            for (Conversation conversation : conversations) {
                try {
                    speaker.hold(conversation, "c" + Long.toString(start++, Character.MAX_RADIX));
                    out.println("ok      " + conversation.name());
                } catch (ConversationException e) {
                    failed++;
                    out.println("FAILED  " + e.getMessage());
                }
                out.flush();
            }
        } catch (IdpTransport.WireException e) {
            throw new CommandException(e.getMessage() + ". Is the gateway running? Start one with: ./rollcall up", e);
        }
        out.printf("%d conversations, %d failed%n", conversations.size(), failed);
        out.flush();
        return failed == 0 ? 0 : 1;
    }

    /** Where an adapter keeps those of its provider, in the checkout. */
    private static Path folder(String provider) {
        return Home.find().folder().resolveSibling("adapters-" + provider + "/src/test/conversations/" + provider);
    }

    private static CommandException nothingAt(Path place) {
        String providers = Adapters.all().stream()
                .map(Adapter::provider)
                .filter(id -> Files.exists(folder(id)))
                .collect(Collectors.joining(", "));
        return new CommandException(
                providers.isEmpty()
                        ? "There are no conversations at " + place + ": name files of your own."
                        : "There are no conversations at " + place + ": name one of " + providers
                                + ", or files of your own.");
    }

    private List<Conversation> conversations() {
        List<Path> from = places.isEmpty() ? List.of(folder(provider)) : places;
        for (Path place : from) {
            if (!Files.exists(place)) {
                throw nothingAt(place);
            }
        }
        try {
            return from.stream()
                    .flatMap(place -> Conversation.in(place).stream())
                    .toList();
        } catch (ConversationException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
