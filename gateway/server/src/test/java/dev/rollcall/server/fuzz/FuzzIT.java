package dev.rollcall.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.fuzz.Inputs.Input;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * H5, M6, M7: requests by the grammar of everything that is read, and of nothing that should be. None is answered with 5xx, but 501
 * and 503 by intent, and none keeps an event loop at work for a second. So many in every build; more, and others, with
 * {@code ./rollcall test FuzzIT -Drollcall.fuzz.inputs=1000000 -Drollcall.fuzz.seconds=3600 -Drollcall.fuzz.seed=7}.
 */
final class FuzzIT {

    private static final int INPUTS = Integer.getInteger("rollcall.fuzz.inputs", 20_000);
    private static final long SEED = Long.getLong("rollcall.fuzz.seed", 3_521);

    /** In every build no more than this, however slow the machine. */
    private static final Duration LONGEST = Duration.ofSeconds(Integer.getInteger("rollcall.fuzz.seconds", 60));

    private static final int AT_ONCE = 8;
    private static final Duration SLOW = Duration.ofSeconds(1);

    /** Of those that were answered slowly so many are looked at, alone. */
    private static final int SUSPECTS = 100;

    /** A request may wait for others, but not so long when there are none. */
    private static final Duration FOR_EVER = Duration.ofSeconds(5);

    private static final Duration OF_A_LOOP = Duration.ofSeconds(1);
    private static final int TRIES = 3;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Set<Integer> BY_INTENT = Set.of(501, 503);

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .with(Settings.QUOTA_REQUESTS, "0")
            .with(Settings.DNS_RESOLVER, "127.0.0.1:9")
            .with(Settings.DNS_TIMEOUT, "1")
            .with(Settings.LOG_REQUESTS, "off");

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = VERTX.createHttpClient(
            new HttpClientOptions().setMaxInitialLineLength(64 * 1024), new PoolOptions().setHttp1MaxSize(AT_ONCE));

    private static String operator = "";
    private static String credential = "";
    private static String user = "";
    private static String group = "";
    private static String directory = "";

    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<Suspect> suspects = new CopyOnWriteArrayList<>();
    private final Inputs inputs = new Inputs(SEED);
    private int sent;
    private int answered;
    private long until;
    private final Promise<Void> done = Promise.promise();

    @BeforeAll
    static void begin() {
        operator = GATEWAY.token(new Scope.Operator());
        credential = GATEWAY.credential("okta");
        user = made(
                "/Users", "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'first@demo.example'}");
        group = made("/Groups", "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],'displayName':'first'}");
        api("", "{'name':'Fuzz','slug':'fuzz'}");
        directory = api("/fuzz/directories", "{'name':'D','provider':'okta'}");
    }

    private static String made(String path, String body) {
        return Http.request("POST", GATEWAY.scimUrl("okta") + path)
                .bearer(credential)
                .body(body)
                .send()
                .json()
                .path("id")
                .asText();
    }

    private static String api(String path, String body) {
        return Http.request("POST", GATEWAY.url() + "/api/v1/organizations" + path)
                .bearer(operator)
                .body(body)
                .send()
                .json()
                .path("id")
                .asText();
    }

    @Test
    void nothingIsAnsweredWithAFailureOfTheGatewayNorSlowly() throws TimeoutException {
        until = System.nanoTime() + LONGEST.toNanos();
        for (int i = 0; i < AT_ONCE; i++) {
            VERTX.runOnContext(v -> next());
        }
        done.future().await(LONGEST.toSeconds() + 60, TimeUnit.SECONDS);
        List<String> slow = suspects.stream()
                .sorted(Comparator.comparing(Suspect::nanos).reversed())
                .limit(SUSPECTS)
                .map(Suspect::input)
                .filter(FuzzIT::isSlowAlone)
                .map(Input::toString)
                .toList();
        System.out.println(answered + " inputs, seed " + SEED + ", " + suspects.size() + " of them answered after "
                + SLOW.toSeconds() + " s or more, " + slow.size() + " so each time");
        assertThat(faults.stream().limit(20)).as(faults.size() + " faults").isEmpty();
        assertThat(slow).as("slow by themselves").isEmpty();
        assertThat(answered).isGreaterThan(500);
    }

