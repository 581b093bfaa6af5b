package dev.rollcall.server.cli.play;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.admin.demo.DemoOrganisation;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.cli.kit.DirectoryOptions;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.kit.Query;
import dev.rollcall.server.cli.print.ProgressBar;
import dev.rollcall.server.cli.print.ScorePrinter;
import dev.rollcall.server.cli.print.Words;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.server.simulate.Comparison;
import dev.rollcall.server.simulate.HttpWire;
import dev.rollcall.server.simulate.Score;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.simulate.ExpectedState;
import dev.rollcall.spi.simulate.FaultyTransport;
import dev.rollcall.spi.simulate.IdpTransport;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Simulator;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code rollcall simulate}: plays an identity provider against a gateway over real HTTP; the exit code is 0 if every
 * response was as expected and the final state is as the identity provider knows it.
 */
@Command(
        name = "simulate",
        description = "Play an identity provider against a gateway over real HTTP.",
        footer = "The exit code is 1 if a response was not what that provider expects, or if users, groups or members"
                + " differ from its own model at the end.")
public final class SimulateCommand implements Callable<Integer> {

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final DirectoryOptions directory = new DirectoryOptions();

    @Parameters(
            paramLabel = "PROVIDER",
            converter = Words.LowerCase.class,
            description = "The provider to play: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Simulated.class)
    private String provider = "";

    @Option(
            names = {"--dialect", "--flavour"},
            paramLabel = "DIALECT",
            completionCandidates = Dialects.class,
            description = "The dialect it speaks, if it has several: ${COMPLETION-CANDIDATES}.")
    private @Nullable String dialect;

    @Option(names = "--users", defaultValue = "100", description = "How many users (default: ${DEFAULT-VALUE}).")
    private int users;

    @Option(names = "--groups", defaultValue = "10", description = "How many groups (default: ${DEFAULT-VALUE}).")
    private int groups;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "The seed; the same seed gives the same people " + "(default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--domain",
            defaultValue = "demo.example",
            description = "Domain of the users' addresses (default: ${DEFAULT-VALUE}).")
    private String domain = "";

    @Option(
            names = "--concurrency",
            defaultValue = "16",
            description = "How many users or groups are synced in parallel (default: ${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(
            names = "--faults",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of requests that go wrong in transit, such as 0.02: throttled, failed or lost.")
    private double faults;

    @Override
    public Integer call() {
        Adapter adapter = Adapters.of(provider).orElseThrow(() -> unknown(provider));
        Plan plan = plan();
        if (adapter.simulator().isEmpty() && adapter.stage().isPresent()) {
            return ReadSimulation.of(output.out(), provider).play(adapter, plan).isEmpty() ? 0 : 1;
        }
        Simulator simulator = simulator(adapter);
        Score score = new Score();
        long start = System.nanoTime();
        ExpectedState model;
        long faultsMade;
        long end;
        List<String> differences;
        try (HttpWire wire = directory.find(provider).wire(concurrency, score);
                HttpWire apart = directory.find(provider).wire(1, new Score())) {
            try (ProgressBar bar = ProgressBar.on(score, simulator.estimate(plan))) {
                bar.start();
                FaultyTransport faulty = new FaultyTransport(wire, share(), seed);
                model = simulator.run(plan, faulty);
                faultsMade = faulty.faults();
            }
            end = System.nanoTime();
            differences = differences(model, apart);
        } catch (IdpTransport.WireException e) {
            throw new CommandException(e.getMessage() + ". Is the gateway running? Start one with: ./rollcall up", e);
        }
        ScorePrinter printer = new ScorePrinter(output.out());
        printer.print(adapter.displayName(), plan, score, end - start, faultsMade);
        printer.print(model, differences);
        return score.unexpected() == 0 && score.unanswered() == 0 && differences.isEmpty() ? 0 : 1;
    }

    /** Between what the provider knows and what the directory holds; of a gateway on this machine its members too. */
    private List<String> differences(ExpectedState model, HttpWire wire) {
        List<String> differences = new ArrayList<>(model.differences(Comparison.among(Comparison.shown(wire), model)));
        directory.unlessNamed(provider).ifPresent(local -> {
            List<JsonNode> members = GatewayClient.local()
                    .some(
                            GatewayClient.organisation(DemoOrganisation.SLUG) + "/members",
                            new Query().with("directory", local.id()),
                            Integer.MAX_VALUE);
            members.removeIf(
                    member -> !model.users().containsKey(member.path("email").asText()));
            differences.addAll(Comparison.ofMembers(model, members));
        });
        return differences;
    }

    private Simulator simulator(Adapter adapter) {
        if (dialect == null) {
            return adapter.simulator().orElseThrow(() -> unknown(provider));
        }
        for (Map.Entry<String, Simulator> spoken : adapter.dialects().entrySet()) {
            if (spoken.getKey().equalsIgnoreCase(dialect)) {
                return spoken.getValue();
            }
        }
        String known = adapter.dialects().isEmpty()
                ? "leave --dialect out"
                : "use " + String.join(", ", new TreeSet<>(adapter.dialects().keySet()));
        throw new CommandException(adapter.displayName() + " has no dialect \"" + dialect + "\": " + known + ".");
    }

    private double share() {
        if (!(faults >= 0 && faults <= 0.3)) {
            throw new CommandException("--faults must be a share from 0 to 0.3, such as 0.02.");
        }
        return faults;
    }

    private Plan plan() {
        try {
            return new Plan(users, groups, domain, seed, concurrency);
        } catch (IllegalArgumentException e) {
            throw new CommandException("This cannot be played: " + e.getMessage() + ".", e);
        }
    }

    /** The providers that can be played. */
    static final class Simulated implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Adapters.all().stream()
                    .filter(adapter ->
                            adapter.simulator().isPresent() || adapter.stage().isPresent())
                    .map(Adapter::provider)
                    .iterator();
        }
    }

    /** The dialects of all providers that have several. */
    static final class Dialects implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Adapters.all().stream()
                    .flatMap(adapter -> adapter.dialects().keySet().stream().sorted())
                    .iterator();
        }
    }

    private static CommandException unknown(String provider) {
        return new CommandException("There is no simulator for \"" + provider + "\": use one of "
                + String.join(", ", new Simulated()) + ".");
    }
}
