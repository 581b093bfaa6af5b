package dev.rollcall.server.mail;

import dev.rollcall.testkit.tls.Identity;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.parsetools.RecordParser;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that takes nothing before STARTTLS (RFC 3207), in front of one that knows no TLS. */
final class StartTlsFront implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final NetServer server;
    private final int behind;
    private final boolean offered;
    private final List<String> inClear = new CopyOnWriteArrayList<>();
    private final List<String> underTls = new CopyOnWriteArrayList<>();

    /**
     * Listens.
     *
     * @param behind the port of the mail server that does the work
     * @param offered whether it has STARTTLS at all
     */
    StartTlsFront(int port, int behind, Identity identity, boolean offered) {
        this.behind = behind;
        this.offered = offered;
        PemKeyCertOptions key = new PemKeyCertOptions()
                .addKeyValue(Buffer.buffer(identity.keyPem()))
                .addCertValue(Buffer.buffer(identity.certificatePem()));
        server = vertx.createNetServer(new NetServerOptions().setKeyCertOptions(key))
                .connectHandler(this::greet);
        server.listen(port, "127.0.0.1").await();
    }

    /** What clients said before TLS, in order. */
    List<String> inClear() {
        return List.copyOf(inClear);
    }

    /** What clients said after it, in order. */
    List<String> underTls() {
        return List.copyOf(underTls);
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
            vertx.createNetClient()
                    .connect(behind, "127.0.0.1")
                    .onSuccess(worker -> join(client, worker))
                    .onFailure(failure -> client.close());
        } else {
            client.write(command.startsWith("QUIT") ? "221 bye\r\n" : "530 Must issue a STARTTLS command first\r\n");
        }
    }

    /** Everything that comes once TLS is there goes to the worker, whose greeting the client does not need: it had one. */
    private void join(NetSocket client, NetSocket worker) {
        client.closeHandler(gone -> worker.close());
        worker.closeHandler(gone -> client.close());
        // The greeting may come in pieces.
        worker.handler(RecordParser.newDelimited("\n", greeting -> {
            worker.handler(client::write);
            client.handler(said -> {
                underTls.add(said.toString());
                worker.write(said);
            });
            // Said only when the key is read: what the client sends at once has to be TLS already.
            client.upgradeToSsl(Buffer.buffer("220 go ahead\r\n")).onFailure(failure -> client.close());
        }));
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
