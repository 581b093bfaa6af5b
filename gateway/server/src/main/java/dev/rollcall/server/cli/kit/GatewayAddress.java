package dev.rollcall.server.cli.kit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The address of a gateway's API, and the token that a command sends to it.
 *
 * @param url without slash at the end
 */
public record GatewayAddress(String url, String token) {

    private static final String URL = "ROLLCALL_URL";
    private static final String TOKEN = "ROLLCALL_TOKEN";
    private static final Path STANDARD_INPUT = Path.of("-");

    /**
     * Finds the gateway that is meant: what the options say goes before the environment, and that before the gateway that {@code up}
     * runs here. The token of {@code up} is shown to that gateway alone.
     *
     * @param given the options of the command, and of those that it is part of
     * @param local what {@code up} has left
     * @throws CommandException there is no gateway or no token, or the token is given twice
     */
    static GatewayAddress find(
            List<GatewayOptions> given, Map<String, String> environment, Optional<LocalState> local) {
        String named = last(given, GatewayOptions::url).orElse(environment.get(URL));
        String url =
                named != null ? stripped(named) : local.map(LocalState::url).orElse(null);
        if (url == null) {
            throw new CommandException(
                    "There is no gateway here yet. Start one with: ./rollcall up. Or name another with"
                            + " --url and --token-file, or with ROLLCALL_URL and ROLLCALL_TOKEN.");
        }
        String token = token(given)
                .or(() -> Optional.ofNullable(environment.get(TOKEN)))
                .or(() -> local.filter(state -> state.url().equals(url)).map(LocalState::adminToken))
                .orElseThrow(() -> new CommandException("Which token should be sent to " + url
                        + "? Give it with --token-file FILE (- for standard input), or with ROLLCALL_TOKEN."));
        return new GatewayAddress(url, token);
    }

    private static Optional<String> token(List<GatewayOptions> given) {
        Optional<String> token = last(given, GatewayOptions::token);
        Optional<Path> file = last(given, GatewayOptions::tokenFile);
        if (token.isPresent() && file.isPresent()) {
            throw new CommandException("Give either --token or --token-file.");
        }
        return token.or(() -> file.map(GatewayAddress::read));
    }

    private static <T> Optional<T> last(List<GatewayOptions> given, Function<GatewayOptions, @Nullable T> option) {
        return given.stream()
                .map(option)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .reduce((outer, inner) -> inner);
    }

    private static String read(Path file) {
        String token;
        try {
            token = new String(
                            file.equals(STANDARD_INPUT) ? System.in.readAllBytes() : Files.readAllBytes(file),
                            StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            throw new CommandException("The token cannot be read from " + file + ": " + e.getMessage(), e);
        }
        if (token.isEmpty()) {
            throw new CommandException("There is no token in " + file + ".");
        }
        return token;
    }

    private static String stripped(String url) {
        String stripped = url.strip();
        while (stripped.endsWith("/")) {
            stripped = stripped.substring(0, stripped.length() - 1);
        }
        if (!stripped.startsWith("http://") && !stripped.startsWith("https://")) {
            throw new CommandException("The URL of a gateway begins with https:// or http://, such as"
                    + " https://rollcall.example.com; it ends before /api/v1.");
        }
        return stripped;
    }
}
