package dev.rollcall.server.http;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.server.log.AccessLog;
import dev.rollcall.server.management.Metrics;
import dev.rollcall.spi.Normalized;
import dev.rollcall.trace.Notes;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One request and its response, from the first byte to the line in the log. */
public final class Exchange {

    private static final String KEY = "exchange";
    private static final String REQUEST_ID = "Rollcall-Request-Id";
    private static final String QUIRKS = "Rollcall-Quirks";
    private static final String DEVIATIONS = "Rollcall-Deviations";

    /** Stands for the provider before a credential was accepted, and for the route where none takes the request. */
    private static final String NOBODY = "none";

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    /** The request that came last to this event loop. */
    private static final ThreadLocal<RoutingContext> LATEST = new ThreadLocal<>();

    private final UUID requestId = IDS.generate();
    private final long started = System.nanoTime();
    private final Metrics metrics;
    private @Nullable UUID directory;
    private @Nullable UUID organisation;
    private @Nullable UUID told;
    private @Nullable ScimRequest asked;
    private String provider = NOBODY;
    private String route = NOBODY;
    private final Set<String> quirks = new LinkedHashSet<>();
    private final Notes notes = new Notes();
    private final Instant began = Instant.now();

    private Exchange(Metrics metrics) {
        this.metrics = metrics;
    }

    /** Begins every request: it gets an id, and at its end it is counted and logged. One that was sent on keeps its id. */
    public static void begin(RoutingContext context, Metrics metrics) {
        Exchange begun = context.get(KEY);
        Exchange exchange = begun == null ? new Exchange(metrics) : begun;
        context.put(KEY, exchange);
        LATEST.set(context);
        // What is served as one type is not to be taken for another (a page for a script, say).
        context.response()
                .putHeader(REQUEST_ID, exchange.requestId.toString())
                .putHeader("X-Content-Type-Options", "nosniff");
        context.addHeadersEndHandler(head -> exchange.tell(context));
        context.addEndHandler(done -> exchange.end(context));
        context.next();
    }

    public static Exchange of(RoutingContext context) {
        return Objects.requireNonNull(context.get(KEY));
    }

    /** The request that came last to the event loop that calls: method, route, id; "none" before the first. */
    public static String latest() {
        RoutingContext context = LATEST.get();
        return context == null
                ? "none"
                : context.request().method() + " " + of(context).route + " "
                        + of(context).requestId();
    }

    /** UUIDv7; the client knows it from the header {@code Rollcall-Request-Id}. */
    public UUID requestId() {
        return requestId;
    }

    /** Which route took the request: its template, such as {@code /scim/v2/:directory/Users/:id}. */
    public void takenBy(String template) {
        route = template;
    }

    /** Whose credential was shown. */
    public void authenticated(UUID directoryId, String providerId) {
        directory = directoryId;
        provider = providerId;
    }

    /** Whose request it is, once that is known. */
    public void of(UUID organisationId) {
        organisation = organisationId;
    }

    /** The organisation that the request is about, behind the gate of a route of one. */
    public Optional<UUID> organisation() {
        return Optional.ofNullable(organisation);
    }

    /**
     * Whose credential it was that was not accepted, where that can be known: as good as its own for what is told of a
     * directory.
     */
    public void refused(UUID directoryId) {
        told = directoryId;
    }

    /** The directory that the request is about: by its credential, and not only by its path, which any client may write. */
    public Optional<UUID> directory() {
        return Optional.ofNullable(directory != null ? directory : told);
    }

    /** What was asked, once it was read. */
    private void asked(ScimRequest request) {
        asked = request;
    }

    /** What was asked; empty before it was read, when it could not be, and elsewhere than on SCIM's resources. */
    public Optional<ScimRequest> asked() {
        return Optional.ofNullable(asked);
    }

    /** Which quirks fired: they are counted, and named in the answer's header {@code Rollcall-Quirks}. */
    public void quirks(RoutingContext context, List<String> fired) {
        fired.forEach(quirk -> metrics.quirk(provider, quirk));
        if (quirks.addAll(fired)) {
            context.response().putHeader(QUIRKS, String.join(", ", quirks));
        }
    }

    /** What was accepted against the RFC: it is counted, noted, and told in the header {@code Rollcall-Deviations}. */
    public void deviations(List<Deviation> accepted) {
        deviations("", accepted);
    }

    private void deviations(String place, List<Deviation> accepted) {
        accepted.forEach(
                deviation -> metrics.deviation(provider, deviation.rule().word()));
        notes.deviations(place, accepted);
    }

    /** What was read of the request. */
    public void read(RoutingContext context, Normalized normalized) {
        read(context, "", normalized);
        asked(normalized.request());
    }

    /**
     * What was read of one operation of a bulk request.
     *
     * @param place which operation
     */
    public void read(RoutingContext context, String place, Normalized normalized) {
        quirks(context, normalized.quirks());
        notes.read(place, normalized);
        deviations(place, normalized.deviations());
    }

    /**
     * What became of a command.
     *
     * @param place empty, or which operation of a bulk request
     */
    public void became(String place, Outcome outcome) {
        notes.became(outcome);
        deviations(place, outcome.deviations());
    }

    /** What is noted for the request log. */
    public Notes notes() {
        return notes;
    }

    /** When the first byte was read. */
    public Instant began() {
        return began;
    }

    /** How long it has taken so far, in nanoseconds. */
    public long nanos() {
        return System.nanoTime() - started;
    }

    /** The route's template, or "none". */
    public String route() {
        return route;
    }

    /** The adapter's id, or "none" before a credential was accepted. */
    public String provider() {
        return provider;
    }

    private void tell(RoutingContext context) {
        if (notes.hasDeviations()) {
            context.response().putHeader(DEVIATIONS, DeviationHeader.of(notes.told()));
        }
    }

    private void end(RoutingContext context) {
        long nanos = System.nanoTime() - started;
        int status = context.response().getStatusCode();
        metrics.request(context.request().method().name(), route, provider, status, nanos);
        if (directory != null) {
            metrics.directory(directory, provider, status);
        }
        AccessLog.write(new AccessLog.Line(
                requestId,
                context.request().method().name(),
                route,
                status,
                nanos,
                directory,
                provider,
                List.copyOf(quirks)));
    }
}
