package dev.rollcall.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one vendor does that the RFC does not say: a value in, another value out when the quirk fired. The input is never
 * changed; applied to its own output a quirk does nothing; traffic that conforms to the RFC passes through. One final class
 * each, of 20 to 60 lines, driven by the schema rather than by names.
 */
public sealed interface Quirk {

    /** Kebab-case class name: the id in logs, metrics, docs and settings. */
    default String id() {
        return QuirkNames.kebab(getClass().getSimpleName());
    }

    /** One sentence for an administrator: what the vendor sends and what becomes of it. */
    String why();

    /** Entries of the wire catalogue that show it, each a name and a number. */
    List<String> evidence();

    /** Acts on the JSON body of a write as it came, before anything is known of its shape. */
    non-sealed interface OfBody extends Quirk {

        /** The methods whose bodies it looks at: some of POST, PUT and PATCH. */
        Set<RawRequest.Method> methods();

        Optional<JsonNode> apply(RawRequest.Method method, ResourceType type, JsonNode body);
    }

    /** Acts on the text of a query's filter before it is read. */
    non-sealed interface OfFilterText extends Quirk {
        Optional<String> apply(ResourceType type, String filter);
    }

    /** Acts on the JSON body of POST and PUT before it is read. */
    non-sealed interface OfResource extends Quirk {
        Optional<ObjectNode> apply(ResourceType type, ObjectNode body);
    }

    /** Acts on a PATCH request after its envelope was read. */
    non-sealed interface OfPatch extends Quirk {
        Optional<PatchRequest> apply(ResourceType type, PatchRequest patch);
    }

    /** Acts on the filter of a query. */
    non-sealed interface OfFilter extends Quirk {
        Optional<Filter> apply(ResourceType type, Filter filter);
    }

    /** Acts on the JSON body of an answer, just before it is sent. */
    non-sealed interface OfResponse extends Quirk {
        Optional<ObjectNode> apply(ResourceType type, ObjectNode body);
    }
}
