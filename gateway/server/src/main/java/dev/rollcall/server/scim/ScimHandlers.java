package dev.rollcall.server.scim;

import dev.rollcall.core.command.Caller;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.lane.QueryScheduler;
import dev.rollcall.core.model.StoredResource;
import dev.rollcall.core.read.resource.ResourceQueries;
import dev.rollcall.core.read.sql.Listing;
import dev.rollcall.core.read.sql.Page;
import dev.rollcall.core.store.HeavyWork;
import dev.rollcall.core.store.Replica;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.DeviationRule;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.scim.message.ScimRequest.Command;
import dev.rollcall.scim.message.ScimRequest.Query;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.CallerContext;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.spi.Normalized;
import dev.rollcall.spi.profile.Responses;
import dev.rollcall.spi.profile.Transport;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Serves Users and Groups: passes each request, freed of its quirks, to the core, and the outcome to the {@link ResponseWriter}. */
public final class ScimHandlers {

    private static final Deviation DELETED_BEFORE = new Deviation(
            DeviationRule.DELETED_BEFORE,
            "The resource to DELETE does not exist; the profile says to respond with 204.");

    private final Door provisioning;
    private final ResourceQueries queries;
    private final Replica replica;
    private final QueryScheduler turns;
    private final DatabaseCircuit circuit;
    private final ResponseWriter writer;
    private final Cursors cursors;
    private final int maxPage;
    private final GroupsOfUsers groupsOfUsers;
    private final NamesAsIds namesAsIds;

    /** The core's door for commands; it may complete on any thread. */
    @FunctionalInterface
    public interface Door {
        /**
         * Applies a command.
         *
         * @param readBefore what was accepted against the RFC while the request was read
         */
        Future<Outcome> apply(Caller caller, Command command, List<Deviation> readBefore);
    }

    /**
     * Takes the core's two doors.
     *
     * @param replica where lists are read
     * @param turns of the queries
     * @param maxPage resources on a page of a list at most
     */
    public ScimHandlers(
            Door provisioning,
            ResourceQueries queries,
            Replica replica,
            QueryScheduler turns,
            DatabaseCircuit circuit,
            ResponseWriter writer,
            Cursors cursors,
            int maxPage) {
        this.provisioning = provisioning;
        this.queries = queries;
        this.replica = replica;
        this.turns = turns;
        this.circuit = circuit;
        this.writer = writer;
        this.cursors = cursors;
        this.maxPage = maxPage;
        this.groupsOfUsers = new GroupsOfUsers(provisioning, queries, circuit);
        this.namesAsIds = new NamesAsIds(queries, circuit);
    }

    public void users(RoutingContext context) {
        handle(context, "Users");
    }

    public void groups(RoutingContext context) {
        handle(context, "Groups");
    }

    public void searchUsers(RoutingContext context) {
        search(context, "Users");
    }

    public void searchGroups(RoutingContext context) {
        search(context, "Groups");
    }

    /** The base URL: all resource types at once (RFC 7644 section 3.4.2.1). */
    public void root(RoutingContext context) {
        handle(context, connection -> connection.normalizer().normalizeRoot(RawRequests.of(context, "")));
    }

    public void searchRoot(RoutingContext context) {
        handle(context, connection -> connection.normalizer().normalizeRoot(RawRequests.search(context, "")));
    }

    /** A directory's credential stands for the directory, not for a person (RFC 7644 section 3.11). */
    public void me(RoutingContext context) {
        context.fail(ScimError.of(
                        501,
                        "/Me has no user to show: the credential belongs to the directory, not to one of its users. Use"
                                + " /Users/{id}, or find the user with /Users?filter=userName eq \"...\".")
                .exception());
    }

    private void handle(RoutingContext context, String endpoint) {
        handle(context, connection -> connection.normalizer().normalize(RawRequests.of(context, endpoint)));
    }

    private void search(RoutingContext context, String endpoint) {
        handle(context, connection -> connection.normalizer().normalize(RawRequests.search(context, endpoint)));
    }

    private void handle(RoutingContext context, Function<Connection, Normalized> normalize) {
        Connection connection = Connection.of(context);
        if (MethodOverride.isIn(context) && !connection.transport().methodOverride()) {
            throw MethodOverride.notRead().exception();
        }
        HeavyWork.onBytes(RawRequests.bodyBytes(context), () -> normalize.apply(connection))
                .compose(normalized -> {
                    Exchange.of(context).read(context, normalized);
                    return answer(context, connection, normalized);
                })
                .onFailure(context::fail);
    }

    private Future<Void> answer(RoutingContext context, Connection connection, Normalized normalized) {
        return connection.namesAsIds()
                ? namesAsIds
                        .resolve(connection, normalized.request())
                        .compose(request -> answer(context, connection, normalized, request))
                : answer(context, connection, normalized, normalized.request());
    }