    private record Suspect(Input input, long nanos) {}

    private synchronized void next() {
        if (sent >= INPUTS || System.nanoTime() > until) {
            if (answered == sent) {
                done.tryComplete();
            }
            return;
        }
        sent++;
        Input input = inputs.next();
        long start = System.nanoTime();
        send(input).onComplete(status -> {
            long took = System.nanoTime() - start;
            if (status.succeeded() && status.result() >= 500 && !BY_INTENT.contains(status.result())) {
                faults.add(status.result() + ": " + input);
            }
            if (took > SLOW.toNanos()) {
                suspects.add(new Suspect(input, took));
            }
            answered();
        });
    }

    private synchronized void answered() {
        answered++;
        VERTX.runOnContext(v -> next());
    }

    /** A busy machine makes anything slow; what is slow each time, with nothing beside it, is so by itself. */
    private static boolean isSlowAlone(Input input) {
        for (int i = 0; i < TRIES; i++) {
            long atWork = ofLoops();
            long start = System.nanoTime();
            send(input).transform(status -> Future.succeededFuture()).await();
            if (ofLoops() - atWork < OF_A_LOOP.toNanos() && System.nanoTime() - start < FOR_EVER.toNanos()) {
                return false;
            }
        }
        return true;
    }

    /** Processor time of all event loops of this process. */
    private static long ofLoops() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().contains("eventloop"))
                .mapToLong(thread -> THREADS.getThreadCpuTime(thread.getThreadId()))
                .filter(nanos -> nanos > 0)
                .sum();
    }

    /** The status; fails when the connection was closed, as after a body that is too large. */
    private static Future<Integer> send(Input input) {
        RequestOptions options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(GATEWAY.gateway().port())
                .setMethod(HttpMethod.valueOf(input.method()))
                .setURI(uri(input.target()));
        boolean ofOperator = input.target().startsWith("api:") || input.target().startsWith("root:");
        options.putHeader("Authorization", "Bearer " + (ofOperator ? operator : credential));
        options.putHeader(
                "Content-Type",
                input.target().startsWith("token:") ? "application/x-www-form-urlencoded" : "application/json");
        input.headers().forEach((name, value) -> options.putHeader(name, printable(value)));
        Buffer body = Buffer.buffer(filled(input.body()).getBytes(StandardCharsets.UTF_8));
        // One step on the event loop: another thread could come too late to see a body that has arrived already.
        return CLIENT.request(options)
                .compose(request -> (body.length() == 0 ? request.send() : request.send(body))
                        .compose(response -> response.body().map(response.statusCode())));
    }

    private static String uri(String target) {
        String rest = target.substring(target.indexOf(':') + 1);
        String base = target.startsWith("scim:")
                ? "/scim/v2/" + GATEWAY.directory("okta").id()
                : target.startsWith("api:")
                        ? "/api/v1/organizations/fuzz"
                        : target.startsWith("token:")
                                ? "/oauth/" + GATEWAY.directory("okta").id() + "/token"
                                : "";
        return (base + encoded(filled(rest))).isEmpty() ? "/" : base + encoded(filled(rest));
    }

    private static String filled(String text) {
        return text.replace("USER", user).replace("GROUP", group).replace("DIRECTORY", directory);
    }

    /** What HTTP has no place for in a request line is percent-encoded; all else goes as it is. */
    private static String encoded(String text) {
        StringBuilder line = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            line.append(b <= ' ' || b == 0x7f || b == '#' ? "%%%02x".formatted(b & 0xff) : String.valueOf((char) b));
        }
        String encoded = line.toString();
        return encoded.isEmpty() || encoded.startsWith("/") || encoded.startsWith("?") ? encoded : "/" + encoded;
    }

    private static String printable(String value) {
        return value.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
