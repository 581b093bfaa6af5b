package dev.rollcall.server.cli.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.cli.kit.DirectoryTarget;
import dev.rollcall.server.cli.kit.DryRunOption;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.print.ImpactPrinter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall role when}: a condition on attributes of the user gives a role. */
@Command(
        name = "when",
        description = "Assign a role by attributes of the user, for providers that push no groups.",
        mixinStandardHelpOptions = true)
final class RoleWhenCommand implements Callable<Integer> {

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final DirectoryTarget target = new DirectoryTarget();

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    @Parameters(index = "1", paramLabel = "ROLE", description = "The role that they give.")
    private String role = "";

    @Parameters(
            index = "2",
            arity = "0..*",
            paramLabel = "ATTRIBUTE=VALUE",
            description = "All must be met. To accept several values of an attribute, name it once for" + " each.")
    private List<String> values = List.of();

    @Option(
            names = "--expression",
            paramLabel = "CEL",
            description = "An expression that must be true, in place of values, such as "
                    + "user.department.startsWith(\"Eng\").")
    private @Nullable String expression;

    @Option(names = "--position", paramLabel = "N", description = "Its position, from 1 (default: the last).")
    private @Nullable Integer position;

    @Override
    public Integer call() {
        ObjectNode when = Conditions.read(values, expression);
        if (when == null) {
            throw new CommandException("Say for which users: attributes with their values, such as department=IT, or "
                    + "give"
                    + " an expression with --expression.");
        }
        GatewayClient gateway = output.gateway();
        ObjectNode wish =
                JsonNodeFactory.instance.objectNode().put("role", role).put("position", position);
        wish.set("when", when);
        ImpactPrinter.answer(
                output.out(),
                target.json(),
                gateway.post(RoleCommand.assignments(target, gateway) + dryRun.query(), wish));
        return 0;
    }
}
