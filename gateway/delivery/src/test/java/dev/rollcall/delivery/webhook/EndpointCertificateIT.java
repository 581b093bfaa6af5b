package dev.rollcall.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.delivery.webhook.post.AddressRules;
import dev.rollcall.delivery.webhook.post.HostNames;
import dev.rollcall.delivery.webhook.post.Outcome;
import dev.rollcall.delivery.webhook.post.Parcel;
import dev.rollcall.delivery.webhook.post.Sender;
import dev.rollcall.testkit.folder.TestFolder;
import dev.rollcall.testkit.tls.Identity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Events go to the host that the endpoint names, and to no other that a name server or a router put in its place. */
final class EndpointCertificateIT {

    private static final String TRUST = "javax.net.ssl.trustStore";
    private static final String TRUST_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final String PASSWORD = "changeit";

    private static final Identity RIGHT = Identity.of("ours", "dns:events.example.com");
    private static final Identity ANOTHERS = Identity.of("anothers", "dns:another.example.com");
    private static final Identity UNKNOWN = Identity.of("unknown", "dns:events.example.com");

    private static final Vertx VERTX = Vertx.vertx();

    /** The JVM trusts all but the unknown one, as it would an authority that has signed them. */
    @BeforeAll
    static void trust() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setCertificateEntry("right", RIGHT.certificate());
        keys.setCertificateEntry("anothers", ANOTHERS.certificate());
        Path file = TestFolder.make().resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            keys.store(out, PASSWORD.toCharArray());
        }
        System.setProperty(TRUST, file.toString());
        System.setProperty(TRUST_PASSWORD, PASSWORD);
    }

    @AfterAll
    static void forget() {
        System.clearProperty(TRUST);
        System.clearProperty(TRUST_PASSWORD);
        VERTX.close().await();
    }

    private static Outcome sendTo(Identity shown, AtomicInteger received) {
        HttpServer server = VERTX.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addKeyValue(Buffer.buffer(shown.keyPem()))
                                .addCertValue(Buffer.buffer(shown.certificatePem()))))
                .requestHandler(request -> {
                    received.incrementAndGet();
                    request.response().end();
                })
                .listen(0, "127.0.0.1")
                .await();
        HostNames toThisMachine = host -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress()));
        Sender sender = new Sender(
                VERTX,
                new AddressRules(true),
                toThisMachine,
                InstantSource.system(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(1),
                "Rollcall/test");
        try {
            return sender.probe(
                            "https://events.example.com:" + server.actualPort() + "/",
                            new Parcel("application/json", "{}", Map.of()))
                    .await();
        } finally {
            server.close().await();
        }
    }

    @Test
    void theHostThatWasMeantGetsEvents() {
        AtomicInteger received = new AtomicInteger();
        assertThat(sendTo(RIGHT, received).failure()).isNull();
        assertThat(received).hasValue(1);
    }

    @Test
    @DisplayName("an endpoint with the certificate of another host, or one that no authority vouches for, gets nothing")
    void othersGetNothing() {
        AtomicInteger received = new AtomicInteger();
        assertThat(sendTo(ANOTHERS, received).failure()).contains("could not be reached", "events.example.com");
        assertThat(sendTo(UNKNOWN, received).failure()).contains("could not be reached");
        assertThat(received).hasValue(0);
    }
}
