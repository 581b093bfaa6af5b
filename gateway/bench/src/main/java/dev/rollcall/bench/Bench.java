package dev.rollcall.bench;

import dev.rollcall.bench.console.ConsoleBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;

/** {@code ./rollcall bench SCENARIO}; without a scenario it lists them. */
@Command(
        name = "bench",
        synopsisSubcommandLabel = "SCENARIO",
        mixinStandardHelpOptions = true,
        description = "Measure a gateway of this build on this machine, beside a baseline in the same run.",
        subcommands = {
            SideBySide.class,
            CreateBurst.class,
            GroupGrowth.class,
            ListPages.class,
            DirectoryGrowth.class,
            Growth.class,
            ManyTenants.class,
            FirstSync.class,
            RoleReorder.class,
            PullReading.class,
            Neighbours.class,
            Attacks.class,
            Delivery.class,
            RequestLog.class,
            Profiles.class,
            ConsoleBench.class,
            Plot.class
        })
public final class Bench implements Runnable {

    @Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }
}
