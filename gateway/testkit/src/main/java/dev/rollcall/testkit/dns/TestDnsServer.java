package dev.rollcall.testkit.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A resolver on a free port of the loopback address, over UDP and TCP. A name for which it was given no record does not exist. */
public final class TestDnsServer implements AutoCloseable {

    private static final int SERVER_FAILURE = 2;
    private static final int SILENCE = -1;
    private static final int LARGEST_QUESTION = 1_024;
    private static final int TRIES = 20;

    private final Zone zone = new Zone();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Integer> ports = new CopyOnWriteArrayList<>();
    private final DatagramSocket udp;
    private final ServerSocket tcp;

    private TestDnsServer(DatagramSocket udp, ServerSocket tcp) {
        this.udp = udp;
        this.tcp = tcp;
    }

    /** Serves until it is closed. */
    public static TestDnsServer start() {
        TestDnsServer server = bind(TRIES);
        thread("test-dns-udp", server::serveDatagrams);
        thread("test-dns-tcp", server::serveConnections);
        return server;
    }

    /** One port for both: what is free for the one may be taken for the other. */
    private static TestDnsServer bind(int tries) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try {
            DatagramSocket udp = new DatagramSocket(0, loopback);
            try {
                return new TestDnsServer(udp, new ServerSocket(udp.getLocalPort(), 0, loopback));
            } catch (IOException e) {
                udp.close();
                if (tries == 1) {
                    throw e;
                }
                return bind(tries - 1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it is, as a setting takes it. */
    public String address() {
        return "127.0.0.1:" + udp.getLocalPort();
    }

    /** Adds a TXT record to a name; it may have several strings. */
    public TestDnsServer txt(String name, String... strings) {
        zone.add(name, List.of(strings));
        return this;
    }

    /** From now on the name has no record, but exists. */
    public TestDnsServer empty(String name) {
        zone.set(name, 0);
        return this;
    }

    /** From now on the name does not exist. */
    public TestDnsServer remove(String name) {
        zone.remove(name);
        return this;
    }

    /** From now on a question about the name is answered with SERVFAIL. */
    public TestDnsServer fail(String name) {
        zone.set(name, SERVER_FAILURE);
        return this;
    }

    /** From now on a question about the name is not answered. */
    public TestDnsServer beSilent(String name) {
        zone.set(name, SILENCE);
        return this;
    }

    /** From now on the records of the name come over TCP only. */
    public TestDnsServer truncate(String name) {
        zone.truncate(name);
        return this;
    }

    /** The questions so far, each as {@code udp NAME} or {@code tcp NAME}. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** The ports that the questions over UDP came from, in their order. */
    public List<Integer> ports() {
        return List.copyOf(ports);
    }

    private void serveDatagrams() {
        byte[] buffer = new byte[LARGEST_QUESTION];
        while (!udp.isClosed()) {
            try {
                DatagramPacket question = new DatagramPacket(buffer, buffer.length);
                udp.receive(question);
                Message message = new Message(Arrays.copyOf(question.getData(), question.getLength()));
                asked.add("udp " + message.name());
                ports.add(question.getPort());
                Zone.Entry entry = zone.about(message.name());
                if (entry.code() != SILENCE) {
                    byte[] answer = message.answer(entry, true);
                    udp.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
                }
            } catch (IOException e) {
                // Closed, or a client that is gone: the next question comes.
            }
        }
    }

    private void serveConnections() {
        while (!tcp.isClosed()) {
            try (Socket client = tcp.accept()) {
                DataInputStream in = new DataInputStream(client.getInputStream());
                byte[] question = new byte[in.readUnsignedShort()];
                in.readFully(question);
                Message message = new Message(question);
                asked.add("tcp " + message.name());
                byte[] answer = message.answer(zone.about(message.name()), false);
                DataOutputStream out = new DataOutputStream(client.getOutputStream());
                out.writeShort(answer.length);
                out.write(answer);
                out.flush();
            } catch (IOException e) {
                // As above.
            }
        }
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
