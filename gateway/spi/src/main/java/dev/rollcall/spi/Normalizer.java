package dev.rollcall.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.DeviationRule;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.message.QueryReader;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.scim.message.SearchReader;
import dev.rollcall.scim.patch.Deactivation;
import dev.rollcall.scim.patch.PatchReader;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.resource.Deviations;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.resource.RequiredAttributes;
import dev.rollcall.scim.resource.ResourceReader;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.spelling.PlainSpelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs an adapter's quirks in declared order and parses what comes out. Pure: one instance a directory profile, shared by threads. */
public final class Normalizer {

    private static final String FILTER = "filter";
    private static final String START_INDEX = "startIndex";
    private static final String MEMBERS = "members";
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");

    private static final Deviation DEACTIVATED = new Deviation(
            DeviationRule.DEACTIVATED_INSTEAD,
            "The DELETE deactivated the user and kept the record, as the profile says.");

    /** What a PUT has beside what it changes. */
    private static final Set<String> NO_CHANGE = Set.of("schemas", "id", "meta");

    private final Profile profile;
    private final ActiveQuirks<Quirk.OfBody> ofBody;
    private final ActiveQuirks<Quirk.OfResource> ofResource;
    private final ActiveQuirks<Quirk.OfPatch> ofPatch;
    private final ActiveQuirks<Quirk.OfFilterText> ofFilterText;
    private final ActiveQuirks<Quirk.OfFilter> ofFilter;
    private final ActiveQuirks<Quirk.OfResponse> ofAnswer;

    /**
     * An answer in the shape that the vendor reads.
     *
     * @param firings the quirks that fired, in order
     */
    public record Answer(ObjectNode body, List<Firing> firings) {

        /** Ids of the quirks that fired, in order. */
        public List<String> quirks() {
            return Normalized.ids(firings);
        }
    }

    public Normalizer(Adapter adapter, Profile profile) {
        this(adapter.quirks(), profile);
    }

    /** Runs these quirks, in their order. */
    public Normalizer(List<Quirk> quirks, Profile profile) {
        this.profile = profile;
        this.ofBody = ActiveQuirks.of(Quirk.OfBody.class, quirks, profile);
        this.ofResource = ActiveQuirks.of(Quirk.OfResource.class, quirks, profile);
        this.ofPatch = ActiveQuirks.of(Quirk.OfPatch.class, quirks, profile);
        this.ofFilterText = ActiveQuirks.of(Quirk.OfFilterText.class, quirks, profile);
        this.ofFilter = ActiveQuirks.of(Quirk.OfFilter.class, quirks, profile);
        this.ofAnswer = ActiveQuirks.of(Quirk.OfResponse.class, quirks, profile);
    }

    /**
     * Reads one request.
     *
     * @throws dev.rollcall.scim.error.ScimException what the client is to be told, when the request is no SCIM: 404 for an endpoint
     *     that does not exist, 405 for a method that it does not have, 400 for the rest
     */
    public Normalized normalize(RawRequest raw) {
        return new Reading(raw, type(raw.endpoint())).result();
    }

    /**
     * Reads a query of the base URL: the same of every type, each with the quirks' view of its filter.
     *
     * @throws dev.rollcall.scim.error.ScimException as {@link #normalize}
     */
    public Normalized normalizeRoot(RawRequest raw) {
        List<ScimRequest.Query> queries = new ArrayList<>();
        List<Firing> fired = new ArrayList<>();
        Set<Deviation> deviations = new LinkedHashSet<>();
        for (ResourceType type : profile.types()) {
            Reading reading = new Reading(raw, type);
            queries.add(raw.method() == RawRequest.Method.GET ? reading.query() : reading.search());
            fired.addAll(reading.fired);
            deviations.addAll(reading.deviations);
        }
        return new Normalized(new ScimRequest.RootQuery(queries), fired, List.copyOf(deviations));
    }

    /** Gives the body of an answer its last shape; the body itself, when no quirk has anything to do. */
    public Answer answer(ResourceType type, ObjectNode body) {
        if (ofAnswer.isEmpty()) {
            return new Answer(body, List.of());
        }
        List<Firing> fired = new ArrayList<>();
        ObjectNode shaped = ofAnswer.run(
                body,
                (quirk, current) -> quirk.apply(type, current),
                (name, before, after) -> fired.add(new Firing.OfBody(name, before, after)));
        return new Answer(shaped, List.copyOf(fired));
    }

