package dev.rollcall.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.cli.kit.DirectoryTarget;
import dev.rollcall.server.cli.kit.DryRunOption;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.OnOff;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.organisation.RoleDefinitions;
import dev.rollcall.server.cli.print.ImpactPrinter;
import dev.rollcall.server.cli.print.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall role}: which groups of a directory, and which attributes, give which roles, in order of priority. */
@Command(
        name = "role",
        description = "Map groups and attributes to roles, where the first match decides, and define roles.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {RoleWhenCommand.class, RoleAttributesCommand.class, RoleDefinitions.class})
public final class RoleCommand {

    private static final String ASSIGNMENT = "Its position in the list, or its id.";
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F-]{36}");

    @Mixin
    private final Output output = new Output();

    @Command(
            name = "list",
            description = "List the role assignments, strongest first.",
            mixinStandardHelpOptions = true)
    int list(@Mixin DirectoryTarget target) {
        GatewayClient gateway = output.gateway();
        JsonNode list = gateway.get(assignments(target, gateway));
        PrintWriter out = output.out();
        if (target.json()) {
            out.println(list);
        } else {
            Table table = new Table("#", "GROUP OR CONDITION", "GIVES", "ID");
            for (JsonNode one : list.path("items")) {
                table.row(
                        one.path("position").asText(),
                        what(one),
                        one.path("role").asText(),
                        one.path("id").asText());
            }
            table.print(out);
            out.println("Everybody else: " + list.path("defaultRole").asText("no access"));
        }
        out.flush();
        return 0;
    }

    private static String what(JsonNode assignment) {
        if (assignment.path("fault").isTextual()) {
            return assignment.path("condition").asText() + " (gives nothing: "
                    + assignment.path("fault").asText() + ")";
        }
        return assignment.path("condition").isTextual()
                ? assignment.path("condition").asText()
                : assignment.path("groupName").asText("?")
                        + (assignment.path("awaited").asBoolean() ? " (not pushed yet)" : "");
    }

    @Command(name = "add", description = "Assign a role to a group.", mixinStandardHelpOptions = true)
    int add(
            @Mixin DirectoryTarget target,
            @Parameters(
                            index = "1",
                            paramLabel = "GROUP",
                            description = "Its id, or its name, which may be pushed later.")
                    String group,
            @Parameters(index = "2", paramLabel = "ROLE", description = "The role that it gives.") String role,
            @Option(names = "--position", paramLabel = "N", description = "Its position, from 1 (default: the last).")
                    @Nullable
                    Integer position,
            @Mixin DryRunOption dryRun) {
        GatewayClient gateway = output.gateway();
        ObjectNode wish = JsonNodeFactory.instance
                .objectNode()
                .put(ID.matcher(group).matches() ? "groupId" : "groupName", group)
                .put("role", role)
                .put("position", position);
        return answer(target, gateway.post(assignments(target, gateway) + dryRun.query(), wish));
    }

    @Command(
            name = "change",
            description = "Change the role that an assignment gives, or the condition under which it gives it.",
            mixinStandardHelpOptions = true)
    int change(
            @Mixin DirectoryTarget target,
            @Parameters(index = "1", paramLabel = "ASSIGNMENT", description = ASSIGNMENT) String assignment,
            @Parameters(
                            index = "2",
                            arity = "0..1",
                            paramLabel = "ROLE",
                            description = "The role that it gives (default: its present role).")
                    @Nullable
                    String role,
            @Option(
                            names = "--when",
                            paramLabel = "ATTRIBUTE=VALUE",
                            description = "A value that an attribute must have; repeat the option for more"
                                    + " attributes and values.")
                    @Nullable
                    List<String> values,
            @Option(
                            names = "--expression",
                            paramLabel = "CEL",
                            description = "The condition as an expression, such as user.title == \"Lead\".")
                    @Nullable
                    String expression,
            @Mixin DryRunOption dryRun) {
        ObjectNode when = Conditions.read(values == null ? List.of() : values, expression);
        if (role == null && when == null) {
            throw new CommandException("Say what to change: the role, or the condition with --when or --expression.");
        }
        GatewayClient gateway = output.gateway();
        String path = assignments(target, gateway);
        ObjectNode wish = JsonNodeFactory.instance.objectNode();
        if (role != null) {
            wish.put("role", role);
        }
        if (when != null) {
            wish.set("when", when);
        }
        return answer(target, gateway.patch(path + "/" + id(gateway, path, assignment) + dryRun.query(), wish));
    }

    @Command(name = "remove", description = "Remove a role assignment.", mixinStandardHelpOptions = true)
    int remove(
            @Mixin DirectoryTarget target,
            @Parameters(index = "1", paramLabel = "ASSIGNMENT", description = ASSIGNMENT) String assignment,
            @Mixin DryRunOption dryRun) {
        GatewayClient gateway = output.gateway();
        String path = assignments(target, gateway);
        return answer(target, gateway.delete(path + "/" + id(gateway, path, assignment) + dryRun.query()));
    }

    @Command(
            name = "order",
            description = "Set the order of the role assignments, strongest first.",
            mixinStandardHelpOptions = true)
    int order(
            @Mixin DirectoryTarget target,
            @Parameters(index = "1", arity = "1..*", paramLabel = "ASSIGNMENT", description = ASSIGNMENT)
                    List<String> order,
            @Mixin DryRunOption dryRun) {
        GatewayClient gateway = output.gateway();
        String path = assignments(target, gateway);
        ObjectNode wish = JsonNodeFactory.instance.objectNode();
        ArrayNode ids = wish.putArray("order");
        order.forEach(one -> ids.add(id(gateway, path, one)));
        return answer(target, gateway.put(path + "/order" + dryRun.query(), wish));
    }

    @Command(
            name = "default",
            description = "Set the role of users to whom no assignment applies.",
            mixinStandardHelpOptions = true)
    int setDefault(
            @Mixin DirectoryTarget target,
            @Parameters(index = "1", paramLabel = "ROLE", description = "A role, or none for no access.") String role,
            @Mixin DryRunOption dryRun) {
        GatewayClient gateway = output.gateway();
        ObjectNode wish =
                JsonNodeFactory.instance.objectNode().put("role", role.equalsIgnoreCase("none") ? null : role);
        return answer(target, gateway.put(target.path(gateway) + "/default-role" + dryRun.query(), wish));
    }

    @Command(
            name = "nested",
            description = "Set whether roles apply through groups within groups.",
            mixinStandardHelpOptions = true)
    int setNested(
            @Mixin DirectoryTarget target,
            @Parameters(index = "1", paramLabel = "on|off") OnOff count,
            @Mixin DryRunOption dryRun) {
        GatewayClient gateway = output.gateway();
        ObjectNode wish = JsonNodeFactory.instance.objectNode().put("on", count == OnOff.ON);
        return answer(target, gateway.put(target.path(gateway) + "/nested-groups" + dryRun.query(), wish));
    }

    static String assignments(DirectoryTarget target, GatewayClient gateway) {
        return target.path(gateway) + "/role-assignments";
    }

    /** The id of an assignment that may be given by its place. */
    private static String id(GatewayClient gateway, String path, String assignment) {
        if (ID.matcher(assignment).matches()) {
            return assignment;
        }
        for (JsonNode one : gateway.get(path).path("items")) {
            if (one.path("position").asText().equals(assignment)) {
                return one.path("id").asText();
            }
        }
        throw new CommandException("The directory has no role assignment " + assignment
                + ". See them with: ./rollcall role list DIRECTORY");
    }

    private int answer(DirectoryTarget target, JsonNode impact) {
        ImpactPrinter.answer(output.out(), target.json(), impact);
        return 0;
    }
}
