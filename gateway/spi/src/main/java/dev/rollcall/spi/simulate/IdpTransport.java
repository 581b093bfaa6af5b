package dev.rollcall.spi.simulate;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries requests between a simulated IdP and a gateway. Thread-safe. */
public interface IdpTransport {

    /**
     * Sends one request and waits for the answer. The base URL is the wire's own, and the Authorization header unless the request has one.
     *
     * @throws WireException when no answer came
     */
    Answer send(Request request);

    /** Reports an answer that the IdP would not have accepted; the run goes on. */
    void unexpected(Request request, Answer answer, String why);

    /**
     * One request.
     *
     * @param target path and query below the directory's base URL, encoded as this IdP encodes it: {@code /Users?filter=...}
     * @param headers as this IdP sends them; no other than Authorization, where it is not among them, may be added, a User-Agent
     *     least of all
     */
    record Request(
            String method,
            String target,
            Map<String, String> headers,
            @Nullable String body) {}

    /**
     * One answer.
     *
     * @param headers names in lower case
     * @param body unpacked, whatever Content-Encoding it came in; empty when there was none
     */
    record Answer(int status, Map<String, List<String>> headers, String body) {}

    /** No answer came, or none that tells whether the request was carried out: refused, reset, timed out, or a 5xx. */
    final class WireException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public WireException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
