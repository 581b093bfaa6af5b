package dev.rollcall.server.log;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs one line for each request; {@link AccessEncoder} writes it. */
public final class AccessLog {

    static final String NAME = "dev.rollcall.access";

    private static final Logger LOG = LoggerFactory.getLogger(NAME);

    /**
     * What may be told about a request.
     *
     * @param route the template, such as {@code /scim/v2/:directory/Users/:id}; never the path itself
     * @param directory null when the credential was not accepted
     * @param nanos from the request line to the end of the answer
     */
    public record Line(
            UUID requestId,
            String method,
            String route,
            int status,
            long nanos,
            @Nullable UUID directory,
            String provider,
            List<String> quirks) {}

    private AccessLog() {}

    public static void write(Line line) {
        LOG.info("request", line);
    }
}
