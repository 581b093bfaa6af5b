package dev.rollcall.server.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.Provisioning;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.admin.directory.DirectoryProfiles;
import dev.rollcall.core.admin.directory.DirectorySchemas;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.command.Rehearsed;
import dev.rollcall.core.model.StoredResource;
import dev.rollcall.core.read.resource.ResourceQueries;
import dev.rollcall.core.read.sql.Listing;
import dev.rollcall.core.read.sql.Page;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.message.ETags;
import dev.rollcall.scim.message.ListResponse;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.scim.message.ScimRequest.Command;
import dev.rollcall.scim.schema.CustomSchema;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.profile.Profiles;
import dev.rollcall.spi.Normalized;
import dev.rollcall.spi.RawRequest;
import dev.rollcall.spi.RawRequest.Method;
import dev.rollcall.spi.profile.ClientProfile;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what the response to a request would be now, and what the request would do, without doing it: read with the profile in force,
 * decided on the present state, never committed. A query is asked, because that changes nothing.
 */
public final class Rehearsals {

    private final Profiles profiles;
    private final DirectorySchemas schemas;
    private final DirectoryProfiles stored;
    private final Provisioning provisioning;
    private final ResourceQueries queries;
    private final DatabaseCircuit circuit;
    private final int maxPage;

    /**
     * Makes one.
     *
     * @param maxPage resources on a page of a list at most
     */
    public Rehearsals(ApiParts api, Profiles profiles, int maxPage) {
        this.profiles = profiles;
        this.schemas = new DirectorySchemas(api.database(), api.time());
        this.stored = new DirectoryProfiles(api.database(), api.time());
        this.provisioning = api.provisioning();
        this.queries = new ResourceQueries(api.database());
        this.circuit = api.circuit();
        this.maxPage = maxPage;
    }

