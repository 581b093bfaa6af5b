package dev.rollcall.server.mail;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that takes nothing before STARTTLS (RFC 3207), in front of one that knows no TLS. */
final class StartTlsFront implements AutoCloseable {

    private static final String PASSWORD = "changeit";

    private final Vertx vertx = Vertx.vertx();
    private final NetServer server;
    private final int behind;
    private final boolean offered;
    private final List<String> inClear = new CopyOnWriteArrayList<>();

    /**
     * Listens.
     *
     * @param behind the port of the mail server that does the work
     * @param identity key and certificate, as {@link #identity} makes them
     * @param offered whether it has STARTTLS at all
     */
    StartTlsFront(int port, int behind, Path identity, boolean offered) {
        this.behind = behind;
        this.offered = offered;
        PfxOptions key = new PfxOptions().setPath(identity.toString()).setPassword(PASSWORD);
        server = vertx.createNetServer(new NetServerOptions().setKeyCertOptions(key))
                .connectHandler(this::greet);
        server.listen(port, "127.0.0.1").await();
    }

    /**
     * Makes a key with a certificate of its own, and the certificate as a PEM file beside it.
     *
     * @param names as keytool takes them, such as {@code dns:mail.example}
     */
    static Path identity(Path folder, String file, String names) throws IOException, InterruptedException {
        Path store = folder.resolve(file + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        run(List.of(
                keytool,
                "-genkeypair",
                "-alias",
                "mail",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + file,
                "-ext",
                "san=" + names,
                "-validity",
                "7",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        run(List.of(
                keytool,
                "-exportcert",
                "-rfc",
                "-alias",
                "mail",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-file",
                folder.resolve(file + ".pem").toString()));
        return store;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    /** What clients said before TLS, in order. */
    List<String> inClear() {
        return List.copyOf(inClear);
    }

    private void greet(NetSocket client) {
        client.write("220 front ESMTP\r\n");
        client.handler(said -> answer(client, said.toString().strip()));
    }

    private void answer(NetSocket client, String said) {
        inClear.add(said);
        String command = said.toUpperCase(Locale.ROOT);
        if (command.startsWith("EHLO")) {
            client.write(offered ? "250-front\r\n250 STARTTLS\r\n" : "250-front\r\n250 AUTH PLAIN LOGIN\r\n");
        } else if (command.startsWith("STARTTLS") && offered) {
            client.pause();
            client.write("220 go ahead\r\n")
                    .compose(written -> client.upgradeToSsl())
                    .compose(safe -> vertx.createNetClient().connect(behind, "127.0.0.1"))
                    .onSuccess(worker -> join(client, worker))
                    .onFailure(failure -> client.close());
        } else {
            client.write(command.startsWith("QUIT") ? "221 bye\r\n" : "530 Must issue a STARTTLS command first\r\n");
        }
    }

    /** The client was greeted already. */
    private static void join(NetSocket client, NetSocket worker) {
        worker.handler(greeting -> {
            worker.handler(client::write);
            client.handler(worker::write);
            client.resume();
        });
        client.closeHandler(gone -> worker.close());
        worker.closeHandler(gone -> client.close());
        client.handler((Buffer early) -> worker.write(early));
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
