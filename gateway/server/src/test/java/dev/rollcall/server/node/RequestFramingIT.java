package dev.rollcall.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.RunningGateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests whose end or target two servers could read differently are refused and the connection is closed, so that a proxy in
 * front and the gateway never disagree about where the next request begins (RFC 9112 sections 3.2, 5.2, 6.1; security review H8).
 */
class RequestFramingIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final String NEXT = "GET /api/v1/problems HTTP/1.1¶Host: b¶¶";

    /** In each request ¶ stands for the end of a line, ~ for a bare line feed and ^ for a control byte. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "both lengths | POST /x HTTP/1.1¶Host: a¶Content-Length: 6¶Transfer-Encoding: chunked¶¶0¶¶X",
                "both lengths, the other order | POST /x HTTP/1.1¶Host: a¶Transfer-Encoding: chunked¶Content-Length:"
                        + " 5¶¶0¶¶",
                "both lengths in HTTP/1.0 | POST /x HTTP/1.0¶Host: a¶Connection: keep-alive¶Content-Length:"
                        + " 5¶Transfer-Encoding: chunked¶¶0¶¶",
                "chunked in HTTP/1.0 | POST /x HTTP/1.0¶Host: a¶Connection: keep-alive¶Transfer-Encoding: chunked¶¶0¶¶",
                "chunked is not the last coding | POST /x HTTP/1.1¶Host: a¶Transfer-Encoding: chunked, identity¶¶0¶¶",
                "an unknown coding | POST /x HTTP/1.1¶Host: a¶Transfer-Encoding: xchunked¶¶0¶¶",
                "two different lengths | POST /x HTTP/1.1¶Host: a¶Content-Length: 0¶Content-Length: 5¶¶",
                "two Host headers | GET /api/v1/problems HTTP/1.1¶Host: a¶Host: b¶¶",
                "a blank before the colon | GET /api/v1/problems HTTP/1.1¶Host : a¶¶",
                "control bytes before the request line | ^GET /api/v1/problems HTTP/1.1¶Host: a¶¶",
                "a bare line feed in a header | GET /api/v1/problems HTTP/1.1¶Host: a¶X: 1~Y: 2¶¶",
            })
    void isRefusedAndTheConnectionClosed(String what, String request) throws IOException {
        String response = exchange(text(request + NEXT));
        assertThat(response).containsPattern("^HTTP/1\\.[01] 400 ").containsOnlyOnce("HTTP/1.");
    }

    @ParameterizedTest(name = "<{0}>")
    @ValueSource(
            strings = {"", "Host:", "Host: a b", "Host: a/b", "Host: u@a", "Host: [::1", "Host: a:b", "Host: a:99999"})
    void withoutAHostNameItIsRefused(String host) throws IOException {
        String header = host.isEmpty() ? "" : host + "\r\n";
        String response = exchange("GET /api/v1/problems HTTP/1.1\r\n" + header + "\r\n" + text(NEXT));
        assertThat(response)
                .startsWith("HTTP/1.1 400 ")
                .contains("needs a Host header with a host name")
                .containsOnlyOnce("HTTP/1.");
    }

    @ParameterizedTest(name = "<{0}>")
    @ValueSource(strings = {"x", "*", "?a=1", "a:1"})
    void withoutAPathItIsRefused(String target) throws IOException {
        for (String method : List.of("GET", "OPTIONS", "POST")) {
            assertThat(exchange(method + " " + target + " HTTP/1.1\r\nHost: a\r\n\r\n" + text(NEXT)))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("needs a path")
                    .containsOnlyOnce("HTTP/1.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a:1", "[::1]", "[::1]:8080", "1.2.3.4", "xn--a.example"})
    void anyHostNameIsTaken(String host) throws IOException {
        assertThat(exchange("GET /api/v1/problems HTTP/1.1\r\nConnection: close\r\nHost: " + host + "\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void http2InClearTextIsNotSpoken() throws IOException {
        assertThat(exchange("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"))
                .doesNotStartWith("\0");
        assertThat(exchange(text("GET /api/v1/problems HTTP/1.1¶Host: a¶Connection: Upgrade, HTTP2-Settings, close¶"
                        + "Upgrade: h2c¶HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA¶¶")))
                .startsWith("HTTP/1.1 200");
    }

    private static String text(String request) {
        return request.replace("¶", "\r\n").replace('~', '\n').replace('^', '\u0001');
    }

    /** All that the gateway sends until it closes the connection or is silent for ten seconds. */
    private static String exchange(String request) throws IOException {
        URI base = URI.create(GATEWAY.url());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            StringBuilder all = new StringBuilder();
            byte[] buffer = new byte[64 * 1024];
            InputStream in = socket.getInputStream();
            try {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    all.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                }
            } catch (SocketTimeoutException e) {
                all.append("[still open]");
            }
            return all.toString();
        }
    }
}
