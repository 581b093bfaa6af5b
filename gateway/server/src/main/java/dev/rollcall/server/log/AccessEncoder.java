package dev.rollcall.server.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the log lines of requests in one pass, exactly as the encoder behind it would write them, and passes everything else on to
 * that encoder. Used by one thread only: that of the queue in front of it.
 */
final class AccessEncoder extends EncoderBase<ILoggingEvent> {

    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("XXX");
    private static final long NANOS_A_HUNDREDTH = 10_000;

    private final Encoder<ILoggingEvent> others;
    private final boolean json;
    private final ZoneId zone = ZoneId.systemDefault();
    private long second = Long.MIN_VALUE;
    private String time = "";
    private String offset = "";

    AccessEncoder(Encoder<ILoggingEvent> others, boolean json) {
        this.others = others;
        this.json = json;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        AccessLog.Line line = lineOf(event);
        if (line == null) {
            return others.encode(event);
        }
        StringBuilder text = new StringBuilder(320);
        tell(event.getTimeStamp());
        if (json) {
            json(text, event, line);
        } else {
            text(text, event, line);
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static AccessLog.@Nullable Line lineOf(ILoggingEvent event) {
        Object[] arguments = event.getArgumentArray();
        return arguments != null && arguments.length == 1 && arguments[0] instanceof AccessLog.Line line ? line : null;
    }

    /** The clock is read anew each second. */
    private void tell(long millis) {
        long now = Math.floorDiv(millis, 1000L);
        if (now != second) {
            second = now;
            ZonedDateTime at = Instant.ofEpochSecond(now).atZone(zone);
            time = (json ? DAY_AND_TIME : TIME).format(at);
            offset = OFFSET.format(at);
        }
    }

    private StringBuilder time(StringBuilder text, long millis) {
        text.append(time).append('.');
        return padded(text, Math.floorMod(millis, 1000L), 100);
    }

    private void json(StringBuilder text, ILoggingEvent event, AccessLog.Line line) {
        time(text.append("{\"at\":\""), event.getTimeStamp()).append(offset);
        text.append("\",\"message\":\"request\",\"logger_name\":\"").append(AccessLog.NAME);
        quoted(text.append("\",\"thread_name\":\""), event.getThreadName());
        text.append("\",\"level\":\"INFO\",\"requestId\":\"").append(line.requestId());
        quoted(text.append("\",\"method\":\""), line.method());
        quoted(text.append("\",\"route\":\""), line.route());
        milliseconds(text.append("\",\"status\":").append(line.status()).append(",\"ms\":"), line.nanos());
        if (line.directory() != null) {
            text.append(",\"directory\":\"").append(line.directory());
            quoted(text.append("\",\"provider\":\""), line.provider());
            text.append('"');
        }
        if (!line.quirks().isEmpty()) {
            text.append(",\"quirks\":[\"")
                    .append(String.join("\",\"", line.quirks()))
                    .append("\"]");
        }
        text.append('}');
    }

    private void text(StringBuilder text, ILoggingEvent event, AccessLog.Line line) {
        time(text, event.getTimeStamp()).append(" INFO  request requestId=").append(line.requestId());
        text.append(" method=").append(line.method()).append(" route=").append(line.route());
        milliseconds(text.append(" status=").append(line.status()).append(" ms="), line.nanos());
        if (line.directory() != null) {
            text.append(" directory=")
                    .append(line.directory())
                    .append(" provider=")
                    .append(line.provider());
        }
        if (!line.quirks().isEmpty()) {
            text.append(" quirks=").append(line.quirks());
        }
    }

    /** With two decimals. */
    private static void milliseconds(StringBuilder text, long nanos) {
        long hundredths = nanos / NANOS_A_HUNDREDTH;
        padded(text.append(hundredths / 100).append('.'), hundredths % 100, 10);
    }

    /** A number with leading zeros; of as many digits as its place has. */
    private static StringBuilder padded(StringBuilder text, long number, long place) {
        for (long at = place; at > 1 && number < at; at /= 10) {
            text.append('0');
        }
        return text.append(number);
    }

    private static void quoted(StringBuilder text, String value) {
        JsonStringEncoder.getInstance().quoteAsString(value, text);
    }

    @Override
    public byte @Nullable [] headerBytes() {
        return others.headerBytes();
    }

    @Override
    public byte @Nullable [] footerBytes() {
        return others.footerBytes();
    }
}
