package dev.rollcall.server.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.read.member.EventQueries;
import dev.rollcall.delivery.feed.EventJson;
import dev.rollcall.delivery.feed.EventSchemas;
import dev.rollcall.delivery.feed.Feed;
import dev.rollcall.delivery.feed.FeedWatch;
import dev.rollcall.delivery.feed.OperatorFeed;
import dev.rollcall.delivery.feed.OrganisationFeed;
import dev.rollcall.delivery.feed.Reader;
import dev.rollcall.delivery.feed.Stretch;
import dev.rollcall.delivery.receipt.Clock;
import dev.rollcall.delivery.receipt.Departures;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.ListPage;
import dev.rollcall.server.api.OrganisationAccess;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.auth.session.Session;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.CallerContext;
import dev.rollcall.server.http.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Serves events: as a page, as a page that waits for new events, or as a stream; of one organisation or, for the operator, of all. */
final class EventHandlers {

    /** What the cursor of an organisation's events was called before: 0 is before the first. */
    private static final String AFTER = "after";

    private static final String TYPE = "type";
    private static final int LONGEST_WAIT = 30;
    private static final String STREAM = "text/event-stream";

    /** Readers that wait at once on this node: each holds a connection of the server. */
    private static final int MOST_WAITING = 2_000;

    private static final String SOON = "5";

    private final OrganisationAccess access;
    private final Pool database;
    private final EventQueries events;
    private final DatabaseCircuit circuit;
    private final FeedWatch watch;
    private final Clock clock;

    EventHandlers(ApiParts api, FeedWatch watch, Clock clock) {
        this.access = api.organisations();
        this.database = api.database();
        this.events = new EventQueries(api.database());
        this.circuit = api.circuit();
        this.watch = watch;
        this.clock = clock;
    }

    /** {@code GET}: oldest first. The number of an event is the cursor behind it. */
    void ofOrganisation(RoutingContext context) {
        Set<String> types = types(context.queryParams());
        access.of(context)
                .onSuccess(organisation -> {
                    try {
                        answer(context, new OrganisationFeed(events, organisation.id(), types), types, false);
                    } catch (RuntimeException e) {
                        context.fail(e);
                    }
                })
                .onFailure(context::fail);
    }

    /** {@code GET}: the events of all organisations, in the order of their places. */
    void ofAll(RoutingContext context) {
        MultiMap query = context.queryParams();
        UUID only = Parameters.id(query, "organization", "the id of an organisation");
        Set<String> types = types(query);
        answer(context, new OperatorFeed(database, types, only), types, true);
    }

    private static @Nullable Set<String> types(MultiMap query) {
        String given = query.get(TYPE);
        if (given == null) {
            return null;
        }
        return EventTypes.of(Stream.of(given.split(",", -1)).map(String::strip).toList());
    }

    /**
     * The application asks for what is behind a cursor, and so has what is before. An administrator who looks does not say that the
     * application knows, nor does whoever says that it is only a look.
     */
    private void note(RoutingContext context, UUID about, @Nullable Set<String> types, boolean byPlace, long cursor) {
        boolean isApplication = Session.principal(context).isOperator()
                && context.request().headers().contains("Authorization")
                && !Parameters.flag(context.queryParams(), "peek");
        if (isApplication && (types == null || types.containsAll(Departures.types()))) {
            clock.passed(about, byPlace, cursor);
        }
    }

    private void answer(RoutingContext context, Feed feed, @Nullable Set<String> types, boolean byPlace) {
        MultiMap query = context.queryParams();
        ListPage page = ListPage.of(query);
        boolean isHead = HttpMethod.HEAD.equals(context.request().method());
        long wait = isHead ? 0 : Parameters.number(query, "wait", 0, 0, LONGEST_WAIT);
        boolean streams = !isHead && wantsStream(context);
        long cursor = cursor(context, page, streams);
        if ((wait > 0 || streams) && watch.waiting() >= MOST_WAITING) {
            context.response().putHeader("Retry-After", SOON);
            throw new Problem(
                            429,
                            "Too many readers",
                            "Too many readers are already waiting for events at this gateway. Try again later, or ask"
                                    + " without wait.")
                    .exception();
        }
        Feed guarded = new GuardedFeed(feed, circuit);
        if (!isHead) {
            note(context, feed.about(), types, byPlace, cursor);
        }
        Reader reader = new Reader(guarded, watch);
        if (streams) {
            stream(context, guarded, reader, cursor);
            return;
        }
        context.addEndHandler(gone -> reader.close());
        CallerContext.hop(reader.next(cursor, page.limit(), Duration.ofSeconds(wait)))
                .onComplete(done -> reader.close())
                .compose(stretch -> Json.send(context, json(stretch)))
                .onFailure(context::fail);
    }

    private void stream(RoutingContext context, Feed feed, Reader reader, long cursor) {
        CallerContext.hop(feed.read(cursor, 1))
                .onSuccess(readable -> new EventStream(context, reader, watch).begin(cursor))
                .onFailure(failure -> {
                    reader.close();
                    context.fail(failure);
                });
    }

    private static boolean wantsStream(RoutingContext context) {
        return context.parsedHeaders().accept().stream()
                .anyMatch(type -> (type.component() + "/" + type.subComponent()).equalsIgnoreCase(STREAM));
    }

    private static long cursor(RoutingContext context, ListPage page, boolean streams) {
        MultiMap query = context.queryParams();
        if (page.cursor() != null && query.contains(AFTER)) {
            throw Problem.badRequest("The query parameters cursor and after mean the same. Give only one of them.")
                    .exception();
        }
        String last = streams ? context.request().getHeader("Last-Event-ID") : null;
        if (last != null) {
            try {
                return new ListPage(last, 1).number();
            } catch (Problem.ProblemException e) {
                throw Problem.badRequest("The header Last-Event-ID cannot be used: give the id of the last event that"
                                + " was received.")
                        .exception();
            }
        }
        return page.cursor() == null ? Parameters.number(query, AFTER, 0, 0, Long.MAX_VALUE) : page.number();
    }

    private static ObjectNode json(Stretch stretch) {
        String end = Long.toString(stretch.end());
        return Json.items(stretch.events().stream().map(EventJson::of).toList())
                .put("next", stretch.more() ? end : null)
                .put("cursor", end);
    }

    /** {@code GET}: the schemas of all types. */
    static void schemas(RoutingContext context) {
        List<ObjectNode> all =
                Stream.of(EventType.values()).map(EventSchemas::of).toList();
        Json.send(context, Json.items(all)).onFailure(context::fail);
    }

    /** {@code GET}: the schema of one type, at its {@code $id}. */
    static void schema(RoutingContext context) {
        String word = String.valueOf(context.pathParam("type"));
        ObjectNode schema = EventSchemas.type(word)
                .map(EventSchemas::of)
                .orElseThrow(() -> Problem.notFound("There is no type of event \"" + word
                                + "\". GET /api/v1/events/schemas lists those that exist.")
                        .exception());
        context.response()
                .putHeader("Content-Type", "application/schema+json")
                .end(Buffer.buffer(ScimJson.write(schema)))
                .onFailure(context::fail);
    }
}
