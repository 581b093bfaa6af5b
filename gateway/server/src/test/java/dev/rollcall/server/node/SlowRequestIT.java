package dev.rollcall.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.config.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A client that sends a byte now and then, which is never idle, holds no connection for long; a client that waits for its response is
 * left alone.
 */
final class SlowRequestIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway().with(Settings.SERVER_REQUEST_TIMEOUT, "2");

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private static String credential = "";

    @BeforeAll
    static void issue() {
        credential = GATEWAY.credential("okta");
    }

    /** ¶ stands for the end of a line; what follows after ... comes byte by byte, again and again. */
    @DisplayName("LOW: a request that comes byte by byte is ended")
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "in its line | ...GET /scim/v2/a",
                "in its headers | GET /api/v1/problems HTTP/1.1¶Host: a¶X: ...b",
                "in its body, without a credential"
                        + " | POST /scim/v2/DIRECTORY/Users HTTP/1.1¶Host: a¶Content-Length: 9999¶¶{...1",
                "in its body, with a credential | POST /scim/v2/DIRECTORY/Users HTTP/1.1¶Host: a¶Authorization: Bearer"
                        + " CREDENTIAL¶Content-Length: 9999¶¶{...1",
                "in the size of a chunk | POST /scim/v2/DIRECTORY/Users HTTP/1.1¶Host: a¶Authorization: Bearer"
                        + " CREDENTIAL¶Transfer-Encoding: chunked¶¶...0",
                "where no body is read | GET /api/v1/problems HTTP/1.1¶Host: a¶Content-Length: 9999¶¶{...1",
                "behind a whole one | GET /api/v1/problems HTTP/1.1¶Host: a¶¶GET /api/v1/problems HTTP/1.1¶X: ...b",
            })
    void isEnded(String where, String request) throws IOException {
        String[] halves = request.replace("¶", "\r\n")
                .replace("DIRECTORY", GATEWAY.directory("okta").id().toString())
                .replace("CREDENTIAL", credential)
                .split("\\.\\.\\.", 2);
        URI base = URI.create(GATEWAY.url());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(halves[0].getBytes(StandardCharsets.US_ASCII));
            StringBuilder answered = new StringBuilder();
            assertThat(isClosed(socket, out, halves[1], answered))
                    .as(answered.toString())
                    .isTrue();
            boolean isAnsweredBefore = where.startsWith("where no body") || where.endsWith("without a credential");
            if (!isAnsweredBefore) {
                assertThat(answered.toString()).contains("HTTP/1.1 408 ", "server.request-timeout");
            }
        }
        assertThat(Http.get(GATEWAY.managementUrl() + "/metrics").send().body())
                .contains("rollcall_slow_requests_total");
    }

    /** Sends until the gateway closes. */
    private static boolean isClosed(Socket socket, OutputStream out, String bytes, StringBuilder answered) {
        long end = System.nanoTime() + PATIENCE;
        try {
            for (int i = 0; System.nanoTime() < end; i++) {
                while (socket.getInputStream().available() > 0) {
                    answered.append((char) socket.getInputStream().read());
                }
                if (answered.indexOf("HTTP/1.1 408 ") >= 0) {
                    return rest(socket, answered);
                }
                out.write(bytes.charAt(i % bytes.length()));
                out.flush();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
            return false;
        } catch (IOException e) {
            // Reset: the gateway has stopped reading there.
            return true;
        }
    }

    private static boolean rest(Socket socket, StringBuilder answered) throws IOException {
        socket.setSoTimeout(10_000);
        for (int read = socket.getInputStream().read();
                read >= 0;
                read = socket.getInputStream().read()) {
            answered.append((char) read);
        }
        return true;
    }

    @Test
    @DisplayName("a kept connection may rest between requests, and an answer may take longer than a request may")
    void whoeverIsPatientIsLeftAlone() throws IOException {
        URI base = URI.create(GATEWAY.url());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort())) {
            socket.setSoTimeout(10_000);
            for (int i = 0; i < 2; i++) {
                socket.getOutputStream()
                        .write("GET /api/v1/problems HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(4));
                while (socket.getInputStream().available() > 0) {
                    socket.getInputStream().read();
                }
            }
        }
    }
}
