package dev.rollcall.server.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.server.pull.ReadProvider;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.pull.StandIn;
import dev.rollcall.spi.simulate.ExpectedState;
import dev.rollcall.spi.simulate.Plan;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The company of the demo, as another process of this machine reaches it. */
@EnabledIf("dev.rollcall.server.pull.ReadProvider#isThere")
final class StandInServerIT {

    private static final String TOKEN = "of-the-test";
    private static final Plan BEGINNING = new Plan(3, 2, "demo.example", 1, 1);

    private final Path file;
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private StandIn company;
    private StandInServer server;

    StandInServerIT(@TempDir Path folder) {
        this.file = folder.resolve("company.jsonl");
    }

    @BeforeEach
    void begin() {
        Adapter adapter = ReadProvider.adapter().orElseThrow();
        company = adapter.stage().orElseThrow().play(vertx, BEGINNING, 0).await();
        server =
                StandInServer.start(vertx, CompanyLife.of(company, file), TOKEN).await();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        vertx.close().await();
    }

    private HttpResponse<String> post(String path, String token, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void itsTokenIsNeeded() throws Exception {
        ExpectedState before = company.standing();

        assertThat(post("/live", "another", "{\"seed\": 1, \"steps\": 50}").statusCode())
                .isEqualTo(401);
        assertThat(post("/standing", "", "{}").statusCode()).isEqualTo(401);

        assertThat(company.standing()).isEqualTo(before);
    }

    @Test
    void whatIsNotKnownOrNotReadableIsRefusedAndChangesNothing() throws Exception {
        ExpectedState before = company.standing();

        assertThat(post("/explode", TOKEN, "{}").body()).contains("There is no event called explode here.");
        assertThat(post("/grow", TOKEN, "{\"users\": 0}").statusCode()).isEqualTo(400);
        assertThat(post("/grow", TOKEN, "{").statusCode()).isEqualTo(400);

        assertThat(company.standing()).isEqualTo(before);
        assertThat(file).doesNotExist();
    }

    @Test
    void itAnswersOnTheLoopbackAlone() throws Exception {
        // Another address of the loopback, which every machine has, and all that lead to this machine from outside.
        List<Inet4Address> others = Stream.concat(
                        Stream.of(InetAddress.getByName("127.0.0.2")),
                        NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses))
                .filter(Inet4Address.class::isInstance)
                .map(Inet4Address.class::cast)
                .filter(address -> !address.equals(InetAddress.getLoopbackAddress()))
                .toList();
        assertThat(others).isNotEmpty();
        for (String url : List.of(server.url(), company.origin())) {
            int port = URI.create(url).getPort();
            assertThat(URI.create(url).getHost()).isEqualTo("127.0.0.1");
            for (Inet4Address other : others) {
                assertThatThrownBy(() -> connect(other, port)).isInstanceOf(IOException.class);
            }
        }
    }

    private static void connect(Inet4Address address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2_000);
        }
    }

    @Test
    void whatHappenedIsPlayedAgainAfterARestart() throws Exception {
        post("/grow", TOKEN, "{\"users\": 20, \"groups\": 4, \"domain\": \"demo.example\", \"seed\": 1}");
        post("/live", TOKEN, "{\"seed\": 7, \"steps\": 60}");
        post("/live", TOKEN, "{\"seed\": 7, \"steps\": 60}");
        ExpectedState before = company.standing();
        assertThat(before.users()).hasSizeGreaterThan(15);
        server.close();
        Files.writeString(file, "{\"what\": \"live\", \"se", StandardOpenOption.APPEND);

        begin();

        assertThat(company.standing()).isEqualTo(before);
        post("/live", TOKEN, "{\"seed\": 8, \"steps\": 30}");
        ExpectedState after = company.standing();
        server.close();
        begin();
        assertThat(company.standing()).isEqualTo(after).isNotEqualTo(before);
    }
}
