package dev.rollcall.adapters.google.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.google.simulate.Faults.Fault;
import dev.rollcall.adapters.google.simulate.tenant.Tenant;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A server on the loopback address that responds as Google's token endpoint and Directory API do, for one {@link
 * Tenant}. It answers requests for anything else with 404 and HTML, as Google does.
 */
public final class FakeGoogle implements AutoCloseable {

    private static final String API = "/admin/directory/v1/";
    private static final String REPORTS_SCOPE = "https://www.googleapis.com/auth/admin.reports.audit.readonly";
    private static final String WATCH = "/admin/directory/v1/users/watch";
    private static final String STOP = "/admin/directory_v1/channels/stop";
    private static final String ACCOUNTS = "/v1/projects/-/serviceAccounts/";
    private static final String SIGN = ":signJwt";
    private static final String IDENTITY = "/metadata/identity/oauth2/token";

    private final HttpServer server;
    private final Tenant tenant;
    private final TokenDesk desk;
    private final FederationDesk federation;
    private final DirectoryApi api;
    private final Channels channels;
    private final Reports reports;
    private final InstantSource time;
    private final Quota quota = new Quota();
    private final AtomicLong calls = new AtomicLong();
    private volatile Faults faults = Faults.none();
    private volatile boolean apiIsOff;
    private volatile Runnable beforeEach = () -> {};
    private volatile Function<String, Future<?>> hold = path -> Future.succeededFuture();

    private FakeGoogle(Vertx vertx, HttpServer server, Tenant tenant, InstantSource time) {
        this.server = server;
        this.tenant = tenant;
        this.time = time;
        this.desk = new TokenDesk(tenant);
        this.federation = new FederationDesk(desk);
        this.api = new DirectoryApi(tenant);
        this.channels = new Channels(vertx, time);
        this.reports = new Reports(time);
        tenant.tell(channels::changed);
        tenant.tellOfGroups(reports::changed);
    }

