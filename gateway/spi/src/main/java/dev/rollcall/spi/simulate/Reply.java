package dev.rollcall.spi.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A response, with checks of what an identity provider demands of it. A response that it would not accept is reported to the
 * transport and ends the script.
 */
public final class Reply {

    private static final String LIST_RESPONSE = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    /** What a list names in SCIM 1.1. */
    private static final String FORMER = "urn:scim:schemas:core:1.0";

    private final IdpTransport wire;
    private final IdpTransport.Request request;
    private final IdpTransport.Answer answer;

    Reply(IdpTransport wire, IdpTransport.Request request, IdpTransport.Answer answer) {
        this.wire = wire;
        this.request = request;
        this.answer = answer;
    }

    IdpTransport.Answer answer() {
        return answer;
    }

    public boolean is(int status) {
        return answer.status() == status;
    }

    /** Whether the gateway failed: it may have carried the request out, or not. */
    boolean failed() {
        return is(500) || is(502) || is(504);
    }

    /** One of these statuses. */
    public Reply expect(int... statuses) {
        if (Arrays.stream(statuses).noneMatch(this::is)) {
            throw unexpected("the status is " + answer.status() + ", expected " + Arrays.toString(statuses));
        }
        return this;
    }

    /** A resource with an id. */
    public ObjectNode resource() {
        ObjectNode resource = json();
        demand(!resource.path("id").asText().isEmpty(), "the resource has no id");
        return resource;
    }

    /** A body, where there is one, that says so about {@code active}. */
    public Reply active(boolean expected) {
        if (!answer.body().isEmpty()) {
            JsonNode active = resource().path("active");
            demand(active.isBoolean() && active.booleanValue() == expected, "active is not " + expected);
        }
        return this;
    }

    /** The first page of a ListResponse, complete as RFC 7644 section 3.4.2 wants it. */
    public List<JsonNode> listed() {
        JsonNode list = expect(200).json();
        String schema = list.path("schemas").path(0).asText();
        demand(LIST_RESPONSE.equals(schema) || FORMER.equals(schema), "the response is not a ListResponse");
        for (String number : List.of("totalResults", "startIndex", "itemsPerPage")) {
            demand(list.path(number).isInt(), number + " is not an integer");
        }
        JsonNode resources = list.path("Resources");
        demand(resources.isArray(), "Resources is not an array");
        demand(list.path("totalResults").intValue() >= resources.size(), "totalResults is less than what is listed");
        return StreamSupport.stream(resources.spliterator(), false).toList();
    }

    /** How many resources there are in all, on other pages too. */
    public int total() {
        return json().path("totalResults").intValue();
    }

    /** The {@link #listed()} of a look-up that can hit one resource at most. */
    public Optional<ObjectNode> sole() {
        List<JsonNode> hits = listed();
        demand(hits.size() <= 1, "the look-up finds " + hits.size() + " resources");
        return hits.stream().map(ObjectNode.class::cast).findFirst();
    }

    /** The one hit of a look-up for what is known to exist. */
    public ObjectNode one() {
        return sole().orElseThrow(() -> unexpected("the look-up finds nothing, although the resource exists"));
    }

    /** Ends the script unless this holds. */
    public void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw unexpected(otherwise);
        }
    }

    /** The body, a JSON object. */
    private ObjectNode json() {
        try {
            if (ScimJson.parse(answer.body().getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode object) {
                return object;
            }
        } catch (ScimException noJson) {
            throw unexpected("the body is not JSON");
        }
        throw unexpected("the body is not a JSON object");
    }

    ScriptEnded unexpected(String why) {
        wire.unexpected(request, answer, why);
        return new ScriptEnded(why);
    }
}
