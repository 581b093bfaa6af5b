package dev.rollcall.console.web;

import dev.rollcall.console.api.Api;
import dev.rollcall.console.api.SignedIn;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request to the console, with the API that its handler may call. */
public final class Visit {

    /** So long after its request begins a page is complete, or made without what is not ready. */
    private static final long COMPLETE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private static final String CLAIM = "[0-9a-f-]{36}";
    private static final String LOCAL_TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d";

    private final RoutingContext context;
    private final Api api;
    private final Calculations calculations;
    private final long begun = System.nanoTime();
    private @Nullable Future<SignedIn> session;

    Visit(RoutingContext context, Api api, Calculations calculations) {
        this.context = context;
        this.api = api;
        this.calculations = calculations;
    }

    public Api api() {
        return api;
    }

    /** Who is signed in, asked once. */
    public Future<SignedIn> session() {
        if (session == null) {
            session = api.session();
        }
        return session;
    }

    /**
     * What takes the longer the more people it concerns. It is there at once when it takes a moment, and else the page is shown without
     * it and asks again at {@link Waiting#address}.
     *
     * @param question what is asked, such as a path; those with the same rights who ask the same share the answer
     */
    public <T> Future<Worked<T>> workOut(String question, Supplier<Future<T>> how) {
        Waiting waiting = new Waiting(claim(), withoutClaim());
        return session()
                .compose(who -> calculations.ask(
                        new Calculations.Question(who.scope(), question), waiting.claim(), patience(), how))
                .map(found -> found.map(Worked::of).orElseGet(() -> new Worked<>(null, waiting)));
    }

    /** A page that is open already asks again soon, so that it is told at once what is ready. */
    private long patience() {
        if (isWaiting()) {
            return 1;
        }
        long left = COMPLETE_NANOS - (System.nanoTime() - begun);
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(left));
    }

    /** Whether the page is open already and asks for what it waits for. */
    public boolean isWaiting() {
        return isOfScript() && !value(Api.WAITING).isEmpty();
    }

    private String claim() {
        String sent = value(Api.WAITING);
        return sent.matches(CLAIM) ? sent : UUID.randomUUID().toString();
    }

    private String withoutClaim() {
        String path = String.valueOf(context.request().path());
        String query =
                query().replaceAll("(?<=[?&])" + Api.WAITING + "=[^&]*&?", "").replaceAll("[?&]$", "");
        return path + query;
    }

    /** A part of the path, or "". */
    public String path(String name) {
        String value = context.pathParam(name);
        return value == null ? "" : value;
    }

    /** Of the query, or of a form that was sent; "" when it is not there. */
    public String value(String name) {
        String value = values().get(name);
        return value == null ? "" : value.strip();
    }

    public List<String> all(String name) {
        return values().getAll(name);
    }

    MultiMap values() {
        return isWrite() ? context.request().formAttributes() : context.queryParams();
    }

    boolean isWrite() {
        return context.request().method().name().equals("POST");
    }

    /** Whether a script of the page asks, for a part of it. */
    public boolean isOfScript() {
        return "true".equals(context.request().getHeader("HX-Request"));
    }

    /** Whether an open page asks for the stream of a part of it. */
    boolean isToFollow() {
        return "text/event-stream".equals(context.request().getHeader("Accept"));
    }

    /** The query as it was sent, to lead back to what was typed; "" or with its question mark. */
    public String query() {
        String query = context.request().query();
        return query == null || query.isEmpty() ? "" : "?" + query;
    }

    /** The organisation of the page in the paths of the API. */
    public String org() {
        return "/organizations/" + encode(path("org"));
    }

    /** The directory of the page in the paths of the API. */
    public String directory() {
        return org() + "/directories/" + encode(path("directory"));
    }

    /** Where the pages of the organisation begin. */
    public String base() {
        return "/console/o/" + encode(path("org"));
    }

    /** Where the pages of the directory begin. */
    public String directoryPage() {
        return base() + "/directories/" + encode(path("directory"));
    }

    /** A time of a form's field, which has no zone and mostly no seconds, as the API has it, in UTC; anything else as it is. */
    public static String instant(String local) {
        if (local.matches(LOCAL_TIME)) {
            return local + ":00Z";
        }
        return local.matches(LOCAL_TIME + ":\\d\\d") ? local + "Z" : local;
    }

    /** For a path or a query. */
    public static String encode(@Nullable String text) {
        return URLEncoder.encode(text == null ? "" : text, StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
