package dev.rollcall.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.DirectoryTarget;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.print.ImpactPrinter;
import dev.rollcall.server.cli.print.Words;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall preview}: what going live would change, person by person. */
@Command(name = "preview", description = "Show what going live would change, person by person.")
public final class PreviewCommand implements Callable<Integer> {

    private static final int PAGE = 1_000;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final DirectoryTarget target = new DirectoryTarget();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = Words.LowerCase.class,
            description = "Only added, adopted, excluded, suspended, ...")
    private @Nullable String kind;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "Show at most N people (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        GatewayClient gateway = output.gateway();
        ObjectNode preview = read(gateway, target.path(gateway) + "/preview");
        ImpactPrinter.answer(output.out(), target.json(), preview.put("dryRun", true));
        if (!target.json()) {
            preview.path("missing").forEach(what -> output.out().println("Still needed to go live: " + what.asText()));
            preview.path("warnings").forEach(what -> output.out().println("Warning: " + what.asText()));
            output.out().flush();
        }
        return 0;
    }

    private ObjectNode read(GatewayClient gateway, String path) {
        String wanted = kind == null ? "" : "&kind=" + GatewayClient.encoded(kind);
        ObjectNode whole = page(gateway, path + "?limit=" + size(0) + wanted);
        ArrayNode people = (ArrayNode) whole.path("people");
        JsonNode next = whole.path("next");
        while (next.isTextual() && people.size() < limit) {
            ObjectNode page = page(
                    gateway,
                    path + "?limit=" + size(people.size()) + wanted + "&cursor="
                            + GatewayClient.encoded(next.textValue()));
            people.addAll((ArrayNode) page.path("people"));
            next = page.path("next");
        }
        return whole.set("next", next);
    }

    private int size(int known) {
        return Math.max(1, Math.min(PAGE, limit - known));
    }

    private static ObjectNode page(GatewayClient gateway, String path) {
        return (ObjectNode) gateway.get(path);
    }
}
