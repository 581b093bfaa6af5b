package dev.rollcall.server.log;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One line a request. */
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
        LoggingEventBuilder event = LOG.atInfo()
                .addKeyValue("requestId", line.requestId())
                .addKeyValue("method", line.method())
                .addKeyValue("route", line.route())
                .addKeyValue("status", line.status())
                .addKeyValue("ms", milliseconds(line.nanos()));
        if (line.directory() != null) {
            event = event.addKeyValue("directory", line.directory()).addKeyValue("provider", line.provider());
        }
        if (!line.quirks().isEmpty()) {
            event = event.addKeyValue("quirks", line.quirks());
        }
        event.log("request");
    }

    /** With two decimals. */
    private static BigDecimal milliseconds(long nanos) {
        return BigDecimal.valueOf(nanos / 10_000, 2);
    }
}
