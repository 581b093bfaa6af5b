package dev.rollcall.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.cli.kit.DirectoryTarget;
import dev.rollcall.server.cli.kit.DryRunOption;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.print.ImpactPrinter;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rollcall undo}: takes back exactly what an activation made. */
@Command(name = "undo", description = "Undo exactly what an activation of a directory did, once.")
public final class UndoCommand implements Callable<Integer> {

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final DirectoryTarget target = new DirectoryTarget();

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ACTIVATION",
            description = "The id of the activation (default: the newest that has not been undone).")
    private @Nullable String activation;

    @Override
    public Integer call() {
        GatewayClient gateway = output.gateway();
        String activations = target.path(gateway) + "/activations";
        String id = activation != null ? activation : newest(gateway.get(activations));
        JsonNode impact = gateway.post(activations + "/" + id + "/undo" + dryRun.query());
        ImpactPrinter.answer(output.out(), target.json(), impact);
        return 0;
    }

    private static String newest(JsonNode activations) {
        return StreamSupport.stream(activations.path("items").spliterator(), false)
                .filter(one -> !one.path("undone").isTextual())
                .map(one -> one.path("id").asText())
                .findFirst()
                .orElseThrow(() -> new CommandException("The directory has no activation that could be undone."));
    }
}
