package dev.rollcall.server.api.organisation;

import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.http.Problem;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the address to which the console may lead an administrator back: if it accepted any address from a request, it would lend
 * its name to any page.
 */
public final class ReturnAddresses {

    private final List<String> origins;

    /**
     * Makes the list.
     *
     * @param origins such as {@code https://app.example.com}
     */
    public ReturnAddresses(List<String> origins) {
        this.origins =
                origins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList();
    }

    /**
     * The address, when it is one of the operator's.
     *
     * @throws Problem.ProblemException 400, which names the setting
     */
    @Nullable
    String allowed(@Nullable String url) {
        if (url == null || origin(url).filter(origins::contains).isPresent()) {
            return url;
        }
        throw JsonInput.wrong(
                "returnUrl",
                "a URL of one of the origins in the setting console.return-origins, which are "
                        + (origins.isEmpty() ? "none" : String.join(", ", origins)));
    }

    private static Optional<String> origin(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
                return Optional.empty();
            }
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return Optional.of((uri.getScheme() + "://" + uri.getHost() + port).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
