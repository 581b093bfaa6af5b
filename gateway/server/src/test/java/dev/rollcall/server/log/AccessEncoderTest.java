package dev.rollcall.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.event.KeyValuePair;

/** The lines of requests are those that the encoders of all other lines would write for the same names and values. */
final class AccessEncoderTest {

    private static final Instant NOW = Instant.parse("2026-11-30T04:09:07.123Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LoggerContext context = context();
    private final Logger logger = context.getLogger(AccessLog.NAME);

    private static LoggerContext context() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        return context;
    }

    static List<AccessLog.Line> lines() {
        UUID id = UUID.fromString("01234567-89ab-7def-8123-456789abcdef");
        String route = "/scim/v2/:directory/Users/:id";
        return List.of(
                new AccessLog.Line(id, "GET", route, 200, 1_234_567, id, "okta", List.of()),
                new AccessLog.Line(id, "PATCH", route, 204, 50_000, id, "entra", List.of("one-quirk", "two-quirks")),
                new AccessLog.Line(id, "POST", "none", 401, 0, null, "none", List.of()),
                new AccessLog.Line(id, "QU\"OTE\\", "none", 400, 10_000_000_000L, null, "none", List.of("one-quirk")),
                new AccessLog.Line(id, "PUT", route, 200, 12_300_000, id, "custom", List.of()));
    }

    private LoggingEvent event(Object... arguments) {
        LoggingEvent event = new LoggingEvent("test", logger, Level.INFO, "request", null, arguments);
        event.setInstant(NOW);
        event.setThreadName("vert.x-eventloop-thread-0");
        return event;
    }

    private ILoggingEvent reference(AccessLog.Line line) {
        LoggingEvent event = event();
        event.addKeyValuePair(new KeyValuePair("requestId", line.requestId()));
        event.addKeyValuePair(new KeyValuePair("method", line.method()));
        event.addKeyValuePair(new KeyValuePair("route", line.route()));
        event.addKeyValuePair(new KeyValuePair("status", line.status()));
        event.addKeyValuePair(new KeyValuePair("ms", BigDecimal.valueOf(line.nanos() / 10_000, 2)));
        if (line.directory() != null) {
            event.addKeyValuePair(new KeyValuePair("directory", line.directory()));
            event.addKeyValuePair(new KeyValuePair("provider", line.provider()));
        }
        if (!line.quirks().isEmpty()) {
            event.addKeyValuePair(new KeyValuePair("quirks", line.quirks()));
        }
        return event;
    }

    private static String written(Encoder<ILoggingEvent> encoder, ILoggingEvent event) {
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void asJson(AccessLog.Line line) throws Exception {
        JsonNode written = JSON.readTree(written(Logging.encoder(context, true), event(line)));

        assertThat(written).isEqualTo(JSON.readTree(written(Logging.json(context), reference(line))));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void asText(AccessLog.Line line) {
        assertThat(written(Logging.encoder(context, false), event(line)))
                .isEqualTo(written(Logging.text(context), reference(line)));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void everythingElseIsLeftToTheOthers(AccessLog.Line line) {
        ILoggingEvent other = reference(line);

        assertThat(written(Logging.encoder(context, false), other)).isEqualTo(written(Logging.text(context), other));
        assertThat(written(Logging.encoder(context, true), other)).isEqualTo(written(Logging.json(context), other));
    }
}
