package dev.rollcall.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** A client that hangs up is everyday: the log has no error and no stack trace of it. */
final class HungUpIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final int TIMES = 5;

    private static String credential = "";
    private static String operator = "";

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final @Nullable Level before = root.getLevel();
    private final AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.ERROR) || event.getThrowableProxy() != null) {
                told.add(event.getLoggerName() + ": " + event.getFormattedMessage());
            }
        }
    };

    @BeforeAll
    static void issue() {
        credential = GATEWAY.credential("okta");
        operator = GATEWAY.token(new Scope.Operator());
    }

    @BeforeEach
    void listen() {
        // As the gateway logs, and not as Logback does by itself.
        root.setLevel(Level.WARN);
        ear.start();
        root.addAppender(ear);
    }

    @AfterEach
    void leave() {
        root.detachAppender(ear);
        root.setLevel(before);
    }

    /** ¶ stands for the end of a line. */
    @DisplayName("LOW: hanging up logs no error")
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "in the headers | GET /api/v1/problems HTTP/1.1¶Host: a¶X: ",
                "in a body without a credential | POST /scim/v2/DIRECTORY/Users HTTP/1.1¶Host: a¶Content-Length:"
                        + " 9999¶¶{",
                "in a body | POST /scim/v2/DIRECTORY/Users HTTP/1.1¶Host: a¶Authorization: Bearer CREDENTIAL"
                        + "¶Content-Length: 9999¶¶{",
                "in a chunked body | POST /scim/v2/DIRECTORY/Users HTTP/1.1¶Host: a¶Authorization: Bearer CREDENTIAL"
                        + "¶Transfer-Encoding: chunked¶¶5¶{",
                "in a body of the API | POST /api/v1/organizations HTTP/1.1¶Host: a¶Authorization: Bearer OPERATOR"
                        + "¶Content-Length: 9999¶¶{",
                "in a form | POST /oauth/DIRECTORY/token HTTP/1.1¶Host: a¶Content-Type:"
                        + " application/x-www-form-urlencoded¶Content-Length: 9999¶¶a=b",
                "in a form of the console | POST /console/session HTTP/1.1¶Host: a¶Content-Length: 9999¶¶{",
                "before the response | GET /scim/v2/DIRECTORY/Users?count=100 HTTP/1.1¶Host: a¶Authorization: Bearer"
                        + " CREDENTIAL¶¶",
                "while it waits for events | GET /api/v1/organizations/demo/events?wait=30 HTTP/1.1¶Host: a"
                        + "¶Authorization: Bearer OPERATOR¶¶",
                "in a stream of events | GET /api/v1/organizations/demo/events HTTP/1.1¶Host: a¶Accept:"
                        + " text/event-stream¶Authorization: Bearer OPERATOR¶¶",
            })
    void isEveryday(String where, String request) throws IOException {
        String sent = request.replace("¶", "\r\n")
                .replace("DIRECTORY", GATEWAY.directory("okta").id().toString())
                .replace("CREDENTIAL", credential)
                .replace("OPERATOR", operator);
        int port = URI.create(GATEWAY.url()).getPort();
        for (int i = 0; i < TIMES; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoLinger(i % 2 == 0, 0);
                socket.getOutputStream().write(sent.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
                if (i % 3 == 0) {
                    Http.get(GATEWAY.url() + "/api/v1/problems").send();
                }
            }
        }
        for (int i = 0; i < TIMES; i++) {
            Http.get(GATEWAY.url() + "/api/v1/problems").send();
        }
        assertThat(told).as(where).isEmpty();
    }
}
