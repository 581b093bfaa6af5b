package dev.rollcall.delivery.webhook.post;

import dev.rollcall.resilience.Causes;
import dev.rollcall.resilience.Guard;
import dev.rollcall.resilience.Limits;
import dev.rollcall.resilience.RefusedException;
import dev.rollcall.resilience.RetryAfter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one parcel to one endpoint, once. Connects to an address that was checked and to no other, follows no redirect, and gives up
 * after the patience of the {@link Guard} that each endpoint has. Thread-safe.
 */
public final class Sender {

    /** How many deliveries of different organisations one endpoint is sent at once by this node. */
    public static final int AT_ONCE = 8;

    /** Tests and single replays that are made at once by this node. */
    private static final int PROBES = 20;

    /**
     * Connections to one host. Many endpoints may be on one host, such as a service that passes webhooks on, and those of them that
     * hang keep theirs until the patience ends; the dispatcher has no more lanes under way than this.
     */
    public static final int CONNECTIONS = 2_000;

    private static final int EXCERPT = 1_024;
    private static final int LONGEST_RESPONSE = 64 * 1_024;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int IDLE_SECONDS = 60;

    private final Vertx vertx;
    private final HttpClient client;
    private final AddressRules rules;
    private final HostNames names;
    private final InstantSource time;
    private final Limits limits;
    private final String agent;
    private final Map<UUID, Guard> guards = new ConcurrentHashMap<>();
    private final Guard probes;

    /** An endpoint answered, and what it answered is no success; or it did not answer as HTTP does. */
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Outcome outcome;