    /**
     * A request to Users or Groups.
     *
     * @param id what stands behind the endpoint, or null
     * @param parameters of the query, decoded, in order
     */
    public record Sent(
            Method method,
            String endpoint,
            @Nullable String id,
            List<Map.Entry<String, String>> parameters,
            @Nullable String ifMatch,
            @Nullable String ifNoneMatch,
            @Nullable JsonNode body) {

        public Sent {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * What it comes to.
     *
     * @param normalized what is read, or null when it cannot be
     * @param status of the response
     * @param body of the response, or null when it has none; of a list without its resources
     * @param membersLeftOut whether the response would show the members of a group, which are not shown here
     * @param effect what would happen, or null for what is only read or cannot be
     */
    public record Rehearsal(
            @Nullable Normalized normalized,
            List<Deviation> deviations,
            int status,
            @Nullable ObjectNode body,
            boolean membersLeftOut,
            @Nullable Rehearsed effect) {

        public Rehearsal {
            deviations = List.copyOf(deviations);
        }
    }

    /**
     * Rehearses.
     *
     * @param base of the directory, as its client knows it, without a slash at its end
     * @param requestId of the request that asks
     */
    public Future<Rehearsal> of(Directory directory, Sent sent, String base, UUID requestId) {
        Future<List<ResourceType>> types = circuit.call(
                () -> schemas.list(directory.orgId(), directory.id()).map(CustomSchema::types));
        return types.compose(all -> circuit.call(() -> stored.newest(directory.orgId(), directory.id()))
                .map(newest -> new Reading(directory, all, profiles.running(directory, newest), base))
                .compose(reading -> rehearse(reading, sent, requestId)));
    }

    /**
     * Rehearses with another profile than the one in force.
     *
     * @param types the directory's resource types, with what its own schemas add
     * @param base as above
     * @param requestId of the request that asks
     */
    public Future<Rehearsal> of(
            Directory directory,
            List<ResourceType> types,
            ClientProfile client,
            Sent sent,
            String base,
            UUID requestId) {
        return rehearse(new Reading(directory, types, client, base), sent, requestId);
    }

    /**
     * What a request is read as.
     *
     * @param normalized null when it cannot be read
     * @param error null when it can
     */
    public record Understood(
            @Nullable Normalized normalized,
            List<Deviation> deviations,
            @Nullable ScimError error) {

        public Understood {
            deviations = List.copyOf(deviations);
        }
    }

    /** Reads a request, and does not look at what is stored. */
    public static Understood read(Directory directory, List<ResourceType> types, ClientProfile client, Sent sent) {
        List<Deviation> deviations = new ArrayList<>();
        try {
            Normalized normalized =
                    Connection.normalizer(directory, types, client).normalize(raw(directory.mode(), sent, deviations));
            normalized.deviations().stream()
                    .filter(deviation -> !deviations.contains(deviation))
                    .forEach(deviations::add);
            return new Understood(normalized, deviations, null);
        } catch (ScimException e) {
            return new Understood(null, deviations, e.error());
        }
    }

    private Future<Rehearsal> rehearse(Reading reading, Sent sent, UUID requestId) {
        List<Deviation> deviations = new ArrayList<>();
        Normalized normalized;
        try {
            normalized = reading.normalizer().normalize(raw(reading.directory().mode(), sent, deviations));
        } catch (ScimException e) {
            return Future.succeededFuture(refused(null, deviations, e.error(), null));
        }
        normalized.deviations().stream()
                .filter(deviation -> !deviations.contains(deviation))
                .forEach(deviations::add);
        ScimRequest request = normalized.request();
        if (request instanceof Command command) {
            return circuit.call(
                            () -> provisioning.rehearse(reading.caller(requestId), command, normalized.deviations()))
                    .map(effect -> answered(reading, sent.method(), normalized, deviations, command, effect));
        }
        if (request instanceof ScimRequest.Get get) {
            return circuit.call(() -> queries.get(
                            reading.directory().orgId(), reading.directory().id(), get))
                    .map(found -> read(reading, sent, normalized, deviations, get, found));
        }
        ScimRequest.Query query = (ScimRequest.Query) request;
        Listing listing = new Listing(
                List.of(query),
                reading.directory().mode(),
                ScimHandlers.size(reading.transport(), query, maxPage),
                new Listing.Index(query.startIndex()));
        return circuit.call(() -> queries.list(
                        reading.directory().orgId(), reading.directory().id(), listing))
                .map(page -> new Rehearsal(normalized, deviations, 200, envelope(reading, query, page), false, null));
    }

    private static RawRequest raw(Mode mode, Sent sent, List<Deviation> deviations) {
        return new RawRequest(
                sent.method(),
                sent.endpoint(),
                sent.id(),
                parameters(sent).read(mode == Mode.STRICT, sent.parameters(), deviations::add),
                sent.ifMatch(),
                sent.ifNoneMatch(),
                sent.body());
    }

    private static ScimParameters parameters(Sent sent) {
        if (sent.method() == Method.DELETE || RawRequest.SEARCH.equals(sent.id())) {
            return ScimParameters.NONE;
        }
        return sent.method() == Method.GET && sent.id() == null ? ScimParameters.LIST : ScimParameters.RESOURCE;
    }

    private static Rehearsal answered(
            Reading reading,
            Method method,
            Normalized normalized,
            List<Deviation> deviations,
            Command command,
            Rehearsed effect) {
        Outcome outcome = ScimHandlers.answered(reading.responses(), command, effect.outcome());
        outcome.deviations().stream()
                .filter(deviation -> !deviations.contains(deviation))
                .forEach(deviations::add);
        if (outcome instanceof Outcome.Refused refused) {
            return refused(normalized, deviations, refused.error(), effect);
        }
        boolean isSilent = !(outcome instanceof Outcome.Stored)
                || method == Method.DELETE
                || ResponseWriter.isSilent(method == Method.PUT, command, reading.responses());
        if (isSilent) {
            return new Rehearsal(normalized, deviations, 204, null, false, effect);
        }
        Outcome.Stored done = (Outcome.Stored) outcome;
        return new Rehearsal(
                normalized,
                deviations,
                done.created() ? 201 : 200,
                reading.shape(done.resource(), command).body(),
                !done.complete(),
                effect);
    }

    private static Rehearsal read(
            Reading reading,
            Sent sent,
            Normalized normalized,
            List<Deviation> deviations,
            ScimRequest.Get get,
            @Nullable StoredResource found) {
        try {
            StoredResource wanted = ResponseWriter.wanted(get, found, sent.ifMatch());
            if (get.ifNoneMatch() != null && ETags.matches(get.ifNoneMatch(), wanted.version())) {
                return new Rehearsal(normalized, deviations, 304, null, false, null);
            }
            return new Rehearsal(
                    normalized, deviations, 200, reading.shape(wanted, get).body(), false, null);
        } catch (ScimException e) {
            return refused(normalized, deviations, e.error(), null);
        }
    }

    private static Rehearsal refused(
            @Nullable Normalized normalized, List<Deviation> deviations, ScimError error, @Nullable Rehearsed effect) {
        return new Rehearsal(normalized, deviations, error.status(), error.toJson(), false, effect);
    }

    private static ObjectNode envelope(Reading reading, ScimRequest.Query query, Page page) {
        int found = page.resources().size();
        return new ListResponse(
                        reading.responses().countsPage() ? found : page.total(),
                        query.cursor() == null ? Integer.valueOf(query.startIndex()) : null,
                        null,
                        found,
                        List.of())
                .toJson();
    }
}