    /** Starts one on a port of the loopback; port 0 takes a free one. */
    public static Future<FakeGoogle> start(Vertx vertx, Tenant tenant, int port, InstantSource time) {
        HttpServer server = vertx.createHttpServer(
                new HttpServerOptions().setCompressionSupported(true).setIdleTimeout(60));
        FakeGoogle fake = new FakeGoogle(vertx, server, tenant, time);
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

    /** Access without a key. */
    public FederationDesk federation() {
        return federation;
    }

    /** Notifications of users that changed. */
    public Channels channels() {
        return channels;
    }

    /** The audit log of groups. */
    public Reports reports() {
        return reports;
    }

    /** Where the cloud gives this machine a token about itself. */
    public String identityUrl() {
        return origin() + IDENTITY;
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

    /**
     * From now on the answer to each call of the Directory API waits for this: made from what the company is when the call comes, and
     * sent when the future of the call's path, such as {@code groups/ID/members}, is done.
     */
    public void hold(Function<String, Future<?>> until) {
        hold = until;
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
        tenant.tell((event, user) -> {});
        channels.close();
        server.close();
    }

    private void serve(HttpServerRequest request) {
        if (request.path().equals("/token")) {
            Responses.form(request, form -> desk.exchange(form, time.instant().getEpochSecond()));
            return;
        }
        if (servesFederation(request)) {
            return;
        }
        if (Batch.PATHS.contains(request.path())) {
            request.body().onSuccess(body -> batch(request, body.toString()));
            return;
        }
        if (request.method().equals(HttpMethod.POST)
                && (request.path().equals(WATCH) || request.path().equals(STOP))) {
            request.body().onSuccess(body -> watch(request, body.toString()));
            return;
        }
        if (request.path().startsWith(Reports.PATH)) {
            report(request);
            return;
        }
        if (!request.path().startsWith(API)) {
            Responses.html(request, 404);
            return;
        }
        Answer refused = refused(Responses.bearer(request));
        if (refused != null) {
            Responses.send(request, refused);
            return;
        }
        Fault fault = faults.next();
        if (!plays(request, fault)) {
            Map<String, String> query = Responses.map(request.params());
            Answer answer = answer(Responses.bearer(request), request.path(), query, fault);
            String text = answer.text(query.get("fields"));
            hold.apply(request.path().substring(API.length()))
                    .onComplete(done -> Responses.answer(request, answer.status(), text, fault));
        }
    }

    /** Counts a call, and answers one that comes without access or too often; null when it is carried out. */
    private @Nullable Answer refused(@Nullable String token) {
        calls.incrementAndGet();
        beforeEach.run();
        TokenDesk.Grant grant = grant(token);
        if (grant == null) {
            return unknownToken();
        }
        if (apiIsOff) {
            return Answer.error(
                    403,
                    "usageLimits",
                    "accessNotConfigured",
                    "Admin SDK API has not been used in project rollcall-fake before or it is disabled.");
        }
        boolean isInTime =
                quota.take(String.valueOf(grant.subject()), time.instant().getEpochSecond());
        return isInTime ? null : quotaExceeded();
    }

    private Answer answer(@Nullable String token, String path, Map<String, String> query, Fault fault) {
        TokenDesk.Grant grant = grant(token);
        if (grant == null) {
            return unknownToken();
        }
        return desk.mayRead(grant)
                ? api.answer(new DirectoryApi.Call(path.substring(API.length()), query, grant, fault, faults))
                : Answer.error(403, "global", "forbidden", "Not Authorized to access this resource/api");
    }

    private void report(HttpServerRequest request) {
        Answer refused = refused(Responses.bearer(request));
        TokenDesk.Grant grant = grant(Responses.bearer(request));
        if (refused != null || grant == null) {
            Responses.send(request, refused == null ? unknownToken() : refused);
            return;
        }
        boolean may = desk.mayRead(grant) && grant.scopes().contains(REPORTS_SCOPE);
        String log = request.path().substring(Reports.PATH.length());
        Responses.send(request, reports.read(log, Responses.map(request.params()), may));
    }

    private void watch(HttpServerRequest request, String body) {
        Answer refused = refused(Responses.bearer(request));
        TokenDesk.Grant grant = grant(Responses.bearer(request));
        if (refused != null || grant == null) {
            Responses.send(request, refused == null ? unknownToken() : refused);
        } else if (!desk.mayRead(grant)) {
            Responses.send(
                    request, Answer.error(403, "global", "forbidden", "Not Authorized to access this resource/api"));
        } else {
            JsonNode json = Shapes.parsed(body);
            Answer answer = request.path().equals(STOP) ? channels.stop(json) : channels.watch(json);
            Responses.send(request, answer);
        }
    }

    /** Each call counts by itself and is answered by itself; the whole is 200. */
    private void batch(HttpServerRequest request, String body) {
        List<Batch.Part> parts = Batch.read(request.getHeader("Content-Type"), body);
        if (parts.isEmpty() || parts.size() > Batch.MOST) {
            Responses.send(request, Answer.error(400, "global", "badRequest", "The batch has no call, or too many."));
            return;
        }
        List<Answer> answers = new ArrayList<>();
        for (Batch.Part part : parts) {
            String token = part.token() == null ? Responses.bearer(request) : part.token();
            Answer refused = refused(token);
            boolean isRead = part.method().equals("GET") && part.path().startsWith(API);
            if (refused != null) {
                answers.add(refused);
            } else if (isRead) {
                answers.add(answer(token, part.path(), part.query(), Fault.NONE));
            } else {
                answers.add(Answer.error(404, "global", "notFound", "Not Found"));
            }
        }
        Responses.send(request, 200, Batch.contentType(), Batch.write(parts, answers));
    }

    private boolean servesFederation(HttpServerRequest request) {
        String path = request.path();
        if (path.equals("/v1/token")) {
            Responses.form(request, federation::exchange);
        } else if (path.startsWith(ACCOUNTS) && path.endsWith(SIGN)) {
            String account = URLDecoder.decode(
                    path.substring(ACCOUNTS.length(), path.length() - SIGN.length()), StandardCharsets.UTF_8);
            request.body()
                    .onSuccess(body -> Responses.send(
                            request, federation.sign(account, Responses.bearer(request), body.toString())));
        } else if (path.equals(IDENTITY)) {
            ObjectNode identity = federation.identity(request.getHeader("Metadata"));
            if (identity == null) {
                Responses.html(request, 400);
            } else {
                Responses.send(request, new TokenDesk.Reply(200, identity));
            }
        } else {
            return false;
        }
        return true;
    }

    private TokenDesk.@Nullable Grant grant(@Nullable String token) {
        return token == null ? null : desk.grant(token);
    }

    /** Whether the fault is an answer by itself. */
    private boolean plays(HttpServerRequest request, Fault fault) {
        switch (fault) {
            case QUOTA_AS_JSON -> Responses.send(request, quotaExceeded());
            case QUOTA_AS_TEXT -> Responses.send(request, 403, "text/plain", "Request rate higher than configured");
            case CONCURRENCY -> {
                request.response().putHeader("Retry-After", "0");
                Responses.send(request, Answer.error(429, "usageLimits", "rateLimitExceeded", "Rate Limit Exceeded"));
            }
            case BACKEND ->
                Responses.send(request, Answer.error(503, "global", "backendError", "Service unavailable."));
            case HTML -> Responses.html(request, 502);
            case EXPIRED -> {
                desk.expire();
                Responses.send(request, unknownToken());
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Answer unknownToken() {
        return Answer.error(401, "global", "authError", "Invalid Credentials");
    }

    private static Answer quotaExceeded() {
        return Answer.error(
                403,
                "usageLimits",
                "userRateLimitExceeded",
                "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user'.");
    }
}
