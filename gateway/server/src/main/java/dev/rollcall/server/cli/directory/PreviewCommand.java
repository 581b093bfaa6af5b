package dev.rollcall.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.DirectoryTarget;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.ListPart;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.kit.PartOptions;
import dev.rollcall.server.cli.kit.Query;
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
            description = "Only changes of this kind: added, adopted, excluded, suspended and so on.")
    private @Nullable String kind;

    @Mixin
    private final PartOptions part = new PartOptions();

    @Override
    public Integer call() {
        GatewayClient gateway = output.gateway();
        ObjectNode preview = read(gateway, target.path(gateway) + "/preview");
        ImpactPrinter.answer(output.out(), target.json(), preview.put("dryRun", true));
        if (!target.json()) {
            preview.path("missing").forEach(what -> output.out().println("Still needed to go live: " + what.asText()));
            preview.path("warnings").forEach(what -> output.out().println("Warning: " + what.asText()));
            ListPart.page(preview).printMore(output.out());
            output.out().flush();
        }
        return 0;
    }

    private ObjectNode read(GatewayClient gateway, String path) {
        ObjectNode whole = page(gateway, path, 0, part.after());
        ArrayNode people = (ArrayNode) whole.path("people");
        JsonNode next = whole.path("next");
        while (next.isTextual() && people.size() < part.most()) {
            ObjectNode page = page(gateway, path, people.size(), next.textValue());
            people.addAll((ArrayNode) page.path("people"));
            next = page.path("next");
        }
        return whole.set("next", next);
    }

    private ObjectNode page(GatewayClient gateway, String path, int known, @Nullable String cursor) {
        int size = Math.max(1, Math.min(PAGE, part.most() - known));
        return (ObjectNode) gateway.get(
                path + "?limit=" + size + new Query().with("kind", kind).with("cursor", cursor));
    }
}
