package dev.rollcall.core.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that the operator shares with the application.
 *
 * @param paths in the order of the setting
 */
public record SharedAttributes(List<SharedPath> paths) {

    /** None: what is sent beside names and groups stays in the gateway. */
    public static final SharedAttributes NONE = new SharedAttributes(List.of());

    /** How many attributes may be chosen. */
    static final int MOST = 25;

    /** Bytes of JSON of one attribute; what is longer is left out and named, so that an event stays small. */
    static final int LONGEST = 2_000;

    /** Where they stand in a member, in the API and in events. */
    public static final String FIELD = "attributes";

    /** The names of those that are too long. */
    public static final String OMITTED = "attributesOmitted";

    public SharedAttributes {
        paths = List.copyOf(paths);
    }

    /**
     * Reads paths with commas between them; blank for none.
     *
     * @throws IllegalArgumentException the end of a sentence: which path cannot be used, why, and what is accepted
     */
    public static SharedAttributes read(String text) {
        List<SharedPath> paths = new ArrayList<>();
        for (String one : SharedPathReader.split(text)) {
            SharedPath path = SharedPathReader.read(one);
            for (SharedPath known : paths) {
                if (known.isSame(path)) {
                    throw new IllegalArgumentException(
                            "\"" + one + "\" names the same attribute as \"" + known.name() + "\": leave one out");
                }
            }
            paths.add(path);
        }
        if (paths.size() > MOST) {
            throw new IllegalArgumentException("name at most " + MOST + " attributes; these are " + paths.size());
        }
        return new SharedAttributes(paths);
    }

    public boolean isEmpty() {
        return paths.isEmpty();
    }

    /** The keys of a stored resource, in lower case, that anything is shared of: attributes, and URNs of extensions. */
    public Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        paths.forEach(path -> keys.add(path.key()));
        return keys;
    }

    /**
     * Writes what is shared of a user into a member: {@value #FIELD} by path, without those that the user does not have, and
     * {@value #OMITTED} where any is too long. Nothing where nothing is shared.
     *
     * @param user a stored resource, or what it has under {@link #keys}
     */
    public void write(@Nullable ObjectNode user, ObjectNode member) {
        if (paths.isEmpty() || user == null) {
            return;
        }
        ObjectNode shared = member.putObject(FIELD);
        for (SharedPath path : paths) {
            JsonNode value = path.in(user);
            if (value == null) {
                continue;
            }
            if (isTooLong(value)) {
                member.withArray(OMITTED).add(path.name());
            } else {
                shared.set(path.name(), value);
            }
        }
    }

    private static boolean isTooLong(JsonNode value) {
        if (value.isValueNode() && !value.isTextual()) {
            return false;
        }
        return (value.isTextual() && value.textValue().length() > LONGEST) || ScimJson.write(value).length > LONGEST;
    }
}
