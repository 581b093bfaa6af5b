package dev.rollcall.testkit.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.message.ListResponse;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.scim.patch.MembershipStep;
import dev.rollcall.scim.patch.MembershipSteps;
import dev.rollcall.scim.patch.PatchApplier;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.resource.ResourceWriter;
import dev.rollcall.scim.schema.CaseFold;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.Normalized;
import dev.rollcall.spi.Normalizer;
import dev.rollcall.spi.Profile;
import dev.rollcall.spi.RawRequest;
import dev.rollcall.spi.simulate.IdpTransport;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A transport with a gateway behind it that keeps everything in maps: the real readers, quirks and PATCH, one request at a time. It
 * has no roles, seats or rules. For small plans only.
 */
public final class MemoryGateway implements IdpTransport {

    private static final Set<String> DISCOVERY = Set.of("/ResourceTypes", "/Schemas");

    private static final Map<ResourceType, String> NAMES =
            Map.of(CoreTypes.USER, "userName", CoreTypes.GROUP, "displayName");

    private final Normalizer normalizer;
    private final Map<ResourceType, Map<String, ObjectNode>> stored =
            Map.of(CoreTypes.USER, new LinkedHashMap<>(), CoreTypes.GROUP, new LinkedHashMap<>());
    private final List<Request> requests = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private final Set<String> quirks = new TreeSet<>();
    private int lastId;

    public MemoryGateway(Adapter adapter) {
        List<ResourceType> types = List.of(CoreTypes.USER, CoreTypes.GROUP);
        this.normalizer = new Normalizer(adapter, new Profile(types, Mode.TOLERANT, Set.of()));
    }

    /** What was sent, in order. */
    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** What the IdP complained about. */
    public synchronized List<String> complaints() {
        return List.copyOf(unexpected);
    }

    /** Ids of the quirks that fired. */
    public synchronized Set<String> quirks() {
        return Set.copyOf(quirks);
    }

    /** The resources of a type, by id. */
    public synchronized Map<String, ObjectNode> resources(ResourceType type) {
        return new LinkedHashMap<>(of(type));
    }

    @Override
    public synchronized Answer send(Request request) {
        requests.add(request);
        if (DISCOVERY.contains(request.target())) {
            return answer(200, ListResponse.all(List.of()).toJson());
        }
        try {
            Normalized normalized = normalizer.normalize(raw(request));
            quirks.addAll(normalized.quirks());
            return answer(normalized.request());
        } catch (ScimException e) {
            return answer(e.error().status(), e.error().toJson());
        }
    }

    @Override
    public synchronized void unexpected(Request request, Answer answer, String why) {
        unexpected.add(request.method() + " " + request.target() + ": " + why + ": " + answer.body());
    }

    private static RawRequest raw(Request request) {
        String[] pathAndQuery = request.target().split("\\?", 2);
        String[] path = pathAndQuery[0].split("/", 3);
        Map<String, String> query = new HashMap<>();
        for (String parameter : pathAndQuery.length == 1 ? new String[0] : pathAndQuery[1].split("&", -1)) {
            String[] nameAndValue = parameter.split("=", 2);
            query.put(nameAndValue[0], URLDecoder.decode(nameAndValue[1], StandardCharsets.UTF_8));
        }
        String body = request.body();
        return new RawRequest(
                RawRequest.Method.valueOf(request.method()),
                path[1],
                path.length < 3 ? null : path[2],
                query,
                null,
                null,
                body == null ? null : ScimJson.parse(body.getBytes(StandardCharsets.UTF_8)));
    }

