package dev.rollcall.server.cli.kit;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that say which gateway a command calls, and with which token; by default the gateway that {@code up} runs on this
 * machine.
 */
public final class GatewayOptions {

    /** The name under which every command that asks a gateway has these options. */
    public static final String MIXIN = "gateway";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "URL of the gateway (default: ROLLCALL_URL, or that of ./rollcall up).")
    private @Nullable String url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description =
                    "Token for its admin API. Other users of this machine can see it in the list of processes: prefer"
                            + " --token-file or ROLLCALL_TOKEN.")
    private @Nullable String token;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file that holds the token and nothing else; - reads it from standard input.")
    private @Nullable Path tokenFile;

    @Nullable
    String url() {
        return url;
    }

    @Nullable
    String token() {
        return token;
    }

    @Nullable
    Path tokenFile() {
        return tokenFile;
    }
}
