package dev.rollcall.server.workbench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.admin.directory.DirectoryProfiles;
import dev.rollcall.core.admin.directory.DirectoryProfiles.Version;
import dev.rollcall.core.admin.directory.DirectorySchemas;
import dev.rollcall.scim.schema.CustomSchema;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.DirectoryAccess;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.server.http.PublicOrigin;
import dev.rollcall.server.profile.Profiles;
import dev.rollcall.server.scim.Rehearsals;
import dev.rollcall.spi.profile.ClientProfile;
import dev.rollcall.trace.RequestQueries;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Tries a profile on recorded requests, and suggests lines for it; nothing is written. */
final class WorkbenchHandlers {

    private static final int MOST_REQUESTS = 1_000;
    private static final int MOST_VERSIONS = 100;
    private static final String PROFILE = "profile";
    private static final String REQUESTS = "requests";

    private final DirectoryAccess access;
    private final DirectoryProfiles stored;
    private final DirectorySchemas schemas;
    private final Profiles profiles;
    private final Rehearsals rehearsals;
    private final RecordedRequests recorded;
    private final PublicOrigin origin;
    private final DatabaseCircuit circuit;

    WorkbenchHandlers(ApiParts api, Profiles profiles, Rehearsals rehearsals) {
        this.access = api.directories();
        this.stored = new DirectoryProfiles(api.database(), api.time());
        this.schemas = new DirectorySchemas(api.database(), api.time());
        this.profiles = profiles;
        this.rehearsals = rehearsals;
        this.recorded = new RecordedRequests(new RequestQueries(api.database()), api.circuit());
        this.origin = api.origin();
        this.circuit = api.circuit();
    }

    /** What the work of one request stands on. */
    private record Work(
            Directory directory, List<ResourceType> types, List<Version> versions, RecordedRequests.Page page) {

        /** The document in force; empty where the directory has what its provider has. */
        ObjectNode document() {
            return versions.isEmpty() ? Json.object() : versions.get(0).document();
        }
    }

    /** {@code POST} with {@code {"profile": DOCUMENT, "requests": 1000}}. */
    void diff(RoutingContext context) {
        JsonInput input = JsonInput.of(context, PROFILE, REQUESTS);
        int most = most(input);
        Deadline deadline = Deadline.in(Deadline.LONGEST, System::nanoTime);
        access.of(context)
                .compose(directory -> work(directory, most))
                .compose(work -> {
                    ClientProfile profile = profiles.read(input.node(PROFILE), work.directory(), work.types());
                    ProfileDiff diff = new ProfileDiff(work.directory(), work.types(), profiles, work.versions());
                    return elsewhere(() -> diff.compare(work.page().requests(), profile, deadline))
                            .compose(all ->
                                    ProfileDiff.json(work.page(), all, rehearse(context, work, profile), deadline));
                })
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }

    /** {@code POST} with nothing, or with {@code {"requests": 1000}}. */
    void suggest(RoutingContext context) {
        JsonInput input = JsonInput.optional(context, REQUESTS);
        int most = most(input);
        Deadline deadline = Deadline.in(Deadline.LONGEST, System::nanoTime);
        access.of(context)
                .compose(directory -> work(directory, most))
                .compose(work -> {
                    Suggester suggester = new Suggester(work.directory(), work.types(), profiles.reader(), deadline);
                    return elsewhere(() -> suggester.suggest(work.page().requests(), work.document()))
                            .compose(result -> SuggestionsJson.of(
                                    work.page(), result, rehearse(context, work, result.profile()), deadline));
                })
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }

    private static int most(JsonInput input) {
        return input.isNull(REQUESTS) ? MOST_REQUESTS : input.whole(REQUESTS, 1, MOST_REQUESTS);
    }

    private Future<Work> work(Directory directory, int most) {
        return circuit.call(
                        () -> schemas.list(directory.orgId(), directory.id()).map(CustomSchema::types))
                .compose(types -> circuit.call(() -> stored.list(directory.orgId(), directory.id(), 0, MOST_VERSIONS))
                        .compose(versions -> recorded.newest(directory, most)
                                .map(page -> new Work(directory, types, versions, page))));
    }

    /** A thousand requests are read on a thread of their own. */
    private static <T> Future<T> elsewhere(Callable<T> work) {
        return Objects.requireNonNull(Vertx.currentContext()).executeBlocking(work, false);
    }

    private ProfileDiff.Rehearse rehearse(RoutingContext context, Work work, ClientProfile profile) {
        String base =
                origin.of(context.request()) + "/scim/v2/" + work.directory().id();
        return one -> rehearsals.of(
                work.directory(),
                work.types(),
                profile,
                one.sent(),
                base,
                Exchange.of(context).requestId());
    }
}
