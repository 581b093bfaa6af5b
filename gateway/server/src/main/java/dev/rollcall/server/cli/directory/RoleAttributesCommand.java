package dev.rollcall.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.cli.kit.DirectoryTarget;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.print.Table;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall role attributes}: the attributes that conditions can be about. */
@Command(
        name = "attributes",
        description = "List the attributes that the users of a directory have, for conditions.",
        mixinStandardHelpOptions = true)
final class RoleAttributesCommand implements Callable<Integer> {

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final DirectoryTarget target = new DirectoryTarget();

    @Override
    public Integer call() {
        GatewayClient gateway = output.gateway();
        JsonNode found = gateway.get(target.path(gateway) + "/user-attributes");
        PrintWriter out = output.out();
        if (target.json()) {
            out.println(found);
        } else {
            Table table = new Table("ATTRIBUTE", "KIND", "USERS", "AS AN EXPRESSION");
            found.path("items")
                    .forEach(one -> table.row(
                            one.path("path").asText(),
                            one.path("kind").asText() + (one.path("multiValued").asBoolean() ? ", many" : ""),
                            one.path("users").asText(),
                            one.path("example").asText()));
            table.print(out);
            out.println("Counted among the newest " + found.path("users").asText() + " users.");
        }
        out.flush();
        return 0;
    }
}