    private ResourceType type(String endpoint) {
        for (ResourceType type : profile.types()) {
            if (type.endpoint().equals("/" + endpoint)) {
                return type;
            }
        }
        String endpoints = profile.types().stream().map(ResourceType::endpoint).collect(Collectors.joining(", "));
        throw ScimError.notFound("There is no such endpoint; resources are at " + endpoints + ".")
                .exception();
    }

    /** One request being read. */
    private final class Reading {

        private final RawRequest raw;
        private final ResourceType type;
        private boolean namesMembers;
        private List<GroupWish> groups = List.of();
        private final List<Firing> fired = new ArrayList<>();
        private final Set<Deviation> deviations = new LinkedHashSet<>();

        Reading(RawRequest raw, ResourceType type) {
            this.raw = raw;
            this.type = type;
        }

        Normalized result() {
            ScimRequest request = switch (raw.method()) {
                case GET -> raw.id() == null ? query() : get(raw.id());
                case POST -> RawRequest.SEARCH.equals(raw.id()) ? search() : create();
                case PUT -> merges() ? merge(id()) : replace(id());
                case PATCH -> patch(id(), written());
                case DELETE -> delete(id());
            };
            return new Normalized(request, fired, List.copyOf(deviations), groups);
        }

        private ScimRequest get(String id) {
            return new ScimRequest.Get(type, id, raw.ifNoneMatch(), projection());
        }

        private ScimRequest.Query query() {
            return filtered(QueryReader.query(type, parameters(), profile.mode(), deviations::add));
        }

        private ScimRequest.Query search() {
            return filtered(SearchReader.query(type, searched(body()), profile.mode(), deviations::add));
        }

        private Map<String, String> parameters() {
            String filter = raw.query().get(FILTER);
            String index = raw.query().get(START_INDEX);
            if ((filter == null || ofFilterText.isEmpty()) && (index == null || profile.firstIndex() == 1)) {
                return raw.query();
            }
            Map<String, String> parameters = new HashMap<>(raw.query());
            if (filter != null) {
                parameters.put(FILTER, text(filter));
            }
            if (index != null && profile.firstIndex() == 0) {
                parameters.put(START_INDEX, fromZero(index));
            }
            return parameters;
        }

        private JsonNode searched(JsonNode body) {
            String filter = body.path(FILTER).textValue();
            return filter == null || ofFilterText.isEmpty() || !(body instanceof ObjectNode search)
                    ? body
                    : search.deepCopy().put(FILTER, text(filter));
        }

        private static String fromZero(String index) {
            return INDEX.matcher(index).matches() ? Integer.toString(Integer.parseInt(index) + 1) : index;
        }

        private String text(String filter) {
            return ofFilterText.run(
                    filter,
                    (quirk, current) -> quirk.apply(type, current),
                    (name, before, after) -> fired.add(new Firing.OfFilterText(name, before, after)));
        }

        private ScimRequest.Query filtered(ScimRequest.Query query) {
            Filter sent = query.filter();
            if (sent == null) {
                return query;
            }
            return query.withFilter(ofFilter.run(
                    sent,
                    (quirk, current) -> quirk.apply(type, current),
                    (name, before, after) -> fired.add(new Firing.OfFilter(name, before, after))));
        }

        private ScimRequest create() {
            if (raw.id() != null) {
                throw notAllowed(type.endpoint() + "/{id}", "GET, PUT, PATCH and DELETE");
            }
            ResourceReader.Result read = resource();
            RequiredAttributes.require(type, read.resource());
            return new ScimRequest.Create(type, read.resource(), projection());
        }

        private ScimRequest replace(String id) {
            ResourceReader.Result read = resource();
            Set<AttributePath> leftOut = new HashSet<>(read.leftOut());
            if (profile.writes().keepsMembers() && type.coreAttribute(MEMBERS) != null && !namesMembers) {
                leftOut.add(AttributePath.of(MEMBERS));
            }
            return new ScimRequest.Replace(type, id, read.resource(), leftOut, raw.ifMatch(), projection());
        }

        private boolean isGroup() {
            return type.name().equals(CoreTypes.GROUP.name());
        }

        private boolean merges() {
            return isGroup()
                    ? profile.writes().mergesGroups()
                    : profile.writes().mergesUsers();
        }

        /** A PUT that says no more than what changes is the PATCH that says the same. */
        private ScimRequest merge(String id) {
            JsonNode written = written();
            if (!(written instanceof ObjectNode changes)) {
                return replace(id);
            }
            ObjectNode attributes = changes.deepCopy();
            attributes.properties().removeIf(member -> NO_CHANGE.stream().anyMatch(member.getKey()::equalsIgnoreCase));
            return patch(id, replacement(attributes));
        }

