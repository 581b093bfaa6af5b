package dev.rollcall.server.domain;

import dev.rollcall.server.domain.TxtLookup.Answer;
import io.netty.resolver.dns.DefaultDnsServerAddressStreamProvider;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.dns.DnsClient;
import io.vertx.core.dns.DnsClientOptions;
import io.vertx.core.dns.DnsException;
import io.vertx.core.dns.DnsResponseCode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Asks resolvers for TXT records, and tries the next one if one does not know or does not respond. A truncated response is
 * requested again over TCP. Each query is sent from a socket of its own: an attacker who forges an answer has to hit its port as
 * well as its id (RFC 5452 section 9.2).
 */
public final class Resolver {

    private record Server(String address, DnsClientOptions options) {}

    private final Vertx vertx;
    private final List<Server> servers;
    private final Duration patience;

    /**
     * Makes one.
     *
     * @param servers in the order in which they are asked; the system's when there is none
     * @param patience how long each of them has
     */
    public Resolver(Vertx vertx, List<InetSocketAddress> servers, Duration patience) {
        List<InetSocketAddress> asked =
                servers.isEmpty() ? DefaultDnsServerAddressStreamProvider.defaultAddressList() : servers;
        this.vertx = vertx;
        this.patience = patience;
        this.servers = asked.stream()
                .map(server -> new Server(
                        server.getHostString() + ":" + server.getPort(),
                        new DnsClientOptions()
                                .setHost(server.getAddress().getHostAddress())
                                .setPort(server.getPort())
                                .setQueryTimeout(patience.toMillis())))
                .toList();
    }

    /** Never fails: that there was no answer is an answer. */
    Future<TxtLookup> txt(String name) {
        return txt(name, 0);
    }

    private Future<TxtLookup> txt(String name, int next) {
        Server server = servers.get(next);
        DnsClient client = vertx.createDnsClient(server.options());
        return client.resolveTXT(name)
                .map(texts -> new TxtLookup(
                        name,
                        server.address(),
                        texts.isEmpty() ? Answer.NO_RECORD : Answer.RECORDS,
                        DnsResponseCode.NOERROR.name(),
                        texts))
                .otherwise(failure -> failed(name, server.address(), failure))
                .eventually(client::close)
                .compose(found -> found.isDefinite() || next + 1 == servers.size()
                        ? Future.succeededFuture(found)
                        : txt(name, next + 1));
    }

    private TxtLookup failed(String name, String address, Throwable failure) {
        if (failure instanceof DnsException answered) {
            boolean isAbsent = answered.code() == DnsResponseCode.NXDOMAIN;
            return new TxtLookup(
                    name,
                    address,
                    isAbsent ? Answer.NO_SUCH_NAME : Answer.FAILED,
                    answered.code().name(),
                    List.of());
        }
        return new TxtLookup(
                name, address, Answer.NO_ANSWER, "no answer within " + patience.toSeconds() + " s", List.of());
    }
}
