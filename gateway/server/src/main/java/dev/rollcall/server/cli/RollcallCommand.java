package dev.rollcall.server.cli;

import dev.rollcall.server.cli.directory.DirectoryCommand;
import dev.rollcall.server.cli.directory.PreviewCommand;
import dev.rollcall.server.cli.directory.ProfileCommand;
import dev.rollcall.server.cli.directory.RoleCommand;
import dev.rollcall.server.cli.directory.SetupCommand;
import dev.rollcall.server.cli.directory.SourceCommand;
import dev.rollcall.server.cli.directory.SyncCommand;
import dev.rollcall.server.cli.directory.TokenCommand;
import dev.rollcall.server.cli.directory.UndoCommand;
import dev.rollcall.server.cli.event.EventsCommand;
import dev.rollcall.server.cli.event.ReceiverCommand;
import dev.rollcall.server.cli.event.RequestsCommand;
import dev.rollcall.server.cli.event.WebhookCommand;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.cli.kit.Confirmation;
import dev.rollcall.server.cli.kit.GatewayOptions;
import dev.rollcall.server.cli.local.CompletionCommand;
import dev.rollcall.server.cli.local.DemoCommand;
import dev.rollcall.server.cli.local.FirstTokenCommand;
import dev.rollcall.server.cli.local.KeyCommand;
import dev.rollcall.server.cli.local.ServeCommand;
import dev.rollcall.server.cli.local.SettingsCommand;
import dev.rollcall.server.cli.local.UpCommand;
import dev.rollcall.server.cli.member.HoldCommand;
import dev.rollcall.server.cli.member.MemberCommand;
import dev.rollcall.server.cli.member.MembersCommand;
import dev.rollcall.server.cli.member.RecoveryCommand;
import dev.rollcall.server.cli.organisation.AuditCommand;
import dev.rollcall.server.cli.organisation.ConflictCommand;
import dev.rollcall.server.cli.organisation.DomainCommand;
import dev.rollcall.server.cli.organisation.OperatorTokenCommand;
import dev.rollcall.server.cli.organisation.OrganisationCommand;
import dev.rollcall.server.cli.organisation.SeatCommand;
import dev.rollcall.server.cli.organisation.SessionCommand;
import dev.rollcall.server.cli.organisation.SignInCommand;
import dev.rollcall.server.cli.play.ConversationsCommand;
import dev.rollcall.server.cli.play.SimulateCommand;
import dev.rollcall.server.cli.print.Words;
import dev.rollcall.server.config.ConfigException;
import dev.rollcall.server.embedded.EmbeddedDatabaseException;
import dev.rollcall.server.log.Logging;
import dev.rollcall.server.node.StartException;
import dev.rollcall.server.version.Version;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** {@code rollcall}: registers all commands, and prints what went wrong when one of them fails. */
@Command(
        name = "rollcall",
        description = "An open gateway for identity provisioning.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class RollcallCommand {

    private static final List<Class<?>> COMMANDS = List.of(
            UpCommand.class,
            DemoCommand.class,
            ServeCommand.class,
            SimulateCommand.class,
            ConversationsCommand.class,
            OrganisationCommand.class,
            SeatCommand.class,
            DirectoryCommand.class,
            ProfileCommand.class,
            RoleCommand.class,
            SetupCommand.class,
            SourceCommand.class,
            SyncCommand.class,
            PreviewCommand.class,
            UndoCommand.class,
            MembersCommand.class,
            MemberCommand.class,
            HoldCommand.class,
            ConflictCommand.class,
            RecoveryCommand.class,
            DomainCommand.class,
            AuditCommand.class,
            RequestsCommand.class,
            EventsCommand.class,
            WebhookCommand.class,
            ReceiverCommand.class,
            TokenCommand.class,
            SignInCommand.class,
            SessionCommand.class,
            OperatorTokenCommand.class,
            FirstTokenCommand.class,
            KeyCommand.class,
            SettingsCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class);

    /** Commands that speak of all commands. */
    private static final Set<String> OF_ALL = Set.of("completion", "help");

    /** Commands that do not ask the admin API of a gateway. */
    private static final Set<String> LOCAL = Set.of(
            "up", "demo", "serve", "first-token", "key", "simulate", "conversations", "settings", "completion", "help");

    private static final int FAILED = 1;

    RollcallCommand() {}

    /** Runs one command line and returns the exit code: 0 done, 1 failed, 2 not understood. */
    public static int run(String... arguments) {
        return execute(line(arguments), arguments);
    }

    /** As {@link #run(String...)}, but prints to these. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return execute(line(arguments).setOut(out).setErr(err), arguments);
    }

    private static int execute(CommandLine line, String... arguments) {
        String[] given = arguments.length == 0 ? new String[] {"help"} : arguments;
        return line.setExecutionExceptionHandler((failure, command, parsed) -> tell(command, failure))
                .setExecutionStrategy(parsed -> confirmed(line, parsed))
                .execute(given);
    }

    private static int confirmed(CommandLine line, ParseResult parsed) {
        try {
            Confirmation.ask(parsed);
        } catch (CommandException e) {
            return tell(line, e);
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** All commands. */
    static CommandLine tree() {
        return complete(new CommandLine(new RollcallCommand()), COMMANDS);
    }

    /** With the one command that is typed: to make them all takes a third of a second, which every line would wait for. */
    private static CommandLine line(String... arguments) {
        String first = arguments.length == 0 ? "help" : arguments[0];
        List<Class<?>> typed = COMMANDS.stream()
                .filter(command -> first.equals(nameOf(command)))
                .toList();
        return complete(
                new CommandLine(new RollcallCommand()), typed.isEmpty() || OF_ALL.contains(first) ? COMMANDS : typed);
    }

    private static String nameOf(Class<?> command) {
        return Objects.requireNonNull(command.getAnnotation(Command.class)).name();
    }

    /** Gives a line commands, and all of them what they have in common. */
    private static CommandLine complete(CommandLine line, List<Class<?>> commands) {
        commands.forEach(line::addSubcommand);
        line.getSubcommands().forEach((name, command) -> {
            if (!LOCAL.contains(name)) {
                letNameGateway(command);
            }
        });
        tellVersion(line);
        Confirmation.offer(line);
        return Words.letReadInAnyCase(line);
    }

    private static void tellVersion(CommandLine line) {
        line.getCommandSpec()
                .versionProvider(() -> new String[] {Version.current().toString()});
        line.getSubcommands().values().forEach(RollcallCommand::tellVersion);
    }

    /** Gives a command and all that are part of it the options that say which gateway is asked. */
    private static void letNameGateway(CommandLine command) {
        command.addMixin(GatewayOptions.MIXIN, new GatewayOptions());
        command.getSubcommands().values().forEach(RollcallCommand::letNameGateway);
    }

    private static int tell(CommandLine command, Exception failure) {
        boolean expected = failure instanceof CommandException
                || failure instanceof ConfigException
                || failure instanceof StartException
                || failure instanceof EmbeddedDatabaseException;
        if (expected) {
            command.getErr().println(failure.getMessage());
        } else {
            command.getErr()
                    .println("This should not have happened: " + failure
                            + ". Please report it together with the log lines below.");
            LoggerFactory.getLogger(RollcallCommand.class).error("unexpected", failure);
        }
        Logging.flush();
        return FAILED;
    }
}