        private ObjectNode replacement(ObjectNode attributes) {
            ObjectNode body = attributes.objectNode();
            body.putArray("schemas").add(PatchRequest.SCHEMA);
            body.putArray("Operations").addObject().put("op", "replace").set("value", attributes);
            return body;
        }

        private ScimRequest delete(String id) {
            if (!profile.writes().deleteDeactivates() || isGroup()) {
                return new ScimRequest.Delete(type, id, raw.ifMatch());
            }
            deviations.add(DEACTIVATED);
            return patch(id, replacement(JsonNodeFactory.instance.objectNode().put("active", false)));
        }

        private ScimRequest patch(String id, JsonNode body) {
            PatchReader.Result read = PatchReader.read(body, profile.mode());
            deviations.addAll(read.deviations());
            Deviations found = new Deviations();
            PlainSpelling spelling = new PlainSpelling(type, profile.mode(), found);
            PatchRequest sent = spelling.patch(read.request());
            PatchRequest rewritten = ofPatch.run(
                    sent,
                    (quirk, current) -> quirk.apply(type, current),
                    (name, before, after) -> fired.add(new Firing.OfPatch(name, before, after)));
            PatchRequest patch = rewritten.equals(sent) ? sent : spelling.patch(rewritten);
            PatchReader.leaveOut(type, patch, both(read.unusable(), spelling.unusable()), found);
            deviations.addAll(found.list());
            return new ScimRequest.Patch(type, id, patch, raw.ifMatch(), projection());
        }

        private ResourceReader.Result resource() {
            JsonNode sent = written();
            if (!(sent instanceof ObjectNode object)) {
                return ResourceReader.read(type, sent, profile.mode());
            }
            Deviations found = new Deviations();
            PlainSpelling spelling = new PlainSpelling(type, profile.mode(), found);
            ObjectNode plain = spelling.resource(object);
            ObjectNode rewritten = ofResource.run(
                    plain,
                    (quirk, current) -> quirk.apply(type, current),
                    (name, before, after) -> fired.add(new Firing.OfBody(name, before, after)));
            ObjectNode body = rewritten.equals(plain) ? plain : spelling.resource(rewritten);
            namesMembers = body.has(MEMBERS);
            boolean deactivates = profile.mode() == Mode.TOLERANT && Deactivation.isIn(type, body);
            if (!deactivates && !spelling.unusable().isEmpty()) {
                throw spelling.unusable().get(0);
            }
            spelling.unusable()
                    .forEach(e -> found.leftOutBesideDeactivation(e.error().detail()));
            deviations.addAll(found.list());
            ResourceReader.Result read = deactivates
                    ? ResourceReader.readDeactivation(type, body)
                    : ResourceReader.read(type, body, profile.mode());
            deviations.addAll(read.deviations());
            return read;
        }

        private static List<ScimException> both(List<ScimException> some, List<ScimException> others) {
            return Stream.concat(some.stream(), others.stream()).toList();
        }

        private Projection projection() {
            return QueryReader.projection(raw.query());
        }

        /** The body of a write in a shape that can be read. */
        private JsonNode written() {
            JsonNode read = shaped();
            Optional<GroupWish.Parted> parted = profile.writes().groupsOfUsers() && !isGroup()
                    ? GroupWish.part(raw.method(), read)
                    : Optional.empty();
            parted.ifPresent(found -> groups = found.wishes());
            return parted.<JsonNode>map(GroupWish.Parted::rest).orElse(read);
        }

        private JsonNode shaped() {
            return ofBody.run(
                    body(),
                    (quirk, current) -> quirk.methods().contains(raw.method())
                            ? quirk.apply(raw.method(), type, current)
                            : Optional.empty(),
                    (name, before, after) -> fired.add(new Firing.OfBody(name, before, after)));
        }

        private JsonNode body() {
            JsonNode body = raw.body();
            if (body == null) {
                throw ScimError.badRequest(
                                ScimType.INVALID_SYNTAX,
                                "The request has no body; " + raw.method() + " needs a JSON object.")
                        .exception();
            }
            return body;
        }

        private String id() {
            String id = raw.id();
            if (id == null) {
                throw notAllowed(type.endpoint(), "GET and POST");
            }
            return id;
        }

        private ScimException notAllowed(String where, String accepted) {
            return ScimError.of(405, raw.method() + " is not possible on " + where + "; it takes " + accepted + ".")
                    .exception();
        }
    }
}
