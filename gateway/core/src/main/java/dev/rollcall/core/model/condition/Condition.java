package dev.rollcall.core.model.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The condition on a user's attributes by which a role assignment gives its role where no group does. A condition looks at the
 * stored resource alone, so that the same user always has the same answer. Kinds are told apart by their only member in JSON.
 */
public sealed interface Condition permits AttributesAre, ExpressionHolds {

    /** What is to be done for this kind of condition. */
    <R extends @Nullable Object> R match(Cases<R> cases);

    /** One answer for each kind: a new one is missing everywhere until it is dealt with. */
    interface Cases<R extends @Nullable Object> {
        R attributesAre(AttributesAre condition);

        R expressionHolds(ExpressionHolds condition);
    }

    /**
     * Whether a user meets it. Never throws.
     *
     * @param user the stored resource, in the schema's spelling
     */
    boolean holds(ObjectNode user);

    /** In words, as a clause behind "because": {@code department is "IT"}. */
    String inWords();

    /** As it is stored and shown. */
    ObjectNode toJson();

    /** Why it cannot be used any more and so never holds, as a sentence; null where it can be used, which is the rule. */
    @Nullable
    String fault();

    /** Steps that it takes for the largest user, each about a quarter of a microsecond. */
    long cost();

    /**
     * Reads {@link #toJson()}.
     *
     * @throws IllegalArgumentException it is of no kind that there is
     */
    static Condition of(JsonNode json) {
        if (json.has(AttributesAre.ALL)) {
            return AttributesAre.read(json);
        }
        if (json.path(ExpressionHolds.EXPRESSION).isTextual()) {
            return new ExpressionHolds(json.path(ExpressionHolds.EXPRESSION).textValue());
        }
        throw new IllegalArgumentException("a condition of no known kind: " + json);
    }

    /** Reads what is stored; null stands for none. */
    static @Nullable Condition stored(@Nullable String json) {
        return json == null ? null : of(ScimJson.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