        Failed(Outcome outcome) {
            super(outcome.failure(), null, false, false);
            this.outcome = outcome;
        }
    }

    /**
     * Makes one.
     *
     * @param patience how long an attempt may take, connection and answer together
     * @param rest how long an endpoint that failed again and again is left alone before one attempt is made to see
     * @param agent the header {@code User-Agent}
     */
    public Sender(
            Vertx vertx,
            AddressRules rules,
            HostNames names,
            InstantSource time,
            Duration patience,
            Duration rest,
            String agent) {
        this.vertx = vertx;
        this.rules = rules;
        this.names = names;
        this.time = time;
        this.agent = agent;
        this.limits = Limits.of(patience, AT_ONCE).with(new Limits.Breaker(10, 5, 100, rest, 1, failure -> true));
        this.probes = Guard.of(vertx, "webhook test", Limits.of(patience, PROBES));
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) CONNECT.toMillis())
                        .setKeepAliveTimeout(IDLE_SECONDS)
                        .setDecompressionSupported(false)
                        .setMaxHeaderSize(32 * 1_024),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(CONNECTIONS));
    }

    /** Whether the endpoint has failed so often that it is given a rest just now. */
    public boolean isResting(UUID webhook) {
        Guard guard = guards.get(webhook);
        return guard != null && guard.isResting();
    }

    /** Whether it has had a rest, and is to be tried carefully. */
    public boolean isDoubtful(UUID webhook) {
        Guard guard = guards.get(webhook);
        return guard != null && !guard.state().equals("closed");
    }

    /** Forgets how endpoints that are gone have fared. */
    public void keep(Set<UUID> webhooks) {
        guards.keySet().retainAll(webhooks);
    }

    /** Makes one attempt; never fails. Empty when the endpoint is given a rest, so that none was made. */
    public Future<Optional<Outcome>> send(UUID webhook, String url, Parcel parcel) {
        Guard guard = guards.computeIfAbsent(webhook, id -> Guard.of(vertx, "webhook " + id, limits));
        long start = System.nanoTime();
        return guard.call(() -> attempt(url, parcel)).transform(done -> {
            if (done.failed() && done.cause() instanceof RefusedException) {
                return Future.succeededFuture(Optional.empty());
            }
            Outcome outcome = done.succeeded() ? done.result() : failure(done.cause());
            return Future.succeededFuture(Optional.of(timed(outcome, start)));
        });
    }

    /** Makes one attempt whatever the endpoint's failures were; never fails. */
    public Future<Outcome> probe(String url, Parcel parcel) {
        long start = System.nanoTime();
        return probes.call(() -> attempt(url, parcel)).transform(done -> {
            Outcome outcome = done.succeeded() ? done.result() : failure(done.cause());
            return Future.succeededFuture(timed(outcome, start));
        });
    }

    private static Outcome timed(Outcome outcome, long start) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        return new Outcome(outcome.status(), outcome.failure(), outcome.response(), millis, outcome.retryAfter());
    }

    private Outcome failure(Throwable cause) {
        if (cause instanceof Failed failed) {
            return failed.outcome;
        }
        if (cause instanceof RefusedException) {
            return new Outcome(
                    0, "Too many tests and replays are under way. Try again in a moment.", "", 0, Optional.empty());
        }
        String words = cause instanceof TimeoutException
                ? "It did not respond within " + limits.patience().toSeconds() + " seconds."
                : cause instanceof UnknownHostException
                        ? "Its host name has no address: " + cause.getMessage()
                        : "It could not be reached: " + Causes.words(cause);
        return new Outcome(0, words, "", 0, Optional.empty());
    }

    private Future<Outcome> attempt(String url, Parcel parcel) {
        Optional<String> objection = rules.objection(url);
        if (objection.isPresent()) {
            return refuse(objection.get());
        }
        URI uri = URI.create(url);
        return names.addresses(uri.getHost())
                .compose(addresses -> addresses.stream().allMatch(rules::allows) && !addresses.isEmpty()
                        ? exchange(uri, addresses.get(0), parcel)
                        : refuse("Its host name resolves to an address outside the public Internet, to which events are"
                                + " not sent: " + text(addresses)
                                + ". The operator can allow that with the setting webhook.private-addresses."));
    }

    private static Future<Outcome> refuse(String why) {
        return Future.failedFuture(new Failed(new Outcome(0, why, "", 0, Optional.empty())));
    }

    private static String text(List<InetAddress> addresses) {
        return String.join(
                ", ", addresses.stream().map(InetAddress::getHostAddress).toList());
    }

    private Future<Outcome> exchange(URI uri, InetAddress address, Parcel parcel) {
        boolean ssl = "https".equals(uri.getScheme().toLowerCase(Locale.ROOT));
        int port = uri.getPort() >= 0 ? uri.getPort() : ssl ? 443 : 80;
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                // The address that was checked; the name stays for TLS and the header Host.
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(uri.getHost())
                .setPort(port)
                .setSsl(ssl)
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .setFollowRedirects(false)
                .setConnectTimeout(CONNECT.toMillis())
                .setIdleTimeout(limits.patience().toMillis())
                .putHeader("Content-Type", parcel.contentType())
                .putHeader("Accept", "application/json")
                .putHeader("User-Agent", agent);
        parcel.headers().forEach(options::putHeader);
        return client.request(options)
                .compose(request -> request.send(Buffer.buffer(parcel.body()))
                        .compose(response -> read(request, response))
                        .compose(outcome -> outcome.delivered()
                                ? Future.succeededFuture(outcome)
                                : Future.failedFuture(new Failed(outcome))));
    }

    /** Reads the answer to its end, but for what is more than anybody looks at. */
    private Future<Outcome> read(HttpClientRequest request, HttpClientResponse response) {
        Promise<Buffer> whole = Promise.promise();
        Buffer read = Buffer.buffer();
        int[] length = {0};
        response.handler(chunk -> {
            if (read.length() < EXCERPT) {
                read.appendBuffer(chunk, 0, Math.min(chunk.length(), EXCERPT - read.length()));
            }
            length[0] += chunk.length();
            if (length[0] > LONGEST_RESPONSE && whole.tryComplete(read)) {
                request.reset();
            }
        });
        response.endHandler(end -> whole.tryComplete(read));
        response.exceptionHandler(failure -> whole.tryFail(failure));
        return whole.future().transform(done -> Future.succeededFuture(judge(response, read, done.succeeded())));
    }

    private Outcome judge(HttpClientResponse response, Buffer read, boolean complete) {
        int status = response.statusCode();
        String failure = failure(status, complete);
        return new Outcome(
                status,
                failure,
                read.toString(StandardCharsets.UTF_8).replace('\0', ' '),
                0,
                failure == null
                        ? Optional.empty()
                        : RetryAfter.read(response.getHeader("Retry-After"), time.instant()));
    }

    private static @Nullable String failure(int status, boolean complete) {
        if (status >= 300 && status < 400) {
            return "It responded with a redirect (" + status
                    + "), which is not followed. Set the URL to the target of the redirect.";
        }
        if (status < 200 || status >= 300) {
            return "It answered " + status + "; only a 2xx status counts as received.";
        }
        return complete
                ? null
                : "It answered " + status + " and closed the connection before the response was " + "complete.";
    }
}
