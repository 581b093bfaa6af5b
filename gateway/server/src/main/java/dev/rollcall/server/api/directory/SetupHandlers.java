package dev.rollcall.server.api.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.RoleAssignments;
import dev.rollcall.core.admin.RoleAssignments.RoleAssignment;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.read.SetupQueries;
import dev.rollcall.core.read.SetupQueries.Setup;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.DirectoryAccess;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.PublicOrigin;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.setup.Place;
import dev.rollcall.spi.setup.Place.RoleGroup;
import dev.rollcall.spi.setup.SetupGuide;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows the set-up of a directory: its provider's guide, with the steps ticked off that show in what was really received (R4). */
final class SetupHandlers {

    private final String product;
    private final DirectoryAccess access;
    private final SetupQueries queries;
    private final RoleAssignments assignments;
    private final Providers providers;
    private final DatabaseCircuit circuit;
    private final PublicOrigin origin;
    private final InstantSource time;

    /**
     * Makes the handlers.
     *
     * @param product what administrators know the application as, beside which this gateway runs
     */
    SetupHandlers(ApiParts api, Providers providers, String product) {
        this.product = product;
        this.access = api.directories();
        this.queries = new SetupQueries(api.database());
        this.assignments = new RoleAssignments(api.database());
        this.providers = providers;
        this.circuit = api.circuit();
        this.origin = api.origin();
        this.time = api.time();
    }

    /** {@code GET}: what was seen, the sentence for the first thing that is open, and the guide. */
    void show(RoutingContext context) {
        String base = origin.of(context.request()) + "/scim/v2/";
        access.of(context)
                .compose(directory -> circuit.call(() -> setup(directory, base + directory.id())))
                .compose(json -> Json.send(context, json))
                .onFailure(context::fail);
    }

    private Future<ObjectNode> setup(Directory directory, String baseUrl) {
        return queries.of(directory.orgId(), directory.id(), time.instant())
                .compose(setup -> assignments
                        .list(directory.orgId(), directory.id())
                        .map(list -> new Place(baseUrl, credential(setup), groups(list)))
                        .map(place -> SetupJson.of(setup, guide(directory, place), isRead(directory))));
    }

    private boolean isRead(Directory directory) {
        return providers.find(directory.provider()).flatMap(Adapter::source).isPresent();
    }

    private @Nullable SetupGuide guide(Directory directory, Place place) {
        return providers
                .find(directory.provider())
                .flatMap(adapter -> adapter.setupGuide(place))
                .orElse(null);
    }

    /** The text itself is known to nobody but its holder. */
    private static String credential(Setup setup) {
        Instant issued = setup.credentialIssued();
        return issued == null || setup.validCredentials() == 0
                ? "the text of the credential that the first step gives you"
                : "the text of a credential of this directory; the first one was issued on "
                        + issued.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private List<RoleGroup> groups(List<RoleAssignment> assignments) {
        List<RoleGroup> named = assignments.stream()
                .flatMap(assignment -> assignment.groupName() == null
                        ? Stream.empty()
                        : Stream.of(new RoleGroup(assignment.groupName(), assignment.role())))
                .toList();
        return named.isEmpty() ? Place.recommended(product) : named;
    }
}
