package dev.rollcall.server.api.organisation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.lane.QueryScheduler;
import dev.rollcall.core.read.AuditQueries;
import dev.rollcall.core.read.AuditQueries.Entry;
import dev.rollcall.core.read.AuditQueries.Place;
import dev.rollcall.core.read.AuditQueries.Wanted;
import dev.rollcall.core.store.Replica;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.ListPage;
import dev.rollcall.server.api.OrganisationAccess;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.guard.DatabaseCircuit;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists who changed what in an organisation, or in the installation, from what to what. */
final class AuditHandlers {

    private static final String CURSOR = "the value of \"next\" on the page before";

    private final OrganisationAccess access;
    private final Replica replica;
    private final DatabaseCircuit circuit;
    private final QueryScheduler turns;

    AuditHandlers(ApiParts api) {
        this.access = api.organisations();
        this.replica = api.replica();
        this.circuit = api.circuit();
        this.turns = api.largePages();
    }

    /** {@code GET}: newest first, by cursor. */
    void list(RoutingContext context) {
        answer(context, access.of(context).map(Organisation::id));
    }

    /** {@code GET}: what concerns all organisations, such as roles that the operator defines. */
    void ofInstallation(RoutingContext context) {
        answer(context, Future.succeededFuture(Actor.INSTALLATION));
    }

    private void answer(RoutingContext context, Future<UUID> orgId) {
        MultiMap query = context.queryParams();
        ListPage page = ListPage.of(query);
        Wanted wanted = new Wanted(
                query.get("actor"),
                query.get("subject"),
                query.get("action"),
                Parameters.id(query, "directory", "the id of a directory"),
                Parameters.id(query, "request", "the id of a request, from the header Rollcall-Request-Id"),
                Parameters.time(query, "since"),
                Parameters.time(query, "until"));
        Place after = place(page.cursor());
        orgId.compose(id -> turns.take(
                        id,
                        () -> circuit.call(() -> replica.read(
                                client -> new AuditQueries(client).list(id, wanted, after, page.limit())))))
                .compose(found -> Json.send(context, json(found)))
                .onFailure(context::fail);
    }

    private static ObjectNode json(AuditQueries.Found found) {
        List<Entry> entries = found.entries();
        return Json.items(entries.stream().map(AuditHandlers::json).toList())
                .put(
                        "next",
                        found.more() ? cursor(entries.get(entries.size() - 1).place()) : null);
    }

    private static ObjectNode json(Entry entry) {
        ObjectNode json = Json.object()
                .put("id", entry.place().id().toString())
                .put("at", entry.place().at().toString())
                .put("request", entry.requestId().toString())
                .put("action", entry.action());
        json.putObject("actor")
                .put("kind", entry.actor() == null ? "directory" : "administrator")
                .put("name", entry.actor() == null ? entry.directoryName() : entry.actor());
        UUID directory = entry.directoryId();
        json.set(
                "directory",
                directory == null
                        ? null
                        : Json.object().put("id", directory.toString()).put("name", entry.directoryName()));
        json.putObject("subject").put("type", entry.subjectType()).put("id", entry.subject());
        json.putRawValue("before", asStored(entry.before(), "null"));
        json.putRawValue("after", asStored(entry.after(), "null"));
        json.putRawValue("leftOut", asStored(entry.leftOut(), "[]"));
        return json;
    }

    /** JSON that goes out as it is: a page has megabytes of it, which are neither parsed nor written here. */
    private static RawValue asStored(@Nullable String text, String absent) {
        return new RawValue(text == null ? absent : text);
    }

    private static String cursor(Place place) {
        return place.at() + "_" + place.id();
    }

    private static @Nullable Place place(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        int middle = cursor.indexOf('_');
        if (middle < 0) {
            throw Parameters.wrong("cursor", CURSOR);
        }
        try {
            UUID id = Parameters.id(cursor.substring(middle + 1)).orElseThrow(() -> Parameters.wrong("cursor", CURSOR));
            return new Place(Instant.parse(cursor.substring(0, middle)), id);
        } catch (DateTimeParseException e) {
            throw Parameters.wrong("cursor", CURSOR);
        }
    }
}
