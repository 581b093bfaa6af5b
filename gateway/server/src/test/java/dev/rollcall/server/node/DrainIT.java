package dev.rollcall.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.config.ConfigLoader;
import dev.rollcall.server.config.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** W17: of two nodes one stops, and a client that keeps its connection open loses no request. */
final class DrainIT {

    @RegisterExtension
    static final RunningGateway OTHER = new RunningGateway();

    private static final String REQUEST = "GET /api/v1/openapi.json HTTP/1.1\r\nHost: gateway\r\n\r\n";

    private static Gateway stopping() {
        return Gateway.start(
                ConfigLoader.load(
                        Optional.empty(),
                        Map.of(),
                        Map.of(
                                Settings.SERVER_PORT, "0",
                                Settings.MANAGEMENT_PORT, "0",
                                Settings.SERVER_DRAIN_DELAY, "4",
                                Settings.SERVER_SHUTDOWN_GRACE, "1")),
                DatabaseUrl.parse(OTHER.databaseUrl()),
                OTHER.key());
    }

    /** A client that keeps its connection. */
    private static final class Client implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader in;

        Client(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(20_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        }

        /** Status line and headers of the answer, in lower case. */
        String ask() throws IOException {
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder head = new StringBuilder();
            int length = 0;
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.append(line.toLowerCase(Locale.ROOT)).append('\n');
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(
                            line.substring(line.indexOf(':') + 1).strip());
                }
            }
            long read = 0;
            while (read < length) {
                long skipped = in.skip(length - read);
                assertThat(skipped).as("the body came whole").isPositive();
                read += skipped;
            }
            return head.toString();
        }

        boolean isEnded() throws IOException {
            return in.read() < 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    @DisplayName(
            "W17: readiness says no first, requests are served with Connection: close, then no connection is taken")
    void aStoppingNodeServesUntilTheBalancerHasNoticed() throws Exception {
        Gateway gateway = stopping();
        int port = gateway.port();
        String ready = "http://127.0.0.1:" + gateway.managementPort() + "/health/ready";
        try (Client kept = new Client(port);
                Client idle = new Client(port)) {
            assertThat(kept.ask()).startsWith("http/1.1 200").doesNotContain("connection: close");
            assertThat(idle.ask()).startsWith("http/1.1 200");

            Thread stop = new Thread(gateway::close);
            stop.start();
            while (Http.get(ready).send().status() == 200) {
                Thread.onSpinWait();
            }
            assertThat(kept.ask()).startsWith("http/1.1 200").contains("connection: close");
            assertThat(kept.isEnded()).isTrue();
            try (Client late = new Client(port)) {
                assertThat(late.ask()).startsWith("http/1.1 200").contains("connection: close");
                assertThat(late.isEnded()).isTrue();
            }
            assertThat(stop.isAlive()).as("it served while it drained").isTrue();

            stop.join(20_000);
            assertThat(idle.isEnded()).isTrue();
            assertThatThrownBy(() -> new Client(port)).isInstanceOf(ConnectException.class);
            try (Client elsewhere = new Client(OTHER.gateway().port())) {
                assertThat(elsewhere.ask()).startsWith("http/1.1 200").doesNotContain("connection: close");
            }
        }
    }
}
