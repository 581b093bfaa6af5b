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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests whose end or target two servers could read differently are refused and the connection is closed, so that a proxy in
 * front and the gateway never disagree about where the next request begins (RFC 9112 sections 3.2, 5.2, 6.1; security review H8).
 */
class RequestFramingTest {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final String NEXT = "GET /api/v1/openapi.json HTTP/1.1\\r\\nHost: b\\r\\n\\r\\n";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "both lengths | POST /x HTTP/1.1\\r"
                        + "\\n"
                        + "Host: a\\r"
                        + "\\n"
                        + "Content-Length: 6\\r"
                        + "\\n"
                        + "Transfer-Encoding: chunked\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n"
                        + "0\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n"
                        + "X",
                "both lengths, the other order | POST /x HTTP/1.1\\r"
                        + "\\n"
                        + "Host: a\\r"
                        + "\\n"
                        + "Transfer-Encoding: chunked\\r"
                        + "\\n"
                        + "Content-Length: 5\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n"
                        + "0\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n",
                "both lengths in HTTP/1.0 | POST /x HTTP/1.0\\r"
                        + "\\n"
                        + "Host: a\\r"
                        + "\\n"
                        + "Connection: keep-alive\\r"
                        + "\\n"
                        + "Content-Length: 5\\r"
                        + "\\n"
                        + "Transfer-Encoding: chunked\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n"
                        + "0\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n",
                "chunked in HTTP/1.0 | POST /x HTTP/1.0\\r"
                        + "\\n"
                        + "Host: a\\r"
                        + "\\n"
                        + "Connection: keep-alive\\r"
                        + "\\n"
                        + "Transfer-Encoding: chunked\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n"
                        + "0\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n",
                "chunked is not the last coding | POST /x HTTP/1.1\\r"
                        + "\\n"
                        + "Host: a\\r"
                        + "\\n"
                        + "Transfer-Encoding: chunked, identity\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n"
                        + "0\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n",
                "an unknown coding | POST /x HTTP/1.1\\r"
                        + "\\n"
                        + "Host: a\\r"
                        + "\\n"
                        + "Transfer-Encoding: xchunked\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n"
                        + "0\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n",
                "two different lengths | POST /x HTTP/1.1\\r"
                        + "\\n"
                        + "Host: a\\r"
                        + "\\n"
                        + "Content-Length: 0\\r"
                        + "\\n"
                        + "Content-Length: 5\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n",
                "two Host headers | GET /api/v1/openapi.json HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n",
                "a blank before the colon | GET /api/v1/openapi.json HTTP/1.1\\r\\nHost : a\\r\\n\\r\\n",
                "control bytes before the request line | \\1\\2GET /api/v1/openapi.json HTTP/1.1\\r"
                        + "\\n"
                        + "Host: a\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n",
                "a bare line feed in a header | GET /api/v1/openapi.json HTTP/1.1\\r"
                        + "\\n"
                        + "Host: a\\r"
                        + "\\n"
                        + "X: 1\\n"
                        + "Y: 2\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n",
            })
    void isRefusedAndTheConnectionClosed(String what, String request) throws IOException {
        String response = exchange(text(request + NEXT));
        assertThat(response).containsPattern("^HTTP/1\\.[01] 400 ").containsOnlyOnce("HTTP/1.");
    }

    @Test
    void withoutAHostHeaderItIsRefused() throws IOException {
        assertThat(exchange("GET /api/v1/openapi.json HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void http2InClearTextIsNotSpoken() throws IOException {
        assertThat(exchange("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"))
                .doesNotContain("\0\0");
        assertThat(exchange("GET /api/v1/openapi.json HTTP/1.1\r\n"
                        + "Host: a\r\n"
                        + "Connection: Upgrade, HTTP2-Settings, close\r\n"
                        + "Upgrade: h2c\r\n"
                        + "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    private static String text(String escaped) {
        return escaped.translateEscapes();
    }

    /** All that the gateway sends until it closes the connection or is silent for a second. */
    private static String exchange(String request) throws IOException {
        URI base = URI.create(GATEWAY.url());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort())) {
            socket.setSoTimeout(1000);
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
