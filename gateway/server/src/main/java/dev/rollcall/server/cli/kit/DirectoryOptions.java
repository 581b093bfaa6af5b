package dev.rollcall.server.cli.kit;

import dev.rollcall.server.cli.kit.LocalState.LocalDirectory;
import dev.rollcall.server.simulate.HttpWire;
import dev.rollcall.server.simulate.Score;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name the directory to which a command speaks as an identity provider. */
public final class DirectoryOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Base URL of the directory (default: that of ./rollcall up).")
    private @Nullable String url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "Credential of the directory (default: that of " + "./rollcall up).")
    private @Nullable String token;

    /** A directory that can be spoken to. */
    public record Found(String url, String token) {

        public HttpWire wire(int connections, Score score) {
            return new HttpWire(url, token, connections, score);
        }
    }

    /**
     * The directory that was named, or the one of that provider that runs on this machine.
     *
     * @throws CommandException there is neither
     */
    public Found find(String provider) {
        Optional<LocalDirectory> local = local(provider);
        return new Found(
                url != null ? url : local.map(LocalDirectory::url).orElseThrow(DirectoryOptions::nowhere),
                token != null ? token : local.map(LocalDirectory::credential).orElseThrow(DirectoryOptions::nowhere));
    }

    /** The directory of {@code up}, unless another one was named. */
    public Optional<LocalDirectory> unlessNamed(String provider) {
        return url == null ? local(provider) : Optional.empty();
    }

    private static Optional<LocalDirectory> local(String provider) {
        return LocalState.read(Home.find().state()).flatMap(state -> state.directory(provider));
    }

    private static CommandException nowhere() {
        return new CommandException(
                "No directory is named. Start a gateway with ./rollcall up, or name a directory with --url and"
                        + " --token.");
    }
}