    private Answer answer(ScimRequest request) {
        if (request instanceof ScimRequest.Create create) {
            return create(create);
        }
        if (request instanceof ScimRequest.Get get) {
            return answer(200, write(get.type(), get.id(), get.projection()));
        }
        if (request instanceof ScimRequest.Query query) {
            return answer(200, list(query));
        }
        if (request instanceof ScimRequest.Replace replace) {
            find(replace.type(), replace.id());
            of(replace.type()).put(replace.id(), replace.resource());
            return answer(200, write(replace.type(), replace.id(), replace.projection()));
        }
        if (request instanceof ScimRequest.Patch patch) {
            return patch(patch);
        }
        ScimRequest.Delete delete = (ScimRequest.Delete) request;
        find(delete.type(), delete.id());
        of(delete.type()).remove(delete.id());
        return answer(204, null);
    }

    private Answer create(ScimRequest.Create create) {
        String name = NAMES.getOrDefault(create.type(), "");
        String key = CaseFold.fold(create.resource().path(name).asText());
        if (of(create.type()).values().stream()
                .anyMatch(other -> CaseFold.fold(other.path(name).asText()).equals(key))) {
            throw ScimError.conflict(name + " is taken.").exception();
        }
        String id = returning(create).orElseGet(() -> "id-" + ++lastId);
        of(create.type()).put(id, create.resource());
        return answer(201, write(create.type(), id, create.projection()));
    }

    /** A user who was deactivated and comes back under another name. */
    private Optional<String> returning(ScimRequest.Create create) {
        JsonNode externalId = create.resource().path("externalId");
        return of(create.type()).entrySet().stream()
                .filter(stored -> externalId.isTextual()
                        && stored.getValue().path("externalId").equals(externalId)
                        && !stored.getValue().path("active").asBoolean(true))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Answer patch(ScimRequest.Patch patch) {
        ObjectNode document = find(patch.type(), patch.id());
        if (patch.type().equals(CoreTypes.USER)) {
            of(patch.type())
                    .put(
                            patch.id(),
                            PatchApplier.apply(patch.type(), document, patch.patch(), Mode.TOLERANT)
                                    .resource());
            return answer(200, write(patch.type(), patch.id(), patch.projection()));
        }
        for (MembershipStep step :
                MembershipSteps.of(patch.type(), patch.patch(), Mode.TOLERANT).steps()) {
            document = step.match(new SteppedGroup(document));
        }
        of(patch.type()).put(patch.id(), document);
        return answer(204, null);
    }

    private ObjectNode list(ScimRequest.Query query) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:ListResponse");
        ArrayNode hits = JsonNodeFactory.instance.arrayNode();
        of(query.type()).forEach((id, document) -> {
            if (query.filter() == null || EqFilter.matches(query.type(), query.filter(), id, document)) {
                hits.add(write(query.type(), id, query.projection()));
            }
        });
        ArrayNode page = JsonNodeFactory.instance.arrayNode();
        int first = query.startIndex() - 1;
        int end = query.count() == null ? hits.size() : Math.min(hits.size(), first + query.count());
        for (int i = first; i < end; i++) {
            page.add(hits.get(i));
        }
        list.put("totalResults", hits.size())
                .put("startIndex", query.startIndex())
                .put("itemsPerPage", page.size());
        return list.set("Resources", page);
    }

    private JsonNode write(ResourceType type, String id, Projection projection) {
        var meta = new ResourceWriter.Meta("https://gateway.example/" + id, Instant.EPOCH, Instant.EPOCH, "W/\"1\"");
        return new ResourceWriter(type)
                .write(find(type, id), id, meta, projection)
                .deepCopy();
    }

    private ObjectNode find(ResourceType type, String id) {
        ObjectNode document = of(type).get(id);
        if (document == null) {
            throw ScimError.notFound(id + " does not exist.").exception();
        }
        return document;
    }

    private Map<String, ObjectNode> of(ResourceType type) {
        return Objects.requireNonNull(stored.get(type));
    }

    private static Answer answer(int status, @Nullable JsonNode body) {
        return new Answer(
                status, Map.of(), body == null ? "" : new String(ScimJson.write(body), StandardCharsets.UTF_8));
    }
}