    private Future<Void> answer(
            RoutingContext context, Connection connection, Normalized normalized, ScimRequest request) {
        if (request instanceof Command command) {
            Caller caller = connection.caller(Exchange.of(context).requestId());
            Future<Outcome> applied = normalized.groups().isEmpty()
                    ? circuit.call(() -> provisioning.apply(caller, command, normalized.deviations()))
                    : groupsOfUsers.apply(connection, caller, normalized, command);
            return CallerContext.hop(applied)
                    .compose(outcome ->
                            answer(context, connection, command, answered(connection.responses(), command, outcome)));
        }
        if (request instanceof ScimRequest.Get get) {
            return read(connection, () -> queries.get(connection.orgId(), connection.id(), get))
                    .compose(found -> writer.resource(context, get, found));
        }
        return request instanceof ScimRequest.RootQuery root
                ? list(context, connection, root, narrowed(root))
                : list(context, connection, request, List.of((Query) request));
    }

    private <T extends @Nullable Object> Future<T> read(Connection connection, Supplier<Future<T>> query) {
        return turns.take(connection.orgId(), () -> circuit.call(query));
    }

    /** Without a filter it would be everything of every type, which is what the RFC has tooMany for. */
    private static List<Query> narrowed(ScimRequest.RootQuery root) {
        if (root.queries().get(0).filter() == null) {
            throw ScimError.badRequest(
                            ScimType.TOO_MANY,
                            "A query of the base URL needs a filter. To list everything, use /Users and /Groups.")
                    .exception();
        }
        return root.queries();
    }

    private Future<Void> list(
            RoutingContext context, Connection connection, ScimRequest request, List<Query> queriesOfTypes) {
        Listing listing = new Listing(
                queriesOfTypes,
                connection.mode(),
                size(connection.transport(), queriesOfTypes.get(0), maxPage),
                from(connection, queriesOfTypes));
        return read(
                        connection,
                        () -> queriesOfTypes.stream().anyMatch(ScimHandlers::looksUp)
                                ? queries.list(connection.orgId(), connection.id(), listing)
                                : replica.read(client ->
                                        queries.on(client).list(connection.orgId(), connection.id(), listing)))
                .map(page -> ProbeGuest.shown(connection, queriesOfTypes, page))
                .compose(page -> writer.page(context, request, page, nextCursor(connection, queriesOfTypes, page)));
    }

    /** A look-up of one value: the primary answers it in the time that it takes to ask how far a replica has come. */
    private static boolean looksUp(Query query) {
        return query.filter() != null
                && query.filter().conjuncts().stream()
                        .anyMatch(term -> term instanceof Filter.Comparison one && one.op() == CompareOp.EQ);
    }

    /** Resources on a page of a list. */
    static int size(Transport transport, Query query, int maxPage) {
        int most = transport.mostCount() == null ? maxPage : Math.min(maxPage, transport.mostCount());
        Integer usual = transport.usualCount();
        return query.count() == null && usual != null ? Math.min(usual, most) : Listing.size(query, most);
    }

    private Listing.From from(Connection connection, List<Query> queriesOfTypes) {
        Query query = queriesOfTypes.get(0);
        String cursor = query.cursor();
        if (cursor == null) {
            return new Listing.Index(query.startIndex());
        }
        if (query.count() != null && query.count() > maxPage) {
            throw ScimError.badRequest(
                            ScimType.INVALID_COUNT, "With a cursor, count must be from 0 " + "to " + maxPage + ".")
                    .exception();
        }
        return cursor.isEmpty()
                ? new Listing.Beginning()
                : new Listing.Behind(cursors.open(connection.id(), queriesOfTypes, cursor));
    }

    private @Nullable String nextCursor(Connection connection, List<Query> queriesOfTypes, Page page) {
        return page.next() == null ? null : cursors.seal(connection.id(), queriesOfTypes, page.next());
    }

    private Future<Void> answer(RoutingContext context, Connection connection, Command command, Outcome outcome) {
        Exchange.of(context).became("", outcome);
        if (outcome instanceof Outcome.Stored stored) {
            if (HttpMethod.DELETE.equals(context.request().method())) {
                return writer.deleted(context);
            }
            return complete(context, connection, command, stored)
                    .compose(resource -> writer.stored(context, command, resource, stored.created()));
        }
        if (outcome instanceof Outcome.Deleted) {
            return writer.deleted(context);
        }
        return Future.failedFuture(((Outcome.Refused) outcome).error().exception());
    }

    /** A DELETE of what is not there is done, where the profile says so. */
    static Outcome answered(Responses responses, Command command, Outcome outcome) {
        boolean isGone = command instanceof ScimRequest.Delete
                && outcome instanceof Outcome.Refused refused
                && refused.error().status() == 404;
        return isGone && responses.deletedAgain() == 204 ? new Outcome.Deleted(List.of(DELETED_BEFORE)) : outcome;
    }

    /** Reads again what the answer must show and the command did not load: the members of a group. */
    private Future<StoredResource> complete(
            RoutingContext context, Connection connection, Command command, Outcome.Stored stored) {
        StoredResource resource = stored.resource();
        if (stored.complete() || !ResponseWriter.showsMembers(context, command)) {
            return Future.succeededFuture(resource);
        }
        return circuit.call(
                        () -> queries.get(connection.orgId(), connection.id(), resource.type(), resource.id(), true))
                .map(found -> found == null ? resource : found);
    }
}
