package dev.rollcall.server.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.Settings;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;
import org.slf4j.LoggerFactory;

/** Sets logback up from settings; logback.xml holds only what is needed before they are read. */
public final class Logging {

    private static final int QUEUE = 8_192;
    private static final String TEXT = "%d{HH:mm:ss.SSS} %-5level %msg %kvp{NONE}%n%rEx{short}";

    private Logging() {}

    /** Takes effect at once, for the whole process. */
    public static void configure(Config config) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();

        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setTarget("System.err");
        stderr.setEncoder(encoder(context, "json".equals(config.get(Settings.LOG_FORMAT))));
        stderr.start();

        // Event loops must not wait for a slow terminal or pipe: a full queue loses lines instead.
        AsyncAppender queue = new AsyncAppender();
        queue.setContext(context);
        queue.setQueueSize(QUEUE);
        queue.setDiscardingThreshold(0);
        queue.setNeverBlock(true);
        queue.addAppender(stderr);
        queue.start();

        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(queue);
        context.getLogger("dev.rollcall").setLevel(Level.toLevel(config.get(Settings.LOG_LEVEL)));
        if (!config.get(Settings.LOG_REQUESTS)) {
            context.getLogger(AccessLog.NAME).setLevel(Level.WARN);
        }
    }

    /** Writes what is still queued; the last thing a process does. */
    public static void flush() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }

    static Encoder<ILoggingEvent> encoder(LoggerContext context, boolean json) {
        AccessEncoder encoder = new AccessEncoder(json ? json(context) : text(context), json);
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    static Encoder<ILoggingEvent> json(LoggerContext context) {
        LogstashFieldNames names = new LogstashFieldNames();
        names.setTimestamp("at");
        names.setVersion("[ignore]");
        names.setLevelValue("[ignore]");
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.setContext(context);
        encoder.setFieldNames(names);
        encoder.start();
        return encoder;
    }

    static Encoder<ILoggingEvent> text(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(TEXT);
        encoder.start();
        return encoder;
    }
}
