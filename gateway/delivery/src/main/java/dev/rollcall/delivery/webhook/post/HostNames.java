package dev.rollcall.delivery.webhook.post;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Looks up the addresses of a host name. */
public interface HostNames {

    Future<List<InetAddress>> addresses(String host);

    /** As the system finds them, on threads of their own: at most one look-up of a name is under way. */
    static HostNames ofSystem(Vertx vertx) {
        WorkerExecutor threads = vertx.createSharedWorkerExecutor("webhook-names", 16, 30, TimeUnit.SECONDS);
        Map<String, Future<List<InetAddress>>> underWay = new ConcurrentHashMap<>();
        return host -> {
            Future<List<InetAddress>> asked = underWay.computeIfAbsent(
                    host, name -> threads.executeBlocking(() -> List.of(InetAddress.getAllByName(name)), false));
            asked.onComplete(done -> underWay.remove(host, asked));
            return asked;
        };
    }
}
