package dev.rollcall.adapters.google.simulate;

import dev.rollcall.adapters.google.simulate.Faults.Fault;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A server on the loopback that answers as Google's token endpoint and Directory API do, for one {@link Tenant}. What it does not serve
 * is answered with 404 and HTML, as Google does.
 */
public final class FakeGoogle implements AutoCloseable {

    private static final String API = "/admin/directory/v1/";

    private final HttpServer server;
    private final Tenant tenant;
    private final TokenDesk desk;
    private final DirectoryApi api;
    private final InstantSource time;
    private final Quota quota = new Quota();
    private final AtomicLong calls = new AtomicLong();
    private volatile Faults faults = Faults.none();
    private volatile boolean apiIsOff;
    private volatile Runnable beforeEach = () -> {};

    private FakeGoogle(HttpServer server, Tenant tenant, InstantSource time) {
        this.server = server;
        this.tenant = tenant;
        this.time = time;
        this.desk = new TokenDesk(tenant);
        this.api = new DirectoryApi(tenant);
    }

    /** Starts one on a port of the loopback; port 0 takes a free one. */
    public static Future<FakeGoogle> start(Vertx vertx, Tenant tenant, int port, InstantSource time) {
        HttpServer server = vertx.createHttpServer(
                new HttpServerOptions().setCompressionSupported(true).setIdleTimeout(60));
        FakeGoogle fake = new FakeGoogle(server, tenant, time);
        return server.requestHandler(fake::serve).listen(port, "127.0.0.1").map(fake);
    }

    public String origin() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public Tenant tenant() {
        return tenant;
    }

    /** What the customer's administrator has allowed. */
    public TokenDesk desk() {
        return desk;
    }

    /** The key file of the service account. */
    public String keyFile() {
        return desk.keyFile(origin());
    }

    /** From now on this goes wrong. */
    public void faults(Faults now) {
        faults = now;
    }

    /** Calls of the Directory API that one subject may make in a minute; 0 for as many as it likes. */
    public void quota(int perMinute) {
        quota.perMinute(perMinute);
    }

    /** The API is switched off in the Cloud project. */
    public void apiIsOff(boolean value) {
        apiIsOff = value;
    }

    /** From now on this happens before each call of the Directory API is answered; it must not block. */
    public void beforeEach(Runnable what) {
        beforeEach = what;
    }

    public Runnable beforeEach() {
        return beforeEach;
    }

    /** All access tokens end. */
    public void expireTokens() {
        desk.expire();
    }

    /** How many calls of the Directory API came. */
    public long calls() {
        return calls.get();
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(HttpServerRequest request) {
        if (request.path().equals("/token")) {
            request.setExpectMultipart(true);
            request.end().onSuccess(v -> {
                TokenDesk.Reply reply = desk.exchange(
                        map(request.formAttributes()), time.instant().getEpochSecond());
                send(
                        request,
                        reply.status(),
                        "application/json; charset=UTF-8",
                        reply.body().toString());
            });
            return;
        }
        if (!request.path().startsWith(API)) {
            html(request, 404);
            return;
        }
        calls.incrementAndGet();
        beforeEach.run();
        TokenDesk.Grant grant = grant(request);
        if (grant == null) {
            send(request, Answer.error(401, "global", "authError", "Invalid Credentials"));
            return;
        }
        if (apiIsOff) {
            send(
                    request,
                    Answer.error(
                            403,
                            "usageLimits",
                            "accessNotConfigured",
                            "Admin SDK API has not been used in project rollcall-fake before or it is disabled."));
            return;
        }
        if (!quota.take(String.valueOf(grant.subject()), time.instant().getEpochSecond())) {
            send(request, quotaExceeded());
            return;
        }
        Fault fault = faults.next();
        if (!plays(request, fault)) {
            answer(request, grant, fault);
        }
    }

    private TokenDesk.@Nullable Grant grant(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        return header == null || !header.startsWith("Bearer ") ? null : desk.grant(header.substring(7));
    }

    private void answer(HttpServerRequest request, TokenDesk.Grant grant, Fault fault) {
        Map<String, String> query = map(request.params());
        Answer answer = desk.mayRead(grant)
                ? api.answer(new DirectoryApi.Call(request.path().substring(API.length()), query, grant, fault, faults))
                : Answer.error(403, "global", "forbidden", "Not Authorized to access this resource/api");
        if (fault == Fault.TORN) {
            String text = answer.text(query.get("fields"));
            request.response()
                    .putHeader("Content-Type", "application/json; charset=UTF-8")
                    .putHeader("Content-Encoding", "identity")
                    .putHeader("Content-Length", Integer.toString(text.getBytes(StandardCharsets.UTF_8).length + 10))
                    .write(text.substring(0, text.length() / 2))
                    .onComplete(done -> request.response().reset());
            return;
        }
        send(request, answer.status(), "application/json; charset=UTF-8", answer.text(query.get("fields")));
    }

    /** Whether the fault is an answer by itself. */
    private boolean plays(HttpServerRequest request, Fault fault) {
        switch (fault) {
            case QUOTA_AS_JSON -> send(request, quotaExceeded());
            case QUOTA_AS_TEXT -> send(request, 403, "text/plain", "Request rate higher than configured");
            case CONCURRENCY -> {
                request.response().putHeader("Retry-After", "0");
                send(request, Answer.error(429, "usageLimits", "rateLimitExceeded", "Rate Limit Exceeded"));
            }
            case BACKEND -> send(request, Answer.error(503, "global", "backendError", "Service unavailable."));
            case HTML -> html(request, 502);
            case EXPIRED -> {
                desk.expire();
                send(request, Answer.error(401, "global", "authError", "Invalid Credentials"));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Answer quotaExceeded() {
        return Answer.error(
                403,
                "usageLimits",
                "userRateLimitExceeded",
                "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user'.");
    }

    private static void html(HttpServerRequest request, int status) {
        send(
                request,
                status,
                "text/html; charset=UTF-8",
                "<!DOCTYPE html><html><title>Error " + status + "</title><p>That is an error.</html>");
    }

    private static void send(HttpServerRequest request, Answer answer) {
        send(request, answer.status(), "application/json; charset=UTF-8", answer.text(null));
    }

    private static void send(HttpServerRequest request, int status, String type, String body) {
        HttpServerResponse response = request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", type)
                .putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(OffsetDateTime.now(ZoneOffset.UTC)));
        String agent = request.getHeader("User-Agent");
        if (agent == null || !agent.contains("gzip")) {
            response.putHeader("Content-Encoding", "identity");
        }
        response.end(body);
    }

    private static Map<String, String> map(MultiMap values) {
        Map<String, String> map = new HashMap<>();
        values.forEach(map::putIfAbsent);
        return map;
    }
}
