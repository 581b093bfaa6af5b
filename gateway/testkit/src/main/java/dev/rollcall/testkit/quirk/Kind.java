package dev.rollcall.testkit.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.patch.PatchReader;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.PatchJson;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.RawRequest.Method;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a quirk acts on, and how that is read from JSON and shown as JSON.
 *
 * @param word the {@code kind} of an example
 * @param action the quirk's method for this kind, or null when the quirk does not act on it
 */
public record Kind<T>(
        String word,
        Function<JsonNode, T> read,
        Function<T, JsonNode> show,
        Function<Quirk, @Nullable BiFunction<ResourceType, T, Optional<T>>> action) {

    static final Kind<ObjectNode> RESOURCE = new Kind<>(
            "resource",
            JsonNode::deepCopy,
            ObjectNode::deepCopy,
            quirk -> quirk instanceof Quirk.OfResource of ? of::apply : null);

    static final Kind<PatchRequest> PATCH = new Kind<>(
            "patch",
            json -> PatchReader.read(json.deepCopy(), Mode.TOLERANT).request(),
            PatchJson::write,
            quirk -> quirk instanceof Quirk.OfPatch of ? of::apply : null);

    static final Kind<JsonNode> PATCH_BODY = new Kind<>(
            "patch-body",
            JsonNode::deepCopy,
            JsonNode::deepCopy,
            quirk -> quirk instanceof Quirk.OfBody of && of.methods().contains(Method.PATCH)
                    ? (type, body) -> of.apply(Method.PATCH, type, body)
                    : null);

    static final Kind<String> FILTER_TEXT = new Kind<>(
            "filter-text",
            JsonNode::textValue,
            TextNode::valueOf,
            quirk -> quirk instanceof Quirk.OfFilterText of ? of::apply : null);

    static final Kind<Filter> FILTER = new Kind<>(
            "filter",
            json -> Filter.parse(json.textValue()),
            filter -> TextNode.valueOf(filter.print()),
            quirk -> quirk instanceof Quirk.OfFilter of ? of::apply : null);

    static final Kind<ObjectNode> ANSWER = new Kind<>(
            "answer",
            JsonNode::deepCopy,
            ObjectNode::deepCopy,
            quirk -> quirk instanceof Quirk.OfResponse of ? of::apply : null);

    static final List<Kind<?>> ALL = List.of(PATCH_BODY, FILTER_TEXT, RESOURCE, PATCH, FILTER, ANSWER);

    static Kind<?> of(String word) {
        return ALL.stream()
                .filter(kind -> kind.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of traffic: " + word));
    }

    /** The same traffic before anything of it was read, where there is a kind for that. */
    Optional<Kind<?>> asItCame() {
        return equals(PATCH) ? Optional.of(PATCH_BODY) : equals(FILTER) ? Optional.of(FILTER_TEXT) : Optional.empty();
    }

    boolean concerns(Quirk quirk) {
        return action.apply(quirk) != null;
    }

    /** What the quirk makes of a value; empty when it leaves it alone. */
    Optional<T> apply(Quirk quirk, ResourceType type, T value) {
        BiFunction<ResourceType, T, Optional<T>> method = action.apply(quirk);
        return method == null ? Optional.empty() : method.apply(type, value);
    }
}
